package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The window has one set of rules; what is dark in it is a state of its root. */
class ThemeControlTest {
    private static final Pattern VARIABLE = Pattern.compile("(-color-[a-z0-9-]+)\\s*:\\s*([^;]+);");
    private static final Pattern ROOT = Pattern.compile("\\.root(?::dark)? \\{(.*?)\\n}", Pattern.DOTALL);

    private Stage stage;
    private ThemeControl theme;
    private Label label;
    private ComboBox<String> box;

    @BeforeEach
    void open() {
        Fx.start();
        Fx.run(() -> {
            Scene scene = new Scene(new StackPane(), 400, 300);
            theme = new ThemeControl(scene);
            label = new Label("ink");
            box = new ComboBox<>();
            box.getItems().setAll("one", "two");
            scene.setRoot(new VBox(label, box));
            stage = new Stage();
            stage.setScene(scene);
            stage.show();
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            box.hide();
            stage.close();
            theme.close();
        });
    }

    private void choose(Theme chosen) {
        Fx.run(() -> theme.theme(chosen));
        Fx.settle(stage);
    }

    private static Paint ink(Theme of) {
        return Palette.load(of == Theme.DARK).get(Tone.INK);
    }

    /** What a row of the open list is written in. */
    private Paint row() {
        Node list =
                Objects.requireNonNull((ComboBoxListViewSkin<?>) box.getSkin()).getPopupContent();
        return list.lookupAll(".list-cell").stream()
                .map(ListCell.class::cast)
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElseThrow()
                .getTextFill();
    }

    /** It is what a window is made of before its first picture, and what is seen of it while it grows. */
    @Test
    void theWindowItselfHasTheThemesGround() {
        for (Theme now : List.of(Theme.DARK, Theme.LIGHT)) {
            choose(now);
            assertThat(Fx.call(() -> stage.getScene().getFill())).isEqualTo(ground(now));
        }
    }

    private static Paint ground(Theme of) {
        return Palette.load(of == Theme.DARK).get(Tone.GROUND);
    }

    /** Without a compositor the shadow around a list, and the arrow of a panel, lie on what the list itself is filled with. */
    @Test
    void whatLiesOverAWindowThatNothingIsSeenThroughLiesOnTheThemesGround() {
        anew(true);
        choose(Theme.LIGHT);
        Fx.run(box::show);
        assertThat(Fx.call(() -> popup().getScene().getFill()))
                .as("seen through")
                .isNotEqualTo(ground(Theme.LIGHT));
        Fx.run(box::hide);
        anew(false);
        for (Theme now : List.of(Theme.DARK, Theme.LIGHT)) {
            choose(now);
            Fx.run(box::show);
            assertThat(Fx.call(() -> popup().getScene().getFill())).isEqualTo(ground(now));
            Fx.run(box::hide);
        }
        Fx.run(box::show);
        choose(Theme.DARK);
        assertThat(Fx.call(() -> popup().getScene().getFill()))
                .as("open over the change")
                .isEqualTo(ground(Theme.DARK));
    }

    private void anew(boolean seeThrough) {
        Fx.run(() -> {
            theme.close();
            box = new ComboBox<>();
            box.getItems().setAll("one", "two");
            theme = new ThemeControl(stage.getScene(), seeThrough);
            stage.getScene().setRoot(new VBox(label, box));
        });
    }

    private static Window popup() {
        return Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void whatLiesOverTheWindowHasTheColoursOfNow(Theme first) {
        Theme second = first == Theme.DARK ? Theme.LIGHT : Theme.DARK;
        choose(first);
        for (Theme now : new Theme[] {second, first, second}) {
            Fx.run(box::show);
            Theme before = now == second ? first : second;
            await("opened in the one").until(() -> Fx.call(this::row).equals(ink(before)));
            choose(now);
            assertThat(Fx.call(() -> label.getTextFill())).isEqualTo(ink(now));
            await("open over the change").until(() -> Fx.call(this::row).equals(ink(now)));
            Fx.run(box::hide);
            Fx.run(box::show);
            await("opened in the other").until(() -> Fx.call(this::row).equals(ink(now)));
            Fx.run(box::hide);
        }
    }

    /** AtlantaFX gives some of them 14 px whatever the window has. */
    @Test
    void whatLiesOverTheWindowIsWrittenAsLargeAsItsText() {
        Tip tip = Fx.call(() -> new Tip("more"));
        TextField field = new TextField();
        ContextMenu menu = new ContextMenu(new MenuItem("copy"));
        MenuButton button = new MenuButton("more", null, new MenuItem("one"));
        Label inPanel = new Label("in a panel");
        PopOver panel = Fx.call(() -> new PopOver(inPanel));
        Fx.run(() -> {
            label.setTooltip(tip);
            label.setStyle("-fx-font-size: 0.6em");
            field.setContextMenu(menu);
            stage.getScene().setRoot(new VBox(label, box, field, button));
        });
        for (int percent : new int[] {200, 125, 100}) {
            double size = ThemeControl.TEXT_SIZE * percent / 100;
            Fx.run(() -> theme.textPercent(percent));
            Fx.settle(stage);
            Fx.run(() -> {
                tip.show(label, 10, 10);
                menu.show(field, 10, 10);
                box.show();
                button.show();
                panel.show(field);
            });
            Fx.settle(stage);
            Fx.settle(stage);
            assertThat(Fx.call(() -> tip.getFont().getSize())).as("a tip").isEqualTo(size);
            assertThat(Fx.call(() -> sizes(menu.getScene().getRoot())))
                    .as("a field's menu")
                    .containsOnly(size);
            assertThat(Fx.call(() -> sizes(((ComboBoxListViewSkin<?>) box.getSkin()).getPopupContent())))
                    .as("a list to choose from")
                    .containsOnly(size);
            assertThat(Fx.call(() -> sizes(button.getItems()
                            .getFirst()
                            .getParentPopup()
                            .getScene()
                            .getRoot())))
                    .as("a button's menu")
                    .containsOnly(size);
            assertThat(Fx.call(() -> inPanel.getFont().getSize())).as("a panel").isEqualTo(size);
            Fx.run(() -> {
                tip.hide();
                menu.hide();
                box.hide();
                button.hide();
                panel.hide(Duration.ZERO);
            });
        }
    }

    /** What words of a popup are written in, px. */
    private static Set<Double> sizes(Node popup) {
        return popup.lookupAll(".text").stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(text -> !text.getText().isBlank())
                .map(text -> text.getFont().getSize())
                .collect(Collectors.toSet());
    }

    /** Whoever shows a tip of JavaFX's own shows it in the size of what it tells of. */
    @Test
    void everyTipIsOne() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/fr/gaveurs/console/desktop"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("new Tooltip("));
        }
    }

    /** A box of many choices was 7 px lower than the fields beside it. */
    @Test
    void fieldsOfAFormAreOfOneHeight() {
        for (int percent : new int[] {100, 125, 200}) {
            TextField field = new TextField();
            ComboBox<String> one = new ComboBox<>();
            ManyChoice<String> many = Fx.call(ManyChoice::new);
            Button button = new Button("Go");
            Fx.run(() -> {
                many.offer(List.of(new Choice<>("a", "Alpha")), all -> "All", all -> {});
                VBox fields = new VBox(
                        new LabeledField("Text", field),
                        new LabeledField("One", one),
                        new LabeledField("Many", many),
                        button);
                stage.getScene().setRoot(fields);
                theme.textPercent(percent);
            });
            Fx.settle(stage);
            assertThat(Fx.call(() -> List.of(many.getHeight(), one.getHeight(), button.getHeight())))
                    .as("at %s %%", percent)
                    .allMatch(height -> height == field.getHeight());
        }
    }

    /** On a dark card the empty part of a bar had nearly the card's colour. */
    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theEmptyPartOfABarIsSeen(Theme chosen) {
        ProgressBar bar = new ProgressBar(0);
        Fx.run(() -> stage.getScene().setRoot(new VBox(bar)));
        choose(chosen);
        Region track = (Region) Fx.call(() -> bar.lookup(".track"));
        assertThat(Fx.call(() -> track.getBackground().getFills().getFirst().getFill()))
                .isEqualTo(Palette.load(chosen == Theme.DARK).get(Tone.TRACK));
    }

    /** Faint in a faint box, its words were not seen. */
    @Test
    void aChoiceThatRestsIsFaintOnce() {
        ManyChoice<String> many = Fx.call(ManyChoice::new);
        Fx.run(() -> {
            many.offer(List.of(new Choice<>("a", "Alpha")), all -> "All", all -> {});
            many.setDisable(true);
            stage.getScene().setRoot(new VBox(many));
        });
        Fx.settle(stage);
        assertThat(Fx.call(() -> many.getOpacity()
                        * many.getChildrenUnmodifiable().getFirst().getOpacity()))
                .isEqualTo(0.4);
    }

    @Test
    void anotherRootHasTheThemeToo() {
        choose(Theme.DARK);
        Label other = new Label("ink");
        Fx.run(() -> stage.getScene().setRoot(new VBox(other)));
        Fx.settle(stage);
        assertThat(Fx.call(other::getTextFill)).isEqualTo(ink(Theme.DARK));
    }

    /** AtlantaFX's rules are those of its light theme: what its dark one has otherwise is ours to say. */
    @Test
    void whatAtlantaFxLooksUpIsSaidForTheDarkThemeToo() throws IOException {
        String rules = read(new PrimerLight().getUserAgentStylesheet());
        Map<String, String> light = roots(rules);
        Map<String, String> dark = roots(read(new PrimerDark().getUserAgentStylesheet()));
        String used = ROOT.matcher(rules).replaceFirst("");
        Set<String> wanted = new TreeSet<>();
        dark.forEach((name, value) -> {
            boolean looked =
                    Pattern.compile(name + "(?![a-z0-9-])").matcher(used).find();
            if (looked && !value.equals(light.get(name))) {
                wanted.add(name);
            }
        });
        assertThat(wanted).hasSizeGreaterThan(20);
        assertThat(wanted).isSubsetOf(ours());
    }

    private static Set<String> ours() throws IOException {
        Set<String> said = new TreeSet<>(roots(read("/css/console.css")).keySet());
        said.addAll(roots(read(Palette.DARK_CSS)).keySet());
        return said;
    }

    private static String read(String path) throws IOException {
        try (InputStream in = Objects.requireNonNull(ThemeControlTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> roots(String css) {
        Matcher root = ROOT.matcher(css);
        assertThat(root.find()).isTrue();
        Map<String, String> found = new HashMap<>();
        Matcher each = VARIABLE.matcher(root.group(1));
        while (each.find()) {
            found.put(each.group(1), each.group(2));
        }
        return found;
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.SearchBox;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever walks by keyboard sees where it is: on every kind of control, in both themes. */
class FocusLookTest {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
    private static final PseudoClass VISIBLE = PseudoClass.getPseudoClass("focus-visible");
    /** The frame around the smallest of them has more, px. */
    private static final int LEAST = 40;

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private static Map<String, Node> controls() {
        Map<String, Node> all = new LinkedHashMap<>();
        all.put("button", new Button("Fermer"));
        all.put("accent button", styled(new Button("Envoyer"), "accent"));
        all.put("danger button", styled(new Button("Quitter"), "danger"));
        all.put("flat button", styled(new Button("Ouvrir"), "flat", "small"));
        ToggleButton smooth = styled(new ToggleButton("Lissé"), "station-small");
        smooth.setSelected(true);
        all.put("smooth", smooth);
        all.put("full scale", styled(new ToggleButton("Pleine échelle"), "station-small"));
        ToggleButton segment = styled(new ToggleButton("Liste"), "small", "left-pill");
        segment.setSelected(true);
        all.put("segment", segment);
        ToggleButton entry = new ToggleButton("Direct");
        entry.getStyleClass().setAll("rail-entry");
        entry.setSelected(true);
        all.put("rail entry", entry);
        all.put("check box", new CheckBox("Image de l’écran"));
        all.put("combo box", new ComboBox<String>());
        all.put("box with a search", new SearchBox<String>("Chercher…"));
        ManyChoice<Theme> several = new ManyChoice<>();
        several.offer(List.of(new Choice<>(Theme.LIGHT, "Clair")), checked -> "Tous", checked -> {});
        all.put("box of several", several);
        all.put("switch", new OnOff("Maintenance"));
        all.put("menu button", new MenuButton("Vues"));
        all.put("text field", new TextField("abc"));
        all.put("password", new PasswordField());
        all.put("text area", new TextArea("abc"));
        all.put("link", new Hyperlink("#4"));
        all.put("titled pane", styled(new TitledPane("Journal", new Label("x")), "bug-logs-pane"));
        all.put("list of bugs", styled(new ListView<String>(), "bug-list"));
        all.put("log", styled(new ListView<String>(), "log-list"));
        all.put("drawing", styled(new ToggleButton("1"), "station-focusable"));
        return all;
    }

    private static <T extends Node> T styled(T node, String... styles) {
        node.getStyleClass().addAll(styles);
        return node;
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void isSeenOnEveryKindOfControl(Theme theme) {
        Map<String, Integer> changed = Fx.call(() -> {
            Map<String, Node> controls = controls();
            VBox box = new VBox(8);
            box.setPrefWidth(500);
            box.getChildren().setAll(controls.values());
            Scene scene = new Scene(box, 500, 2_100);
            ThemeControl control = new ThemeControl(scene);
            control.theme(theme);
            for (String sheet :
                    new String[] {"/css/bugs.css", "/css/health.css", "/css/report.css", "/css/station.css"}) {
                scene.getStylesheets()
                        .add(Objects.requireNonNull(FocusLookTest.class.getResource(sheet))
                                .toExternalForm());
            }
            Map<String, Integer> found = new LinkedHashMap<>();
            scene.snapshot(null);
            controls.forEach((name, node) -> {
                WritableImage before = node.snapshot(null, null);
                node.pseudoClassStateChanged(FOCUSED, true);
                node.pseudoClassStateChanged(VISIBLE, true);
                node.applyCss();
                box.layout();
                found.put(name, different(before, node.snapshot(null, null)));
                node.pseudoClassStateChanged(FOCUSED, false);
                node.pseudoClassStateChanged(VISIBLE, false);
            });
            control.close();
            return found;
        });
        assertThat(changed)
                .allSatisfy((name, pixels) -> assertThat(pixels).as(name).isGreaterThan(LEAST));
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aBoxThatIsNotTickedIsEmptyAndAFieldSaysWhatBelongsIntoIt(Theme theme) {
        Fx.run(() -> {
            CheckBox check = new CheckBox();
            TextField field = new TextField();
            VBox all = new VBox(8, check, field);
            Scene scene = new Scene(all, 300, 200);
            ThemeControl control = new ThemeControl(scene);
            control.theme(theme);
            scene.snapshot(null);
            Node square = check.lookup(".box");
            assertThat(colours(square.snapshot(null, null))).as("not ticked").hasSize(1);
            check.setSelected(true);
            scene.snapshot(null);
            assertThat(colours(square.snapshot(null, null))).as("ticked").hasSizeGreaterThan(1);

            field.pseudoClassStateChanged(FOCUSED, true);
            scene.snapshot(null);
            WritableImage empty = field.snapshot(null, null);
            field.setPromptText("Lot ou mesure");
            scene.snapshot(null);
            assertThat(different(empty, field.snapshot(null, null)))
                    .as("where the keyboard is")
                    .isGreaterThan(LEAST);
            control.close();
        });
    }

    /** Within the frame. */
    private static Set<Integer> colours(WritableImage box) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 4; y < box.getHeight() - 4; y++) {
            for (int x = 4; x < box.getWidth() - 4; x++) {
                colours.add(box.getPixelReader().getArgb(x, y));
            }
        }
        return colours;
    }

    private static int different(WritableImage before, WritableImage after) {
        int width = (int) Math.min(before.getWidth(), after.getWidth());
        int height = (int) Math.min(before.getHeight(), after.getHeight());
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (before.getPixelReader().getArgb(x, y)
                        != after.getPixelReader().getArgb(x, y)) {
                    count++;
                }
            }
        }
        return count;
    }
}

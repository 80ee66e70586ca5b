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
import javafx.geometry.Insets;
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
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever walks by keyboard sees where it is: on every kind of control, in both themes. */
class FocusLookTest {
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");
    private static final PseudoClass VISIBLE = PseudoClass.getPseudoClass("focus-visible");
    /** By keyboard, by mouse, and where what was typed is not taken. */
    private static final List<List<PseudoClass>> STATES =
            List.of(List.of(FOCUSED, VISIBLE), List.of(FOCUSED), List.of(PseudoClass.getPseudoClass("wrong")));
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

    /** Also what has a line or a room of its own before. */
    private static Map<String, Node> lined() {
        Map<String, Node> all = controls();
        all.put("thumb", styled(new ToggleButton("1"), "station-thumb"));
        all.put("defect", styled(new Button("Tache"), "station-defect"));
        all.put("field of a bug", styled(new TextField("Jean"), "bug-edit"));
        all.put("box of a bug", styled(new ComboBox<String>(), "small", "bug-edit"));
        all.put("text of a bug", styled(new TextArea("abc"), "growing-area"));
        TextField proof = styled(new TextField("9c"), "proofs-value");
        proof.setEditable(false);
        all.put("figure of a proof", proof);
        all.put("conditions", styled(new MenuButton("2"), "status-conditions"));
        all.put("plain list", new ListView<String>());
        all.put("list of stations", styled(new ListView<String>(), "stations-list"));
        all.put("table", new TableView<String>());
        all.put("last samples", styled(new TableView<String>(), "station-history"));
        all.put("figure", styled(new Button("12"), "figure-card"));
        return all;
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void movesNothing(Theme theme) {
        Map<String, String> moved = Fx.call(() -> {
            Map<String, Node> controls = lined();
            VBox box = new VBox(8);
            box.getChildren().setAll(controls.values());
            ToggleButton segment = styled(new ToggleButton("Tableau"), "small");
            SegmentedButton segments = new SegmentedButton(segment, new ToggleButton("Liste"));
            box.getChildren().add(segments);
            controls.put("segment of several", segment);
            Scene scene = new Scene(box, 500, 4_000);
            ThemeControl control = new ThemeControl(scene);
            control.theme(theme);
            for (String sheet : List.of("bugs", "health", "report", "station", "stations", "proofs", "reports")) {
                scene.getStylesheets()
                        .add(Objects.requireNonNull(FocusLookTest.class.getResource("/css/" + sheet + ".css"))
                                .toExternalForm());
            }
            scene.snapshot(null);
            Map<String, String> found = new LinkedHashMap<>();
            controls.forEach((name, node) -> {
                boolean told = node instanceof TextInputControl text && !text.isEditable();
                for (List<PseudoClass> states : told ? STATES.subList(0, 2) : STATES) {
                    String before = room(box, node);
                    states.forEach(state -> node.pseudoClassStateChanged(state, true));
                    String after = room(box, node);
                    states.forEach(state -> node.pseudoClassStateChanged(state, false));
                    if (!before.equals(after)) {
                        found.put(name + " " + states, before + " -> " + after);
                    }
                }
            });
            control.close();
            return found;
        });
        assertThat(moved).isEmpty();
    }

    /** What it takes, what it would take, and where what is in it stands. */
    private static String room(VBox box, Node node) {
        box.applyCss();
        box.layout();
        Region region = (Region) node;
        Insets within = region.getInsets();
        return region.getWidth() + " x " + region.getHeight() + ", wants " + region.prefWidth(-1) + " x "
                + region.prefHeight(-1) + ", from " + within.getLeft() + ", " + within.getTop() + ", below "
                + box.prefHeight(500);
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

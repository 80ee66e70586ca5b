package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.EvenRows;
import fr.gaveurs.console.desktop.kit.KeptHeight;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.SideBySide;
import fr.gaveurs.console.desktop.kit.SteadyText;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.tiles.FigureTile;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Branch;
import fr.gaveurs.console.desktop.screens.health.HealthRows.BreakerRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ComponentRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.PartRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Between {@code fxml/health.fxml} and its view model. */
public final class HealthController {
    /** So long a button says that it was done. */
    private static final Duration CONFIRMED = Duration.seconds(4);

    /** The tree is no narrower than this, in em, where something stands beside it. */
    private static final double TREE_EM = 46;

    private static final int ROWS_AT_ONCE = 5;

    /** What the screen does for its controls. */
    interface Actions {
        /** Closes the breaker of this name. */
        void reset(String breaker);

        /** Puts the diagnostics on the clipboard. */
        void copyDiagnostics();

        /** Leads to the stations. */
        void openStations();

        /** The log came into view, or went out of it. */
        void logShown(boolean shown);
    }

    private final HealthViewModel model;
    private final Messages messages;
    private final ReadOnlyObjectProperty<Palette> palette;
    private final ReadOnlyDoubleProperty textSize;
    private final Actions actions;
    private final Map<HealthFigures.Kind, FigureTile> tiles = new EnumMap<>(HealthFigures.Kind.class);
    private final Map<String, StateRow> heads = new HashMap<>();
    private final Map<String, StateRow> cards = new HashMap<>();
    private final Map<String, BreakerCard> breakerCards = new HashMap<>();
    private final PauseTransition confirmed = new PauseTransition(CONFIRMED);
    private final StripAxis axis;
    private final HBox axisRow;
    private List<PartRow> parts = List.of();
    /** Whether the log is chosen. */
    private @Nullable Segments<Boolean> pageTabs;

    @FXML
    private SegmentedButton tabs;

    @FXML
    private Button copy;

    @FXML
    private LevelIcon verdictIcon;

    @FXML
    private Label verdictTitle;

    @FXML
    private SteadyText verdictText;

    @FXML
    private ProblemsLine problems;

    @FXML
    private StackPane pages;

    @FXML
    private ScrollPane state;

    @FXML
    private KeptHeight troubleRoom;

    @FXML
    private VBox troubles;

    @FXML
    private Label waiting;

    private @Nullable Troubles wrong;

    @FXML
    private EvenRows figures;

    @FXML
    private HealthColumns columns;

    @FXML
    private VBox tree;

    @FXML
    private VBox breakers;

    @FXML
    private GridPane timeline;

    private final Node log;

    /** @param log the page that shows the log */
    HealthController(
            HealthViewModel model,
            Messages messages,
            ReadOnlyObjectProperty<Palette> palette,
            ReadOnlyDoubleProperty textSize,
            Parent log,
            Actions actions) {
        this.model = model;
        this.messages = messages;
        this.palette = palette;
        this.textSize = textSize;
        this.log = log;
        this.actions = actions;
        this.axis = new StripAxis(palette, messages);
        SideBySide sides = new SideBySide();
        Region room = new Region();
        room.getStyleClass().add("component-body");
        sides.getChildren().addAll(room, axis);
        HBox.setHgrow(sides, Priority.ALWAYS);
        axisRow = new HBox(sides);
        axisRow.getStyleClass().add("axis-row");
    }

    @FXML
    public void initialize() {
        columns.emProperty().bind(textSize);
        columns.componentsWidthProperty().bind(textSize.multiply(TREE_EM));
        state.skinProperty().subscribe(skin -> Roomy.drawDirectly(state));
        Visibility.show(log, false);
        pages.getChildren().add(log);
        pageTabs = new Segments<>(tabs, List.of(false, true), false, this::page);
        for (HealthFigures.Kind kind : HealthFigures.Kind.values()) {
            FigureTile tile = new FigureTile(messages.get("health.tile." + kind.key()), palette);
            tile.explain(messages, kind.key(), messages.integer(HealthFigures.COURSE));
            tiles.put(kind, tile);
            figures.getChildren().add(tile);
        }
        model.figures().subscribe(this::figures);
        verdictText.words(model.meanings());
        model.verdict().subscribe(this::verdict);
        problems.follow(model.problems(), actions::openStations);
        wrong = new Troubles(troubleRoom, troubles, waiting, messages);
        model.troubles().subscribe(wrong()::show);
        model.branches().subscribe(this::branches);
        model.breakers().subscribe(this::breakers);
        model.parts().subscribe(this::parts);
        model.hour().subscribe(axis::show);
        confirmed.setOnFinished(event -> copyState(messages.get("health.copy"), false));
    }

    private void verdict(Verdict verdict) {
        verdictIcon.level(verdict.level());
        verdictTitle.setText(verdict.title());
        verdictTitle
                .getStyleClass()
                .setAll("label", "verdict-title", verdict.level().style());
        verdictText.setText(verdict.text());
    }

    private void figures(Map<HealthFigures.Kind, HealthFigures.HealthFigure> now) {
        now.forEach((kind, figure) -> {
            FigureTile tile = tiles.get(kind);
            if (tile != null) {
                tile.figure(figure.value(), figure.note(), figure.note(), figure.alert(), figure.old());
                tile.chart(figure.chart());
            }
        });
    }

    /** Rows that are new come some at a time: all at once they would hold the window up when it first comes here. */
    private void branches(List<Branch> list) {
        int before = cards.size();
        boolean more = false;
        List<Node> next = new ArrayList<>();
        next.add(axisRow);
        for (Branch branch : list) {
            next.add(head(branch));
            for (ComponentRow row : branch.components()) {
                if (cards.size() - before >= ROWS_AT_ONCE && !cards.containsKey(row.key())) {
                    more = true;
                    continue;
                }
                StateRow card = cards.computeIfAbsent(row.key(), key -> new StateRow(palette));
                card.show(row);
                next.add(card);
            }
        }
        set(tree, next);
        Scene scene = tree.getScene();
        if (more && scene == null) {
            branches(list);
        } else if (more) {
            Scrolling.afterLayout(
                    scene,
                    () -> Platform.runLater(() -> branches(model.branches().get())));
        }
    }

    private Node head(Branch branch) {
        StateRow head = heads.computeIfAbsent(branch.key(), key -> {
            StateRow made = new StateRow(palette);
            made.getStyleClass().add("probe-row");
            return made;
        });
        if (branch.probe() != null) {
            head.show(branch.probe());
        } else {
            head.title(branch.title(), branch.text());
        }
        return head;
    }

    private void breakers(List<BreakerRow> rows) {
        List<Node> next = new ArrayList<>();
        for (BreakerRow row : rows) {
            BreakerCard card = breakerCards.computeIfAbsent(
                    row.key(), key -> new BreakerCard(palette, messages, key, actions::reset));
            card.show(row);
            next.add(card);
        }
        set(breakers, next);
    }

    /** A list that stays the same keeps its nodes, and with them the keyboard's place. */
    private static void set(VBox box, List<Node> next) {
        if (!next.equals(box.getChildren())) {
            box.getChildren().setAll(next);
        }
    }

    private void parts(List<PartRow> rows) {
        if (rows.equals(parts)) {
            return;
        }
        parts = rows;
        timeline.getChildren().clear();
        for (int i = 0; i < rows.size(); i++) {
            PartRow row = rows.get(i);
            Label name = new Label(row.name());
            name.getStyleClass().add("timeline-name");
            name.setMinWidth(Label.USE_PREF_SIZE);
            TimelineBar bar = new TimelineBar();
            bar.span(row.begin(), row.end());
            GridPane.setHgrow(bar, Priority.ALWAYS);
            Label took = new Label(row.took());
            took.getStyleClass().add("timeline-took");
            took.setMinWidth(Label.USE_PREF_SIZE);
            timeline.addRow(i, name, bar, took);
        }
    }

    /** Whether the log is in view rather than the state. */
    boolean logShown() {
        return log.isVisible();
    }

    /** Shows the log, or the state. */
    void page(boolean logWanted) {
        if (pageTabs != null) {
            pageTabs.select(logWanted);
        }
        boolean changed = logWanted != logShown();
        Visibility.show(log, logWanted);
        Visibility.show(state, !logWanted);
        if (changed) {
            actions.logShown(logWanted);
        }
    }

    /** What is wrong, above all else. */
    Troubles wrong() {
        return Objects.requireNonNull(wrong, "not loaded yet");
    }

    @FXML
    public void copyDiagnostics() {
        if (!copy.isDisabled()) {
            confirmed.stop();
            copyState(messages.get("health.copy.asking"), true);
            actions.copyDiagnostics();
        }
    }

    /** The diagnostics are on the clipboard, or could not be had. */
    void copied(boolean done) {
        copyState(messages.get(done ? "health.copy.done" : "health.copy"), false);
        if (done) {
            confirmed.playFromStart();
        }
    }

    private void copyState(String text, boolean busy) {
        copy.setText(text);
        copy.setDisable(busy);
    }

    /** Version and time since the start. */
    public ReadOnlyStringProperty programProperty() {
        return model.program();
    }

    public String getProgram() {
        return model.program().get();
    }

    /** How long the whole start took. */
    public ReadOnlyStringProperty startProperty() {
        return model.start();
    }

    public String getStart() {
        return model.start().get();
    }
}

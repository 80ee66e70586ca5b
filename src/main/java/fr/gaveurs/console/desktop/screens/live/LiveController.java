package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Freshness;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.EvenRows;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.tiles.FigureChart;
import fr.gaveurs.console.desktop.kit.tiles.FigureTile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Between {@code fxml/live.fxml} and its view model. */
public final class LiveController {
    private final LiveContext context;
    private final LiveViewModel model;
    private final TileGrid grid;
    private final BiConsumer<Devices.Device, Node> unblock;
    private final Runnable demoWanted;
    private final FigureTile live;
    private final FigureTile perHour;
    private final FigureTile compliance;
    private final FigureTile attention;
    private final ReadOnlyBooleanWrapper demoHere = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper demoReady = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper tiles = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper tools = new ReadOnlyBooleanWrapper();

    private @Nullable Segments<TileOrder> orders;

    /** Narrower than that, in em, the figures on top are told in fewer words. */
    private static final double NARROW = 52;

    @FXML
    private EvenRows figures;

    @FXML
    private SegmentedButton order;

    @FXML
    private ComboBox<String> site;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox addresses;

    @FXML
    private ToggleButton blocked;

    @FXML
    private ScrollPane blockedPane;

    @FXML
    private VBox blockedRows;

    /**
     * @param unblock what lets a blocked station in among those that wait, told the button too
     * @param demoWanted told that the demo is about to be started by its button
     */
    LiveController(
            LiveContext context,
            LiveViewModel model,
            TileGrid grid,
            BiConsumer<Devices.Device, Node> unblock,
            Runnable demoWanted) {
        this.unblock = unblock;
        this.context = context;
        this.model = model;
        this.grid = grid;
        this.demoWanted = demoWanted;
        this.live = tile("live.figure.live", "live.figure.live.brief");
        this.perHour = tile("live.figure.per_hour", "live.figure.per_hour.brief");
        this.compliance = tile("live.figure.compliance", "live.figure.compliance.brief");
        this.attention = tile("live.figure.attention", "live.figure.attention.brief");
        DemoModel demo = context.demo();
        demoHere.set(demo.state().get() != DemoModel.State.NOT_HERE);
        demoReady.bind(demo.state().isEqualTo(DemoModel.State.OFF));
        BooleanBinding someBlocked =
                Bindings.createBooleanBinding(() -> !model.blocked().get().isEmpty(), model.blocked());
        tools.bind(model.empty().not().or(someBlocked));
    }

    /** Hides the figures on top; what is returned shows some of them each. */
    List<Runnable> inParts() {
        List<List<Node>> parts = List.of(List.of(live, perHour), List.of(compliance, attention));
        parts.forEach(part -> part.forEach(figure -> figure.setVisible(false)));
        return parts.stream()
                .<Runnable>map(part -> () -> part.forEach(figure -> figure.setVisible(true)))
                .toList();
    }

    @FXML
    public void initialize() {
        figures.getChildren().setAll(live, perHour, compliance, attention);
        figure(live, model.figures().live(), model.figures().liveChart());
        figure(perHour, model.figures().perHour(), model.figures().perHourChart());
        figure(compliance, model.figures().compliance(), model.figures().complianceChart());
        figure(attention, model.figures().attention(), model.figures().attentionChart());
        Messages messages = context.messages();
        live.explain(
                messages,
                "live",
                messages.number(Freshness.STALE_INTERVALS, 0),
                messages.number(Freshness.LEAST_STALE_SECONDS, 0));
        perHour.explain(messages, "per_hour", messages.integer(HallFigures.COURSE));
        compliance.explain(
                messages,
                "compliance",
                messages.number(Grade.C.threshold(), 2),
                messages.integer(GradingRules.REJECTING_DEFECTS),
                messages.number(GradingRules.REJECTING_FOREIGN_BODY, 1));
        attention.explain(messages, "attention");
        scroll.setContent(grid);
        scroll.skinProperty().subscribe(skin -> Roomy.drawDirectly(scroll));
        scroll.viewportBoundsProperty().subscribe(bounds -> resized());
        scroll.vvalueProperty().subscribe(value -> resized());
        grid.heightProperty().subscribe(height -> resized());
        context.appearance().textSize().subscribe(size -> resized());
        figures.widthProperty().subscribe(width -> narrow());
        context.appearance().textSize().subscribe(size -> narrow());
        orders = new Segments<>(order, List.of(TileOrder.BY_NAME, TileOrder.WORST_FIRST), model.order(), this::order);
        sites();
        context.sensors().forEach(this::address);
        blocked();
    }

    private FigureTile tile(String title, String brief) {
        return new FigureTile(
                context.messages().get(title),
                context.messages().get(brief),
                context.appearance().palette());
    }

    private static void figure(
            FigureTile tile,
            ReadOnlyObjectProperty<HallFigures.Figure> figure,
            ReadOnlyObjectProperty<FigureChart> chart) {
        figure.subscribe(now -> tile.figure(now.value(), now.note(), now.brief(), now.alert(), now.old()));
        chart.subscribe(tile::chart);
    }

    private void narrow() {
        double em = context.appearance().textSize().get();
        boolean narrow = figures.getWidth() > 0 && figures.getWidth() < NARROW * em;
        List.of(live, perHour, compliance, attention).forEach(tile -> tile.narrow(narrow));
    }

    private void resized() {
        double seen = scroll.getViewportBounds().getHeight();
        grid.view(seen, context.appearance().textSize().get());
        grid.scrolled(scroll.getVvalue() * Math.max(0, grid.getHeight() - seen));
    }

    private void sites() {
        site.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String code) {
                return code == null || code.isEmpty() ? context.messages().get("live.site.all") : code;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        model.siteCodes().subscribe(codes -> {
            List<String> choices = new ArrayList<>(codes);
            choices.addFirst("");
            site.getItems().setAll(choices);
            site.setValue(model.site() == null ? "" : model.site());
        });
        site.valueProperty().subscribe(code -> {
            String wanted = code == null || code.isEmpty() ? null : code;
            if (!Objects.equals(wanted, model.site())) {
                model.site(wanted, System.nanoTime());
            }
        });
        // One site is no choice.
        site.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.siteCodes().get().size() > 1, model.siteCodes()));
    }

    private void blocked() {
        // Where nothing is blocked there is nothing to show.
        blocked.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> !model.blocked().get().isEmpty(), model.blocked()));
        blocked.managedProperty().bind(blocked.visibleProperty());
        RowTip.of(blocked, context.messages().get("live.blocked.tip"));
        BooleanBinding open = blocked.visibleProperty().and(blocked.selectedProperty());
        blockedPane.visibleProperty().bind(open);
        blockedPane.managedProperty().bind(open);
        tiles.bind(model.empty().not().and(open.not()));
        empty.bind(model.empty().and(open.not()));
        // It is opened again as soon as it is known that some are.
        Kept.aside(blocked);
        Kept.part(blocked, Boolean.class, blocked::isSelected, on -> blocked.setSelected(on && blocked.isVisible()));
        model.blocked().subscribe(this::blockedChanged);
        blocked.selectedProperty()
                .subscribe(selected -> blockedChanged(model.blocked().get()));
    }

    private void blockedChanged(List<Devices.Device> devices) {
        if (devices.isEmpty()) {
            blocked.setSelected(false);
        }
        boolean shown = blocked.isSelected();
        blocked.setText(context.messages().count(shown ? "live.blocked.hide" : "live.blocked.show", devices.size()));
        blockedRows.getChildren().setAll(shown ? devices.stream().map(this::row).toList() : List.of());
    }

    private Wrapping row(Devices.Device device) {
        Label name = new Label(device.deviceId());
        name.getStyleClass().add("blocked-name");
        Label board = Labels.wrapping(String.join(" · ", TileData.identity(device)), "blocked-board");
        HBox.setHgrow(board, Priority.ALWAYS);
        Button back = new Button(context.messages().get("live.unblock"));
        back.getStyleClass().add("small");
        back.setMinWidth(VBox.USE_PREF_SIZE);
        back.setOnAction(event -> unblock.accept(device, back));
        Wrapping row = new Wrapping();
        row.getStyleClass().add("blocked-row");
        row.getChildren().addAll(name, board, back);
        return row;
    }

    private void address(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("address");
        label.setMinWidth(VBox.USE_PREF_SIZE);
        Button copy = new Button(context.messages().get("live.empty.copy"));
        copy.getStyleClass().add("small");
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(context.messages().get("live.empty.copied"));
        });
        copy.setMinWidth(VBox.USE_PREF_SIZE);
        Wrapping row = new Wrapping();
        row.getChildren().addAll(label, copy);
        row.getStyleClass().add("address-row");
        addresses.getChildren().add(row);
    }

    /** The other order. */
    void toggleOrder() {
        TileOrder other = model.order() == TileOrder.BY_NAME ? TileOrder.WORST_FIRST : TileOrder.BY_NAME;
        if (orders != null) {
            orders.select(other);
        }
        order(other);
    }

    private void order(TileOrder wanted) {
        model.order(wanted, System.nanoTime());
        context.sortChosen().accept(wanted == TileOrder.BY_NAME);
    }

    @FXML
    public void startDemo() {
        demoWanted.run();
        context.demo().start();
    }

    /** Whether there is no station at all, and the blocked ones are not looked at. */
    public ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    public boolean isEmpty() {
        return empty.get();
    }

    /** Whether the tiles are shown: there are some, and the blocked stations are not looked at instead. */
    public ReadOnlyBooleanProperty tilesProperty() {
        return tiles.getReadOnlyProperty();
    }

    public boolean isTiles() {
        return tiles.get();
    }

    /** Whether there is anything to order, to choose from or to unblock. */
    public ReadOnlyBooleanProperty toolsProperty() {
        return tools.getReadOnlyProperty();
    }

    public boolean isTools() {
        return tools.get();
    }

    /** Whether this window can run simulated stations. */
    public ReadOnlyBooleanProperty demoHereProperty() {
        return demoHere.getReadOnlyProperty();
    }

    public boolean isDemoHere() {
        return demoHere.get();
    }

    /** Whether they can be started now. */
    public ReadOnlyBooleanProperty demoReadyProperty() {
        return demoReady.getReadOnlyProperty();
    }

    public boolean isDemoReady() {
        return demoReady.get();
    }

    /** Says how many tiles wait for whoever is at them to leave; else empty. */
    public ReadOnlyStringProperty heldBackProperty() {
        return model.heldBack();
    }

    public String getHeldBack() {
        return model.heldBack().get();
    }

    /** Says that the filter leaves nothing, else empty. */
    public ReadOnlyStringProperty filteredOutProperty() {
        return model.filteredOut();
    }

    public String getFilteredOut() {
        return model.filteredOut().get();
    }
}

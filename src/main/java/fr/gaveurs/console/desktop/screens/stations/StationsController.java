package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Pieces;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.stations.StationsViewModel.Phase;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Between {@code fxml/stations.fxml} and its view model. */
public final class StationsController {
    /** What the stylesheet puts around the list and each row, em, and as its border, px: the head stands in line with it. */
    private static final double LIST_EDGE = 0.29;

    private static final double CELL_LEFT = 0.57;
    private static final double CELL_RIGHT = 0.86;
    private static final double LIST_BORDER = 3;

    private final StationsContext context;
    private final Messages messages;
    private final StationsViewModel model;
    private final Consumer<StationRow> approve;
    private final Runnable retry;
    private final AddressPane address;
    private final ReadOnlyObjectWrapper<ListForm> form = new ReadOnlyObjectWrapper<>(ListForm.COLUMNS);
    private @Nullable String selected;
    private @Nullable FilterBar filters;
    private @Nullable Segments<StationsOrder> orders;
    /** The list was asked to take the keyboard while there was nothing in it. */
    private boolean focusWanted;

    /** When somebody last moved in the list, by {@link System#nanoTime()}. */
    private long usedAt = Long.MIN_VALUE;

    @FXML
    private VBox root;

    @FXML
    private TextField search;

    @FXML
    private ComboBox<Choice<String>> site;

    @FXML
    private ComboBox<Choice<String>> line;

    @FXML
    private ManyChoice<Standing> standing;

    @FXML
    private Button clear;

    @FXML
    private SegmentedButton order;

    @FXML
    private Button connect;

    @FXML
    private Label summary;

    @FXML
    private Label failure;

    @FXML
    private VBox listed;

    @FXML
    private HBox head;

    @FXML
    private ListView<StationRow> list;

    @FXML
    private VBox instead;

    /**
     * @param approve lets one in that waits
     * @param retry asks for the list again
     */
    StationsController(StationsContext context, StationsViewModel model, Consumer<StationRow> approve, Runnable retry) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.approve = approve;
        this.retry = retry;
        this.address = new AddressPane(messages, context.sensors());
    }

    /** The backend said what to put into a board. */
    void addresses(Addresses now) {
        address.fill(now);
    }

    @FXML
    public void initialize() {
        filters = new FilterBar(messages, model, search, site, line, standing, clear, this::focus);
        orders = new Segments<>(
                order, List.of(StationsOrder.WORST_FIRST, StationsOrder.BY_NAME), model.order(), model::order);
        model.failure().subscribe(why -> {
            // In the place of how many there are, which nobody knows then: the list stays where it is.
            failure.setText(why);
            failure.setVisible(!why.isEmpty());
            summary.setVisible(why.isEmpty());
        });
        head();
        list();
        instead.getStyleClass().add("stations-instead");
        model.phase().subscribe(this::phase);
    }

    /** Shows what to put into a board. */
    @FXML
    public void connect() {
        VBox panel = new VBox(address.node());
        panel.getStyleClass().add("address-panel");
        Fxml.style(panel, StationsScreen.STYLES);
        PopOvers.show(connect, panel);
    }

    @FXML
    public void clear() {
        if (filters != null) {
            filters.clear();
        }
        focus();
    }

    /** The other order. */
    void toggleOrder() {
        model.order(model.order() == StationsOrder.BY_NAME ? StationsOrder.WORST_FIRST : StationsOrder.BY_NAME);
        if (orders != null) {
            orders.select(model.order());
        }
    }

    private void head() {
        for (String column :
                List.of("state", "who", "site", "line", "result", "age", "today", "refused", "firmware", "where")) {
            Label label = new Label(messages.get("stations.column." + column));
            label.getStyleClass()
                    .add(List.of("today", "refused").contains(column) ? "stations-day" : "stations-" + column);
            if (column.equals("who")) {
                label.setMaxWidth(Double.MAX_VALUE);
                HBox.setHgrow(label, Priority.ALWAYS);
            }
            head.getChildren().add(label);
        }
    }

    private void list() {
        list.setItems(model.rows());
        Kept.key(list, StationRow::deviceId);
        list.setCellFactory(of -> new StationCell(
                messages, form.getReadOnlyProperty(), row -> context.open().accept(row.deviceId()), approve));
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.rint(context.appearance().textSize().get()
                                * form.get().height()),
                        context.appearance().textSize(),
                        form));
        list.widthProperty().subscribe(width -> room());
        context.appearance().textSize().subscribe(size -> room());
        form.subscribe(now -> Visibility.show(head, now == ListForm.COLUMNS));
        list.skinProperty().subscribe(skin -> alignHead());
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            usedAt = System.nanoTime();
            StationRow row = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && row != null) {
                context.open().accept(row.deviceId());
                event.consume();
            }
        });
        list.addEventFilter(MouseEvent.MOUSE_MOVED, event -> usedAt = System.nanoTime());
        // Rows come and go below the keyboard: it stays on its station, not on its place.
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                selected = row.deviceId();
            }
        });
        model.rows().addListener((ListChangeListener<StationRow>) change -> reselect());
        model.fewRows();
        model.rows().addListener(new ListChangeListener<>() {
            @Override
            public void onChanged(Change<? extends StationRow> change) {
                if (list.getScene() != null) {
                    model.rows().removeListener(this);
                    moreRows();
                }
            }
        });
    }

    /** Some more with each frame. */
    private void moreRows() {
        Scene scene = list.getScene();
        if (scene == null) {
            model.allRows(); // somebody has left meanwhile
        } else {
            Pieces.inTurn(scene, () -> true, () -> {
                if (model.moreRows()) {
                    moreRows();
                }
            });
        }
    }

    private void room() {
        form.set(ListForm.of(list.getWidth() / context.appearance().textSize().get()));
    }

    /** The list's bar takes room that the head above it has not. */
    private void alignHead() {
        for (Node node : list.lookupAll(".scroll-bar")) {
            if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
                Runnable align = () -> {
                    double em = context.appearance().textSize().get();
                    double edge = LIST_EDGE * em + LIST_BORDER;
                    double taken = bar.isVisible() ? bar.getWidth() : 0;
                    head.setPadding(new Insets(0, CELL_RIGHT * em + edge + taken, 0, CELL_LEFT * em + edge));
                };
                bar.visibleProperty().subscribe(align);
                bar.widthProperty().subscribe(align);
                context.appearance().textSize().subscribe(size -> align.run());
            }
        }
        Node flow = list.lookup(".virtual-flow");
        if (flow instanceof Region region) {
            region.setCache(false);
        }
    }

    /** Whether somebody reads the list, so that it keeps its order. */
    boolean read(long nanos, long holdNanos) {
        return (list.isHover() || list.isFocused()) && usedAt != Long.MIN_VALUE && nanos - usedAt < holdNanos;
    }

    /** The station that is chosen in the list; null for none. */
    @Nullable
    String selected() {
        return list.isVisible() && !list.getSelectionModel().isEmpty() ? selected : null;
    }

    private void reselect() {
        String wanted = selected;
        if (wanted == null) {
            return;
        }
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).deviceId().equals(wanted)) {
                if (list.getSelectionModel().getSelectedIndex() != i) {
                    list.getSelectionModel().clearAndSelect(i);
                }
                return;
            }
        }
        list.getSelectionModel().clearSelection();
    }

    private void phase(Phase phase) {
        boolean ready = phase == Phase.READY;
        listed.setVisible(ready);
        Visibility.show(instead, !ready);
        instead.getChildren().clear();
        switch (phase) {
            case READY -> {
                if (focusWanted && root.getScene() != null && !(root.getScene().getFocusOwner() instanceof TextField)) {
                    focus();
                }
                focusWanted = false;
            }
            case ASKING -> instead.getChildren().add(text("stations.asking_list"));
            case EMPTY -> {
                instead(MaterialDesignR.ROUTER_WIRELESS, "live.empty.title");
                instead.getChildren().addAll(address.node(), text("stations.empty"));
            }
            case NO_MATCH -> {
                instead(MaterialDesignF.FILTER_OFF_OUTLINE, "stations.no_match");
                instead.getChildren().add(button("bugs.filter.clear", this::clear));
            }
            case FAILED -> {
                instead(MaterialDesignL.LAN_DISCONNECT, "stations.no_answer");
                instead.getChildren().add(button("stations.retry", retry));
            }
        }
    }

    private void instead(Ikon icon, String title) {
        Icon sign = new Icon(icon);
        sign.getStyleClass().add("empty-icon");
        instead.getChildren().addAll(sign, Labels.wrapping(messages.get(title), "empty-title"));
    }

    private Label text(String key) {
        return Labels.wrapping(messages.get(key), "empty-text");
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(messages.get(key));
        button.getStyleClass().add("accent");
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Leads the keyboard to the list, to its first station if none was chosen before. */
    void focus() {
        focusWanted = model.phase().get() != Phase.READY;
        if (list.getSelectionModel().isEmpty() && !model.rows().isEmpty()) {
            list.getSelectionModel().select(0);
        }
        list.requestFocus();
    }

    /** Leads the keyboard to a station's row. */
    void focus(String deviceId) {
        selected = deviceId;
        reselect();
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 1));
        focus();
    }

    /** Leads the keyboard to the search. */
    void find() {
        search.requestFocus();
        search.selectAll();
    }

    public ReadOnlyStringProperty summaryProperty() {
        return model.summary();
    }

    public String getSummary() {
        return model.summary().get();
    }
}

package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.screens.health.LogViewModel.Line;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/health-log.fxml}: the tail of the program's log. */
public final class LogPane {
    /** A line is this high, in em. */
    private static final double LINE_EM = 1.86;
    /** Typing is over when no key came for so long. */
    private static final Duration TYPED = Duration.millis(250);

    private final Messages messages;
    private final LogViewModel model;
    private final Runnable ask;
    private final PauseTransition typing = new PauseTransition(TYPED);
    private final Parent root;

    @FXML
    private SegmentedButton levels;

    @FXML
    private TextField search;

    @FXML
    private ToggleButton pause;

    @FXML
    private ListView<Line> list;

    /** @param ask the model's query has changed, or it is paused no more: ask now */
    LogPane(Messages messages, LogViewModel model, ReadOnlyDoubleProperty textSize, Runnable ask) {
        this.messages = messages;
        this.model = model;
        this.ask = ask;
        this.root = Fxml.load("health-log", messages, this);
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(() -> Math.rint(textSize.get() * LINE_EM), textSize));
    }

    Parent node() {
        return root;
    }

    @FXML
    public void initialize() {
        Optional<LogLevel> all = Optional.empty();
        new Segments<>(levels, List.of(all, Optional.of(LogLevel.WARN), Optional.of(LogLevel.ERROR)), all, this::level);
        list.setItems(model.lines());
        list.setCellFactory(of -> new LogCell(messages));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Label placeholder = new Label();
        placeholder.getStyleClass().add("log-empty");
        placeholder.setWrapText(true);
        placeholder.textProperty().bind(model.empty());
        list.setPlaceholder(placeholder);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setOnMouseClicked(this::clicked);
        model.lines().addListener((ListChangeListener<Line>) change -> follow(change));
        model.paused().subscribe(on -> pause.setSelected(on));
        search.textProperty().addListener((property, old, now) -> typing.playFromStart());
        typing.setOnFinished(event -> {
            model.search(search.getText());
            ask.run();
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            }
        });
    }

    /** Stays at the end if it was there; whoever reads further up is left alone. */
    private void follow(ListChangeListener.Change<? extends Line> change) {
        boolean appended = false;
        int before = change.getList().size();
        while (change.next()) {
            appended |= change.wasAdded() && change.getTo() == change.getList().size();
            before = Math.min(before, change.getFrom());
        }
        if (appended && atEnd(before)) {
            list.scrollTo(change.getList().size() - 1);
        }
    }

    private boolean atEnd(int sizeBefore) {
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            IndexedCell<?> last = flow.getLastVisibleCell();
            return last == null || last.getIndex() >= sizeBefore - 2;
        }
        return true;
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.C && !event.isShiftDown()) {
            copy(list.getSelectionModel().getSelectedItems());
            event.consume();
            return;
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> toggle(null);
            case RIGHT -> toggle(false);
            case LEFT -> toggle(true);
            case SPACE -> togglePause();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** @param whenOpen only an entry that is open, or closed; null: either */
    private void toggle(@Nullable Boolean whenOpen) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (at < 0 || at >= model.lines().size()) {
            return;
        }
        boolean open = !(model.lines().get(at) instanceof LogViewModel.Entry entry) || entry.open();
        if (whenOpen == null || whenOpen == open) {
            int entry = model.toggle(at);
            list.getSelectionModel().clearAndSelect(entry);
            list.getFocusModel().focus(entry);
            reveal(entry);
        }
    }

    /** What an entry opened into is brought into view where it went beyond the lower edge. */
    private void reveal(int entry) {
        int end = entry;
        while (end + 1 < model.lines().size() && model.lines().get(end + 1) instanceof LogViewModel.Further) {
            end++;
        }
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            IndexedCell<?> last = flow.getLastVisibleCell();
            if (last == null || last.getIndex() < end) {
                list.scrollTo(Math.max(0, entry - 1));
            }
        }
    }

    private void clicked(MouseEvent event) {
        Node node = event.getPickResult().getIntersectedNode();
        boolean opener = false;
        while (node != null && !(node instanceof LogCell)) {
            opener |= node.getStyleClass().contains("log-opener");
            node = node.getParent();
        }
        if (node != null && (opener || event.getClickCount() == 2)) {
            toggle(null);
        }
    }

    private void copy(List<Line> chosen) {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.text(chosen));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Leads the keyboard to the field of the search. */
    void find() {
        search.requestFocus();
        search.selectAll();
    }

    /** Leads the keyboard to the list. */
    void focus() {
        list.requestFocus();
    }

    /** Out of view: nothing is left that would wake up. */
    void hidden() {
        typing.stop();
    }

    /** @param least the least bad ones that are shown; empty for all */
    private void level(Optional<LogLevel> least) {
        model.level(least.orElse(null));
        ask.run();
    }

    @FXML
    public void togglePause() {
        model.pause(!model.paused().get());
        if (!model.paused().get()) {
            ask.run();
        }
    }

    /** How many entries there are. */
    public ReadOnlyStringProperty noteProperty() {
        return model.note();
    }

    public String getNote() {
        return model.note().get();
    }
}

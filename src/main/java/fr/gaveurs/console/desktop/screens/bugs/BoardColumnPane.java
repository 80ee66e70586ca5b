package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** One status on the board. */
final class BoardColumnPane implements BoardDrag.Target {
    private static final PseudoClass FORBIDDEN = PseudoClass.getPseudoClass("forbidden");
    private static final PseudoClass TAKES = PseudoClass.getPseudoClass("takes");
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    /** A card is this high, in em. */
    private static final double CARD_EM = 8.3;

    private final BoardPane board;
    private final BoardViewModel.Column column;
    private final ListView<BugSummary> list = new ListView<>();
    private final Label forbidden;
    private final VBox root = new VBox();
    /** The bug that was selected last, -1 for none. */
    private long selected = -1;

    BoardColumnPane(
            BoardPane board,
            BugText text,
            BoardViewModel.Column column,
            ReadOnlyStringProperty failure,
            ReadOnlyDoubleProperty textSize,
            Consumer<BugSummary> open,
            Consumer<Status> all) {
        this.board = board;
        this.column = column;
        Label title = new Label(text.status(column.status()));
        title.getStyleClass().add("board-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label count = new Label();
        count.getStyleClass().add("board-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        forbidden = new Label(text.messages().get("bugs.board.forbidden"));
        forbidden.getStyleClass().add("board-forbidden");
        forbidden.setVisible(false);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(new Icon(BugText.icon(column.status())), title, count, space, forbidden);
        head.getStyleClass().add("board-head");

        Label none = Labels.wrapping("", "bugs-note");
        none.textProperty()
                .bind(Bindings.createStringBinding(() -> none(column, failure, text), column.known(), failure));
        list.setPlaceholder(none);
        list.getStyleClass().add("board-list");
        list.setItems(column.cards());
        list.fixedCellSizeProperty()
                .bind(Bindings.createDoubleBinding(() -> Math.rint(textSize.get() * CARD_EM), textSize));
        list.setCellFactory(of -> new BoardCard(text, board, open));
        // Cards come and go below the keyboard: it stays on its bug.
        Kept.key(list, BugSummary::id);
        list.getSelectionModel().selectedItemProperty().subscribe(bug -> {
            if (bug != null) {
                selected = bug.id();
            }
        });
        column.cards().addListener((ListChangeListener<BugSummary>) change -> reselect());
        list.setAccessibleText(text.status(column.status()));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> key(event, open));
        VBox.setVgrow(list, Priority.ALWAYS);

        Button more = Labels.wrap(new Button());
        more.getStyleClass().addAll("small", "flat");
        more.setMaxWidth(Double.MAX_VALUE);
        more.setTextAlignment(TextAlignment.CENTER);
        more.setOnAction(event -> all.accept(column.status()));
        column.total().subscribe(total -> {
            more.setText(text.messages().get("bugs.board.more", text.messages().integer(total.longValue())));
            Visibility.show(more, total.longValue() > column.cards().size());
        });
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> column.known().get()
                                ? text.messages().integer(column.total().get())
                                : "",
                        column.known(),
                        column.total()));
        root.getStyleClass().add("board-column");
        root.getChildren().setAll(head, list, more);
        root.setPrefWidth(0);
    }

    private static String none(BoardViewModel.Column column, ReadOnlyStringProperty failure, BugText text) {
        String asked = failure.get().isEmpty() ? text.messages().get("bugs.list.asking") : failure.get();
        return column.known().get() ? text.messages().get("bugs.board.none") : asked;
    }

    private void reselect() {
        for (int i = 0; i < column.cards().size(); i++) {
            if (column.cards().get(i).id() == selected) {
                if (list.getSelectionModel().getSelectedIndex() != i) {
                    list.getSelectionModel().clearAndSelect(i);
                }
                return;
            }
        }
    }

    private boolean takes(@Nullable BugSummary bug) {
        return bug != null && bug.status().next().contains(column.status());
    }

    private void key(KeyEvent event, Consumer<BugSummary> open) {
        BugSummary bug = list.getSelectionModel().getSelectedItem();
        boolean right = event.getCode() == KeyCode.RIGHT;
        if (right || event.getCode() == KeyCode.LEFT) {
            if (!event.isShortcutDown()) {
                board.walk(column.status(), right);
            } else if (bug != null) {
                board.move(bug, right);
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && bug != null) {
            open.accept(bug);
            event.consume();
        }
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void over(boolean over) {
        root.pseudoClassStateChanged(OVER, over && takes(board.carried()));
    }

    @Override
    public void drop(BugSummary bug) {
        if (takes(bug)) {
            board.move(bug, column.status());
        }
    }

    @Override
    public void carrying(@Nullable BugSummary bug) {
        boolean elsewhere = bug != null && bug.status() != column.status();
        boolean refuses = elsewhere && !takes(bug);
        root.pseudoClassStateChanged(FORBIDDEN, refuses);
        root.pseudoClassStateChanged(TAKES, elsewhere && !refuses);
        root.pseudoClassStateChanged(OVER, false);
        forbidden.setVisible(refuses);
        list.lookupAll(".board-cell").forEach(cell -> {
            if (cell instanceof BoardCard card) {
                card.carried();
            }
        });
    }

    /** No card here looks like the one that the keyboard is on. */
    void deselect() {
        selected = -1;
        list.getSelectionModel().clearSelection();
    }

    /** Leads the keyboard to a card. */
    void select(long id) {
        for (int i = 0; i < column.cards().size(); i++) {
            if (column.cards().get(i).id() == id) {
                list.getSelectionModel().clearAndSelect(i);
                list.scrollTo(i);
                list.requestFocus();
                return;
            }
        }
    }

    /** Leads the keyboard here, unless there is no card. */
    boolean focus() {
        if (column.cards().isEmpty()) {
            return false;
        }
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().select(0);
        }
        list.requestFocus();
        return true;
    }
}

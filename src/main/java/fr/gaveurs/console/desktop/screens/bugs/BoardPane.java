package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The board: five columns, between which cards are dragged or sent by the keyboard. */
final class BoardPane {
    private final BoardViewModel model;
    private final List<BoardColumnPane> columns = new ArrayList<>();
    private final ScrollPane scroll = new ScrollPane();
    private final BoardDrag drag = new BoardDrag(scroll, columns);
    private final StackPane root;

    /**
     * @param open opens a bug
     * @param all shows every bug of a status in the list
     */
    BoardPane(
            BugText text,
            BoardViewModel model,
            ReadOnlyDoubleProperty textSize,
            Consumer<BugSummary> open,
            Consumer<Status> all) {
        this.model = model;
        HBox row = new HBox();
        row.getStyleClass().add("board");
        for (BoardViewModel.Column column : model.columns()) {
            BoardColumnPane pane = new BoardColumnPane(this, text, column, model.failure(), textSize, open, all);
            columns.add(pane);
            HBox.setHgrow(pane.node(), Priority.ALWAYS);
            row.getChildren().add(pane.node());
        }
        // In a narrow window the columns stay readable, and the board is scrolled sideways.
        scroll.setContent(row);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("board-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label hint = Labels.wrapping(text.messages().get("bugs.board.hint"), "bugs-note");
        VBox page = new VBox(scroll, hint);
        page.getStyleClass().add("board-page");
        root = new StackPane(page, drag.layer());
    }

    Node node() {
        return root;
    }

    /** The bug whose card is carried by the pointer now. */
    @Nullable
    BugSummary carried() {
        return drag.carried();
    }

    boolean carries(BugSummary bug) {
        BugSummary now = drag.carried();
        return now != null && now.id() == bug.id();
    }

    /** Takes a card up. */
    void drag(BugSummary bug, Node card, MouseEvent event) {
        drag.begin(bug, card, event);
    }

    /** Out of view: nothing is carried any more. */
    void hidden() {
        drag.cancel();
    }

    /** Moves a card to the nearest column on one side that takes it, and goes with it. */
    void move(BugSummary bug, boolean right) {
        Status to = BoardViewModel.beside(bug, right);
        if (to != null) {
            move(bug, to);
        }
    }

    void move(BugSummary bug, Status to) {
        if (!model.move(bug, to)) {
            return; // and the keyboard stays on it
        }
        // One card at a time has the look of the one that the keyboard is on.
        columns.forEach(BoardColumnPane::deselect);
        columns.get(to.ordinal()).select(bug.id());
        reveal(columns.get(to.ordinal()));
    }

    /** Scrolls sideways until a column is in view. */
    private void reveal(BoardColumnPane column) {
        double seen = scroll.getViewportBounds().getWidth();
        double hidden = scroll.getContent().getLayoutBounds().getWidth() - seen;
        if (hidden <= 0) {
            return;
        }
        Bounds place = column.node().getBoundsInParent();
        double left = scroll.getHvalue() * hidden;
        double wanted = Math.clamp(left, place.getMaxX() - seen, Math.max(place.getMinX(), place.getMaxX() - seen));
        scroll.setHvalue(Math.clamp(wanted / hidden, 0, 1));
    }

    /** Leads the keyboard to a column beside one. */
    void walk(Status from, boolean right) {
        int step = right ? 1 : -1;
        for (int i = from.ordinal() + step; i >= 0 && i < columns.size(); i += step) {
            if (columns.get(i).focus()) {
                reveal(columns.get(i));
                return;
            }
        }
    }

    /** Leads the keyboard to the first column that has cards. */
    void focus() {
        for (BoardColumnPane column : columns) {
            if (column.focus()) {
                return;
            }
        }
    }
}

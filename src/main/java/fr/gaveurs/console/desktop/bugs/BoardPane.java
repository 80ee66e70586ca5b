package fr.gaveurs.console.desktop.bugs;

import fr.gaveurs.console.api.BugTerms.Status;
import fr.gaveurs.console.api.Bugs.BugSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The board: five columns, between which cards are dragged or sent by the keyboard. */
final class BoardPane {
    private final BoardViewModel model;
    private final List<BoardColumnPane> columns = new ArrayList<>();
    private final VBox root;
    private @Nullable BugSummary dragged;

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
            BoardColumnPane pane = new BoardColumnPane(this, text, column, textSize, open, all);
            columns.add(pane);
            HBox.setHgrow(pane.node(), Priority.ALWAYS);
            row.getChildren().add(pane.node());
        }
        VBox.setVgrow(row, Priority.ALWAYS);
        Label hint = new Label(text.messages().get("bugs.board.hint"));
        hint.getStyleClass().add("bugs-note");
        root = new VBox(row, hint);
        root.getStyleClass().add("board-page");
    }

    Node node() {
        return root;
    }

    /** The card that is dragged now. */
    @Nullable
    BugSummary dragged() {
        return dragged;
    }

    /** A drag began, or ended with null: columns that do not take the card say so. */
    void drag(@Nullable BugSummary bug) {
        dragged = bug;
        columns.forEach(column -> column.dragging(bug));
    }

    /** Moves a card to the nearest column on one side that takes it, and goes with it. */
    void move(BugSummary bug, boolean right) {
        Status to = BoardViewModel.beside(bug, right);
        if (to != null) {
            move(bug, to);
        }
    }

    void move(BugSummary bug, Status to) {
        model.move(bug, to);
        columns.get(to.ordinal()).select(bug.id());
    }

    /** Leads the keyboard to a column beside one. */
    void walk(Status from, boolean right) {
        int step = right ? 1 : -1;
        for (int i = from.ordinal() + step; i >= 0 && i < columns.size(); i += step) {
            if (columns.get(i).focus()) {
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

package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A bug in the list: how bad, what, where it stands, whose it is, how often, how long ago. */
final class BugRow extends ListCell<BugSummary> {
    /** So many rows before the end the next page is asked for. */
    private static final int AHEAD = 25;
    /** A row narrower than this has its title alone in a line, em. */
    private static final double NARROW_EM = 58;

    private final BugText text;
    private final Runnable more;
    private final Label number = label("bug-number");
    private final Label title = label("bug-title");
    private final Label about = label("bug-about");
    private final Label assignee = label("bug-assignee");
    private final Label times = label("bug-times");
    private final Label age = label("bug-age");
    private final StackPane severity = new StackPane();
    private final StackPane status = new StackPane();
    private final RowTip whole = new RowTip(this, tip -> tip.getStyleClass().add("bug-tip"));
    private final HBox head = new HBox(number, title);
    private final VBox middle = new VBox();
    private final HBox below = new HBox();
    private final HBox row = new HBox();
    private boolean narrow;

    BugRow(BugText text, Runnable more, Consumer<BugSummary> open) {
        this.text = text;
        this.more = more;
        getStyleClass().add("bug-cell");
        severity.getStyleClass().add("bug-severity-place");
        status.getStyleClass().add("bug-status-place");
        for (Label elided : new Label[] {title, about, assignee}) {
            elided.getStyleClass().add("elides");
        }
        for (Label fixed : new Label[] {number, times, age}) {
            fixed.setMinWidth(USE_PREF_SIZE);
        }
        title.setMinWidth(0);
        head.getStyleClass().add("bug-row-head");
        below.getStyleClass().add("bug-row-below");
        middle.getStyleClass().add("bug-row-middle");
        middle.setMinWidth(0);
        HBox.setHgrow(middle, Priority.ALWAYS);
        row.getStyleClass().add("bug-row");
        // A row as wide as its longest title would make the list scroll sideways.
        row.setMinWidth(0);
        row.setPrefWidth(0);
        arrange();
        widthProperty().subscribe(this::fit);
        fontProperty().subscribe(this::fit);
        setOnMouseClicked(event -> {
            BugSummary bug = getItem();
            if (bug != null && event.getButton() == MouseButton.PRIMARY) {
                open.accept(bug);
            }
        });
    }

    /** Where a title would have no room beside the rest, the rest goes below it. */
    private void fit() {
        boolean now = getWidth() > 0 && getWidth() < NARROW_EM * getFont().getSize();
        if (now != narrow) {
            narrow = now;
            arrange();
        }
    }

    private void arrange() {
        row.getChildren().clear();
        below.getChildren().clear();
        middle.getChildren().clear();
        if (narrow) {
            below.getChildren().setAll(severity, status, times, age);
            middle.getChildren().setAll(head, below);
            row.getChildren().setAll(middle);
        } else {
            middle.getChildren().setAll(head, about);
            row.getChildren().setAll(severity, middle, times, status, assignee, age);
        }
    }

    /** Time goes on. */
    void tick() {
        BugSummary bug = getItem();
        if (bug != null) {
            age.setText(text.ago(BugText.newest(bug)));
        }
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    @Override
    protected void updateItem(@Nullable BugSummary bug, boolean empty) {
        super.updateItem(bug, empty);
        if (empty || bug == null) {
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        if (getIndex() >= getListView().getItems().size() - AHEAD) {
            more.run();
        }
        severity.getChildren().setAll(text.severityBadge(bug));
        status.getChildren().setAll(text.statusBadge(bug.status()));
        number.setText("#" + bug.id());
        title.setText(text.title(bug));
        about.setText(text.about(bug));
        assignee.setText(bug.assignee() == null ? "" : bug.assignee());
        times.setText(text.times(bug));
        tick();
        whole.text(text.title(bug));
        setAccessibleText(text.spoken(bug));
        setGraphic(row);
    }
}

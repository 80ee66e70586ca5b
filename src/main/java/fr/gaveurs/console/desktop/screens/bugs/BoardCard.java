package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A bug on the board. */
final class BoardCard extends ListCell<BugSummary> {
    private static final PseudoClass CARRIED = PseudoClass.getPseudoClass("carried");

    private final BugText text;
    private final BoardPane board;
    private final Consumer<BugSummary> open;
    private final StackPane severity = new StackPane();
    private final Label number = label("bug-number");
    private final Label title = label("board-card-title");
    private final Label device = label("bug-about");
    private final Label assignee = label("bug-about");
    private final Label times = label("bug-times");
    private final Label age = label("bug-about");
    private final VBox card;

    BoardCard(BugText text, BoardPane board, Consumer<BugSummary> open) {
        this.text = text;
        this.board = board;
        this.open = open;
        getStyleClass().add("board-cell");
        title.setWrapText(true);
        title.setMinHeight(0);
        VBox.setVgrow(title, Priority.ALWAYS);
        title.setMaxHeight(Double.MAX_VALUE);
        for (Label elided : new Label[] {title, device, assignee}) {
            elided.getStyleClass().add("elides");
            elided.setMinWidth(0);
        }
        for (Label fixed : new Label[] {number, times, age}) {
            fixed.setMinWidth(USE_PREF_SIZE);
        }
        card = new VBox(line(severity, times, number), title, line(device, null, age), assignee);
        card.getStyleClass().add("board-card");
        // As wide as its column, whatever it says: a card that is wider would make the column scroll sideways.
        card.setMinWidth(0);
        card.setPrefWidth(0);
        setOnDragDetected(this::drag);
        setOnMouseClicked(event -> {
            BugSummary bug = getItem();
            if (bug != null && event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                open.accept(bug);
            }
        });
    }

    /** Time goes on. */
    void tick() {
        BugSummary bug = getItem();
        if (bug != null) {
            age.setText(text.age(bug.createdAt()));
        }
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    private static HBox line(Region left, @Nullable Region middle, Region right) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        left.setMinWidth(0);
        HBox line = new HBox(left, space);
        if (middle != null) {
            line.getChildren().add(middle);
        }
        line.getChildren().add(right);
        line.getStyleClass().add("board-card-line");
        return line;
    }

    private void drag(MouseEvent event) {
        BugSummary bug = getItem();
        if (bug == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        board.drag(bug, card, event);
        event.consume();
    }

    /** Looks as one that is carried away, or not. */
    void carried() {
        BugSummary bug = getItem();
        pseudoClassStateChanged(CARRIED, bug != null && board.carries(bug));
    }

    @Override
    protected void updateItem(@Nullable BugSummary bug, boolean empty) {
        super.updateItem(bug, empty);
        carried();
        if (empty || bug == null) {
            setGraphic(null);
            setContextMenu(null);
            setAccessibleText(null);
            return;
        }
        severity.getChildren().setAll(text.narrowSeverityBadge(bug));
        number.setText("#" + bug.id());
        title.setText(text.title(bug));
        device.setText(
                bug.deviceId() == null ? text.messages().get("bugs.category." + bug.category()) : bug.deviceId());
        assignee.setText(bug.assignee() == null ? text.messages().get("bugs.filter.nobody") : bug.assignee());
        times.setText(text.times(bug));
        tick();
        setContextMenu(menu(bug));
        setAccessibleText(text.spoken(bug));
        setGraphic(card);
    }

    private ContextMenu menu(BugSummary bug) {
        ContextMenu menu = new ContextMenu();
        MenuItem show = new MenuItem(text.messages().get("bugs.board.open"));
        show.setOnAction(event -> open.accept(bug));
        menu.getItems().add(show);
        for (Status to : bug.status().next()) {
            MenuItem move = new MenuItem(text.messages().get("bugs.board.move", text.status(to)));
            move.setOnAction(event -> board.move(bug, to));
            menu.getItems().add(move);
        }
        return menu;
    }
}

package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.FollowingTask;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.SteadyLabel;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.TaskProgressView;

/**
 * A row for each task: what it is, how far it is, and a button that ends it. The row of a task that ended stays where it
 * is, and says how it went, until {@link #sweep} or until another one takes its place.
 */
final class TaskRows extends SkinBase<TaskProgressView<Task<?>>> {
    private final Messages messages;
    private final VBox rows = new VBox();

    TaskRows(TaskProgressView<Task<?>> view, Messages messages) {
        super(view);
        this.messages = messages;
        rows.getStyleClass().add("task-rows");
        getChildren().add(rows);
        view.getTasks().addListener((ListChangeListener<Task<?>>) change -> fill());
        fill();
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return top + rows.prefHeight(width < 0 ? width : width - left - right) + bottom;
    }

    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return computePrefHeight(width, top, right, bottom, left);
    }

    /** Takes away the rows of what ended. */
    void sweep() {
        rows.getChildren().removeIf(row -> row instanceof Row known && known.ended());
    }

    /** A row stays with its task: its button may have the keyboard. */
    private void fill() {
        List<Task<?>> running = getSkinnable().getTasks();
        List<Row> known = new ArrayList<>();
        for (Node row : rows.getChildren()) {
            if (row instanceof Row each) {
                known.add(each);
                if (!running.contains(each.task)) {
                    each.end(messages);
                }
            }
        }
        for (Task<?> task : running) {
            if (known.stream().noneMatch(row -> row.task.equals(task))) {
                add(task, known);
            }
        }
    }

    private void add(Task<?> task, List<Row> known) {
        Row row = row(task);
        for (Row free : known) {
            int at = rows.getChildren().indexOf(free);
            if (free.ended() && at >= 0) {
                rows.getChildren().set(at, row);
                return;
            }
        }
        rows.getChildren().add(row);
    }

    /** One task's row. */
    private static final class Row extends Wrapping {
        private final Task<?> task;
        private final ProgressBar bar;
        private final Label message;
        private final Button cancel;

        Row(Task<?> task, Label title, ProgressBar bar, Label message, Button cancel) {
            this.task = task;
            this.bar = bar;
            this.message = message;
            this.cancel = cancel;
            getStyleClass().add("task-row");
            getChildren().addAll(title, bar, message, cancel);
        }

        boolean ended() {
            return cancel.isDisabled();
        }

        void end(Messages messages) {
            if (ended()) {
                return;
            }
            cancel.setDisable(true);
            bar.progressProperty().unbind();
            // Of a task that never said how far it is, the bar would go on moving beside its end.
            Worker.State state = task instanceof FollowingTask<?> following ? following.outcome() : task.getState();
            if (state == Worker.State.SUCCEEDED) {
                bar.setProgress(1);
            } else if (bar.isIndeterminate()) {
                bar.setProgress(0);
            }
            message.textProperty().unbind();
            message.setText(messages.get(
                    switch (state) {
                        case SUCCEEDED -> "tasks.done";
                        case CANCELLED -> "tasks.cancelled";
                        default -> "tasks.failed";
                    }));
        }
    }

    private Row row(Task<?> task) {
        Label title = new Label();
        title.textProperty().bind(task.titleProperty());
        title.getStyleClass().add("task-title");
        title.setWrapText(true);
        HBox.setHgrow(title, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(task.progressProperty());
        bar.accessibleTextProperty().bind(task.titleProperty());
        bar.getStyleClass().add("task-bar");
        Label message = new SteadyLabel();
        message.textProperty().bind(task.messageProperty());
        message.getStyleClass().add("task-message");
        Button cancel = new Button(messages.get("tasks.cancel"));
        cancel.accessibleTextProperty().bind(task.titleProperty().map(what -> messages.get("tasks.cancel_what", what)));
        cancel.getStyleClass().addAll("small", "task-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> task.cancel(false));
        return new Row(task, title, bar, message, cancel);
    }
}

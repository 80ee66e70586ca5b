package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
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

/** A row for each task: what it is, how far it is, and a button that ends it. */
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

    /** A row stays with its task: its button may have the keyboard. */
    private void fill() {
        List<Node> now = new ArrayList<>();
        for (Task<?> task : getSkinnable().getTasks()) {
            now.add(rows.getChildren().stream()
                    .filter(row -> task.equals(row.getUserData()))
                    .findFirst()
                    .orElseGet(() -> row(task)));
        }
        rows.getChildren().setAll(now);
    }

    private Node row(Task<?> task) {
        Label title = new Label();
        title.textProperty().bind(task.titleProperty());
        title.getStyleClass().add("task-title");
        title.setWrapText(true);
        HBox.setHgrow(title, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(task.progressProperty());
        bar.accessibleTextProperty().bind(task.titleProperty());
        bar.getStyleClass().add("task-bar");
        Label message = new Label();
        message.textProperty().bind(task.messageProperty());
        message.getStyleClass().add("task-message");
        message.setMinWidth(Region.USE_PREF_SIZE);
        Button cancel = new Button(messages.get("tasks.cancel"));
        cancel.accessibleTextProperty().bind(task.titleProperty().map(what -> messages.get("tasks.cancel_what", what)));
        cancel.getStyleClass().addAll("small", "task-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> task.cancel(false));
        Wrapping row = new Wrapping();
        row.getStyleClass().add("task-row");
        row.setUserData(task);
        row.getChildren().addAll(title, bar, message, cancel);
        return row;
    }
}

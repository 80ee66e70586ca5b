package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;
import javafx.concurrent.WorkerStateEvent;

/**
 * Long work that goes on while the person does something else, such as an export: each shows in the window's frame with
 * how far it is, and can be cancelled there. FX thread only.
 */
public final class BackgroundTasks {
    /** So many at a time at most. */
    static final int MOST = 4;

    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    private final ObservableList<Task<?>> seen = FXCollections.unmodifiableObservableList(running);

    /** What runs now, the oldest first. */
    public ObservableList<Task<?>> running() {
        return seen;
    }

    /**
     * Begins a task on a thread of its own. Its title and message say what it is and how far, in the window's language; its
     * {@code cancelled()} ends the work itself.
     *
     * @return false where as many run as may: it was not begun
     */
    public boolean start(Task<?> task) {
        if (running.size() >= MOST) {
            return false;
        }
        running.add(task);
        task.addEventHandler(WorkerStateEvent.ANY, event -> {
            if (!task.isRunning() && task.getState() != Worker.State.SCHEDULED) {
                running.remove(task);
            }
        });
        Thread.ofVirtual().name("window-task").start(task);
        return true;
    }

    /** Ends everything, as the window closes. */
    public void cancelAll() {
        List.copyOf(running).forEach(Task::cancel);
    }
}

package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;
import javafx.concurrent.WorkerStateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Long work that goes on while the person does something else, such as an export: each shows in the window's frame with
 * how far it is, and can be cancelled there. FX thread only.
 */
public final class BackgroundTasks {
    /** So many at a time at most. */
    static final int MOST = 4;

    /** Subject of the warning that no more tasks may run now; over when one ends. */
    public static final String TOO_MANY = "too many tasks";

    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    private @Nullable Notifier notices;
    private final ObservableList<Task<?>> seen = FXCollections.unmodifiableObservableList(running);

    /** Sets who tells what became of tasks: the window's frame, which is built anew in another language. */
    public void toldBy(Notifier now) {
        notices = now;
    }

    /** Tells that a task ended as it was to. */
    public void good(String text) {
        if (notices != null) {
            notices.good(text);
        }
    }

    /** Tells that a task did not work; see {@link Notifier#warn(String, String)}. */
    public void warn(String subject, String text) {
        if (notices != null) {
            notices.warn(subject, text);
        }
    }

    /** What the warning of a subject said is true no more. */
    public void over(String subject) {
        if (notices != null) {
            notices.over(subject);
        }
    }

    /** What runs now, the oldest first. */
    public ObservableList<Task<?>> running() {
        return seen;
    }

    /**
     * Begins a task on a thread of its own. Its title and message say what it is and how far, in the window's language; its
     * {@code cancelled()}, or {@code cancelWork()} of what is followed, ends the work itself.
     *
     * @return false where as many run as may: it was not begun
     */
    public boolean start(Task<?> task) {
        if (running.size() >= MOST) {
            return false;
        }
        // Before its view hears of it: who shows the list asks where the keyboard is before a row goes.
        task.addEventHandler(WorkerStateEvent.ANY, event -> {
            if (!task.isRunning() && task.getState() != Worker.State.SCHEDULED) {
                running.remove(task);
                over(TOO_MANY);
            }
        });
        running.add(task);
        Thread.ofVirtual().name("window-task").start(task);
        return true;
    }

    /** Ends everything that the window does itself, as it closes; the console's own work goes on. */
    public void cancelAll() {
        for (Task<?> task : List.copyOf(running)) {
            if (task instanceof FollowingTask<?> followed) {
                followed.leave();
            } else {
                // Not by an interrupt: each ends its work so that nothing is left behind.
                task.cancel(false);
            }
        }
    }
}

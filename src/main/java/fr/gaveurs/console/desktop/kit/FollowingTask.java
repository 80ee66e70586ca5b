package fr.gaveurs.console.desktop.kit;

import java.util.concurrent.CompletableFuture;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;

/** Work of the console that the window's frame shows: looked at twice a second until it is over. */
public abstract class FollowingTask<T> extends Task<T> {
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private volatile boolean left;

    /** Follows it no more, as the window closes: the console goes on with its work, also after a restart. */
    final void leave() {
        left = true;
        cancel(false);
    }

    @Override
    protected final void cancelled() {
        if (!left) {
            cancelWork();
        }
    }

    /** The person cancelled it: ends the work itself. FX thread only. */
    protected abstract void cancelWork();

    /** Asks how far it is; on the task's thread. */
    protected abstract CompletableFuture<T> look();

    protected abstract boolean isOver(T now);

    /** Says how far it is, by {@code updateProgress} and {@code updateMessage}; on the task's thread. */
    protected abstract void show(T now);

    /** How the work ended where it was followed to its end: it may have come to nothing, or somebody cancelled it. */
    protected Worker.State outcome(T over) {
        return Worker.State.SUCCEEDED;
    }

    /** How the work ended, once this task did. FX thread only. */
    public final Worker.State outcome() {
        T last = getValue();
        return getState() == Worker.State.SUCCEEDED && last != null ? outcome(last) : getState();
    }

    @Override
    protected final T call() throws Exception {
        while (true) {
            T now = SentTask.answer(look());
            if (isOver(now) || isCancelled()) {
                return now;
            }
            show(now);
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }
}

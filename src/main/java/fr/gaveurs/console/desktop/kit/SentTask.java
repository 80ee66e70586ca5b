package fr.gaveurs.console.desktop.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/** A request that shows in the window's frame until it is answered, such as a file that is sent; to cancel it ends it. */
public abstract class SentTask<T> extends Task<T> {
    private volatile @Nullable CompletableFuture<T> sent;

    /** Sends it; on the task's thread. */
    protected abstract CompletableFuture<T> send() throws Exception;

    /** Tells that the person gave it up; on the FX thread. */
    protected abstract void gaveUp();

    @Override
    protected final T call() throws Exception {
        CompletableFuture<T> begun = send();
        sent = begun;
        if (isCancelled()) {
            begun.cancel(true);
        }
        return answer(begun);
    }

    @Override
    protected final void cancelled() {
        CompletableFuture<T> begun = sent;
        if (begun != null) {
            begun.cancel(true);
        }
        gaveUp();
    }

    /** Waits for an answer; what went wrong is thrown as it was. */
    public static <T> T answer(CompletableFuture<T> asked) throws Exception {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

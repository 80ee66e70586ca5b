package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.store.errors.PoolBusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Does together what many requests want within a moment. One that comes alone is done at once; where they come one after
 * another, the first does what has gathered since the last time, for all who wait, on its own thread.
 */
final class RequestGroup<W extends RequestGroup.Wanted<?>> {
    /** Of one time at most. */
    private static final int MOST = 100;
    /** That wait at most. */
    private static final int WAITING = 1_000;
    /** As long as a statement may take. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Duration pace;
    private final Consumer<List<W>> work;
    private final BlockingQueue<W> queue = new ArrayBlockingQueue<>(WAITING);
    /** Whoever has it does the work for all; in the order in which they came. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private @Nullable Long lastNanos;

    /** What one request wants. */
    interface Wanted<T> {
        CompletableFuture<T> result();
    }

    /**
     * @param pace from the end of one time to the begin of the next
     * @param work completes the results of all that it is given, in order; whose it leaves open fail
     */
    RequestGroup(Duration pace, Consumer<List<W>> work) {
        this.pace = pace;
        this.work = work;
    }

    /**
     * Returns once the result of {@code mine} is there.
     *
     * @throws RuntimeException what it was completed with instead
     */
    void run(W mine) {
        CompletableFuture<?> result = mine.result();
        if (!queue.offer(mine)) {
            throw busy();
        }
        try {
            if (turn.tryLock(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    while (!result.isDone()) {
                        pause();
                        together();
                    }
                } finally {
                    turn.unlock();
                }
            } else if (queue.remove(mine)) {
                throw busy();
            }
            result.orTimeout(LIMIT.toNanos(), TimeUnit.NANOSECONDS).join();
        } catch (InterruptedException e) {
            queue.remove(mine);
            Thread.currentThread().interrupt();
            throw new ConnectionException(e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static ConnectionException busy() {
        return new ConnectionException(new PoolBusyException("too many requests wait for the database"));
    }

    private void pause() throws InterruptedException {
        if (lastNanos != null) {
            long left = pace.toNanos() - (System.nanoTime() - lastNanos);
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }
    }

    private void together() {
        List<W> gathered = new ArrayList<>();
        queue.drainTo(gathered, MOST);
        try {
            work.accept(gathered);
        } finally {
            lastNanos = System.nanoTime();
            gathered.forEach(each -> each.result().completeExceptionally(new IllegalStateException("not done")));
        }
    }
}

package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Changes of many requests in few commits. Each commit waits for the disk, and what else is committed then waits with it: two
 * hundred small changes a second would double the time that samples take. The first request does what has gathered since the
 * last commit, for all who wait; one that comes alone is done at once. Where they come one after another, a commit leaves it to
 * the next of anybody to write it to the disk, and waits until that has happened or for {@link #CARRIED} and then sees to it
 * itself: nobody is told that something is stored before it is.
 */
public final class GroupCommit {
    /** Between two commits: a person does not notice it. Longer, and whoever waited would be answered all at once. */
    private static final Duration PACE = Duration.ofMillis(25);
    /** After so long without a commit one is written to the disk at once. */
    private static final Duration ALONE = Duration.ofSeconds(1);
    /** As long as a commit waits for another one that takes it to the disk. */
    private static final Duration CARRIED = Duration.ofMillis(150);

    private static final Duration LOOKED = Duration.ofMillis(10);

    private final Jdbi jdbi;
    private final RequestGroup<Waiting<?>> group = new RequestGroup<>(PACE, this::commit);

    private @Nullable Long lastNanos;

    /**
     * A change of one request: it may be done twice, the first time in a transaction that is rolled back, and not necessarily on
     * the thread that asked for it.
     */
    public interface Change<T> {
        T in(Handle handle);
    }

    private record Waiting<T>(Change<T> change, CompletableFuture<T> result) implements RequestGroup.Wanted<T> {
        /** What completes it, once all is committed. */
        Runnable done(Handle handle) {
            T value = change.in(handle);
            return () -> result.complete(value);
        }
    }

    /** @param jdbi on connections of what is changed */
    public GroupCommit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Returns once it is committed.
     *
     * @throws RuntimeException what the change or its commit threw; where {@link DatabaseErrors#isUnavailable} is true for it,
     *     the commit may still have happened
     */
    public <T> T run(Change<T> change) {
        Waiting<T> mine = new Waiting<>(change, new CompletableFuture<>());
        group.run(mine);
        return mine.result().join();
    }

    private void commit(List<Waiting<?>> together) {
        try {
            all(together);
        } finally {
            lastNanos = System.nanoTime();
        }
    }

    private void all(List<Waiting<?>> together) {
        boolean alone = lastNanos == null || System.nanoTime() - lastNanos > ALONE.toNanos();
        try {
            done(together, alone).forEach(Runnable::run);
        } catch (RuntimeException e) {
            if (together.size() == 1 || DatabaseErrors.isUnavailable(e)) {
                together.forEach(each -> each.result().completeExceptionally(e));
            } else {
                together.forEach(each -> all(List.of(each))); // whose fault it is must not be the others' harm
            }
        }
    }

    /** Commits them. */
    private List<Runnable> done(List<Waiting<?>> together, boolean alone) {
        return jdbi.withHandle(handle -> {
            List<Runnable> done = handle.inTransaction(transaction -> {
                if (!alone) {
                    transaction.execute("SET LOCAL synchronous_commit TO off");
                }
                return together.stream().map(each -> each.done(transaction)).toList();
            });
            if (!alone) {
                flushed(handle);
            }
            return done;
        });
    }

    /** Returns once all that was committed before is on the disk, and on the standby where the server waits for one. */
    private static void flushed(Handle handle) {
        String end = handle.createQuery("SELECT pg_current_wal_insert_lsn()::text")
                .mapTo(String.class)
                .one();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < CARRIED.toNanos()) {
            try {
                TimeUnit.NANOSECONDS.sleep(LOOKED.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ConnectionException(e);
            }
            if (handle.createQuery("SELECT pg_current_wal_flush_lsn() >= :end::pg_lsn"
                            + " AND current_setting('synchronous_standby_names') = ''")
                    .bind("end", end)
                    .mapTo(Boolean.class)
                    .one()) {
                return;
            }
        }
        // A transaction that wrote something, whose commit takes all before it to the disk.
        handle.execute("SELECT pg_logical_emit_message(true, 'gaveurs', '')");
    }
}

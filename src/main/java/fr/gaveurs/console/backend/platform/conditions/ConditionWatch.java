package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.backend.platform.conditions.ConditionStore.Unsaved;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the sources of conditions once a second, and brings to the database what was raised, at once, and what else
 * changed, once a second. What was open in the database at
 * the start is open again; where the database is away then, it is read as soon as it answers.
 */
public final class ConditionWatch implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(ConditionWatch.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long TOUCH_NANOS = TimeUnit.HOURS.toNanos(1);
    /** What is raised is written at once, and no sooner than this after the last write: many come together. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ConditionBoard board;
    private final ConditionStore store;
    private final SupervisedTimer sources = new SupervisedTimer("conditions");
    /** Of its own: a database that takes its time must hold up no delay. */
    private final SupervisedTimer writer = new SupervisedTimer("conditions-writer");
    /** Held while rows are read and taken in, or taken and written: so that no older state follows a newer one. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile Runnable onWritten = () -> {};
    private final AtomicBoolean soon = new AtomicBoolean();
    private volatile long written = System.nanoTime() - REST_NANOS;
    private boolean restored;
    private boolean failing;
    private long touched = System.nanoTime();

    /**
     * On the database of the settings.
     *
     * @param nanos the monotonic clock, by which delays are measured
     * @throws IOException when the data folder cannot be written
     */
    public static ConditionWatch of(Settings settings, Clock clock, LongSupplier nanos, Database database)
            throws IOException {
        // With its own PostgreSQL a console is alone on it.
        String console = settings.databaseUrl() == null ? null : ConsoleId.of(settings.dataDir());
        return new ConditionWatch(
                new ConditionBoard(clock, nanos, console),
                new ConditionStore(database, Objects.requireNonNullElse(console, "")));
    }

    ConditionWatch(ConditionBoard board, ConditionStore store) {
        this.board = board;
        this.store = store;
    }

    public ConditionBoard board() {
        return board;
    }

    /**
     * Asks a source once a second, on a thread that all sources share: it waits for nothing.
     *
     * @param source tells the board how it stands, {@link Observation#INACTIVE} and {@link Observation#UNKNOWN} too
     */
    public void ask(Runnable source) {
        sources.atRate(SECOND, SECOND, source);
    }

    /** Sets who hears that rows were written; must return at once. */
    public void onWritten(Runnable listener) {
        onWritten = listener;
    }

    @Override
    public String name() {
        return "conditions";
    }

    @Override
    public void start() {
        start(SECOND);
    }

    /** @param pause after which what is not written yet is written */
    void start(Duration pause) {
        board.listen(new ConditionListener() {
            @Override
            public void raised(Condition condition) {
                writeSoon();
            }

            @Override
            public void changed(Condition condition) {}

            @Override
            public void cleared(Condition condition) {}
        });
        writing.lock();
        try {
            restore();
        } catch (SQLException | RuntimeException e) {
            failed(e);
        } finally {
            writing.unlock();
        }
        sources.atRate(SECOND, SECOND, board::tick);
        sources.start();
        writer.every(pause, pause, this::flush);
        writer.start();
    }

    /** A console that is killed a moment after something was raised still knows since when it was so. */
    private void writeSoon() {
        if (soon.compareAndSet(false, true)) {
            long rest = REST_NANOS - (System.nanoTime() - written);
            try {
                writer.after(Duration.ofNanos(Math.max(0, rest)), () -> {
                    soon.set(false);
                    flush();
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("the console stops, which writes everything", e);
            }
        }
    }

    private void restore() throws SQLException {
        if (!restored) {
            board.merge(store.open(ConditionTable.MOST));
            board.remember(store.cleared(ClearedConditions.SHOWN));
            restored = true;
        }
    }

    /** Reads what other consoles on the database raised and cleared. */
    public void readOthers() throws SQLException {
        writing.lock();
        try {
            restore();
            board.merge(store.open(ConditionTable.MOST));
        } finally {
            writing.unlock();
        }
    }

    /** Writes what changed; what cannot be written now is written later. */
    void flush() {
        writing.lock();
        try {
            restore();
            Unsaved unsaved = board.takeUnsaved();
            if (!unsaved.isEmpty()) {
                write(unsaved);
            }
            if (System.nanoTime() - touched > TOUCH_NANOS) {
                store.touch();
                touched = System.nanoTime();
            }
            failing = false;
        } catch (SQLException | RuntimeException e) {
            failed(e);
        } finally {
            written = System.nanoTime();
            writing.unlock();
        }
    }

    private void write(Unsaved unsaved) throws SQLException {
        boolean saved = false;
        try {
            store.save(unsaved);
            saved = true;
        } finally {
            if (!saved) {
                board.giveBack(unsaved);
            }
        }
        onWritten.run();
    }

    private void failed(Exception e) {
        if (DatabaseErrors.isUnavailable(e)) {
            LOG.debug("conditions are kept in memory: {}", e.getMessage());
        } else if (!failing) {
            failing = true;
            LOG.warn("conditions could not be written, will try again", e);
        }
    }

    /** Deletes what is over and beyond what is kept. */
    public void bound() throws SQLException {
        store.bound();
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        sources.stop();
        var unused = writer.finish(deadline.leftAtMost(Duration.ofSeconds(5)));
        flush();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(sources, writer);
    }
}

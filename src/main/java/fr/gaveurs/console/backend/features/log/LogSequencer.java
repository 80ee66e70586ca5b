package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.LogTrouble;
import fr.gaveurs.console.backend.features.log.LogMemory.TreeCutException;
import fr.gaveurs.console.backend.features.log.Sequencing.Batch;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.TileTree.TileMissingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes entries of what waits, again and again, on a thread of its own: nothing that stores a row waits for it. */
final class LogSequencer implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(LogSequencer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** While rows are being stored: what they cost together is less than what each would alone. */
    private static final Duration GATHER = Duration.ofMillis(250);
    /** At an orderly stop entries are made of what waits for no longer than there is time. */
    private static final Duration LAST = Duration.ofSeconds(1);
    /** Between two full batches: whoever else writes has its turn. */
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** How often it is looked how much waits. */
    private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How often the data folder is told at most: so much of what was stored last is protected by memory alone. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How often the tree is looked at while nothing is put to it: others may, and what is cut off is to be noticed. */
    private static final long IDLE_LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** So long after what an older console stored last it is believed to be there. */
    private static final long OLDER_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Database database;
    private final Sequencing sequencing;
    private final LogMemory memory;
    private final Checkpoints checkpoints;
    private final SupervisedThread thread = new SupervisedThread("log sequencer", true, this::run);
    private volatile Lag lag = Lag.UNKNOWN;
    private volatile @Nullable Trouble trouble;
    private long countedNanos;
    private long keptNanos = System.nanoTime();
    /** When the tree was looked at last, and all was well; null: never. */
    private @Nullable Long lookedNanos;
    /** When rows of a console of an older version last came; null: never. */
    private volatile @Nullable Long olderNanos;

    /**
     * How far behind the log is.
     *
     * @param size entries of the tree; −1 while that is not known
     * @param pending rows that wait for their entry
     * @param oldestSeconds how long the oldest of them has waited, by the database's clock
     * @param backfilling whether rows from before the log wait
     */
    record Lag(long size, long pending, double oldestSeconds, boolean backfilling) {
        static final Lag UNKNOWN = new Lag(-1, 0, 0, false);
    }

    /**
     * What keeps the log from going on.
     *
     * @param words for people
     */
    record Trouble(LogTrouble why, String words) {}

    /**
     * @param memory is told of each batch
     * @param checkpoints sign it for the data folder every few seconds
     */
    LogSequencer(Database database, Sequencing sequencing, LogMemory memory, Checkpoints checkpoints) {
        this.database = database;
        this.sequencing = sequencing;
        this.memory = memory;
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return "log sequencer";
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() throws InterruptedException {
        while (true) {
            thread.beat();
            Batch batch = step();
            if (System.nanoTime() - keptNanos > KEEP_NANOS) {
                keep();
            }
            if (!batch.more() || System.nanoTime() - countedNanos > COUNT_NANOS) {
                count();
            }
            Thread.sleep(batch.full() ? PAUSE : batch.more() ? GATHER : LOOK);
        }
    }

    /** Does a batch. */
    private Batch step() {
        try {
            boolean due = lookedNanos == null || System.nanoTime() - lookedNanos > IDLE_LOOK_NANOS;
            Optional<Done> done = database.change(connection -> {
                if (!due && !sequencing.waits(connection)) {
                    return Optional.empty();
                }
                Checkpoint before = memory.look(connection);
                Batch made = sequencing.batch(connection);
                return Optional.of(new Done(made, made.appended() == 0 ? before : memory.look(connection)));
            });
            if (done.isEmpty()) {
                return Batch.NOTHING;
            }
            lookedNanos = System.nanoTime();
            memory.remember(done.get().tree());
            Batch batch = done.get().batch();
            if (batch.older()) {
                if (!hasOlder()) {
                    LOG.warn("a console of an older version stores in this database; the database hands its rows to"
                            + " the log, but not what it deletes: end it, or install this version there");
                }
                olderNanos = System.nanoTime();
            }
            if (trouble != null) {
                LOG.info("entries of the log are made again");
                trouble = null;
            }
            return batch;
        } catch (LogTables.TileReadException e) {
            failed(e.sql());
        } catch (SQLException e) {
            failed(e);
        } catch (TreeCutException e) {
            stuck(LogTrouble.TREE_ALTERED, String.valueOf(e.getMessage()));
        } catch (TileMissingException e) {
            stuck(
                    LogTrouble.TREE_ALTERED,
                    "no entry is put to a tree that was altered: " + e.getMessage()
                            + "; gaveurs-console verify says what else was");
        }
        return Batch.NOTHING;
    }

    /** A batch, and the tree with it, which is what there was before with something added. */
    private record Done(Batch batch, Checkpoint tree) {}

    /** Whatever the database is told later, the data folder knows of this. */
    private void keep() {
        keptNanos = System.nanoTime();
        try {
            checkpoints.keep();
        } catch (SQLException e) {
            LOG.debug("what was seen of the log is kept later: {}", e.getMessage());
        }
    }

    private void failed(SQLException e) {
        if (DatabaseErrors.isUnavailable(e)) {
            LOG.debug("entries of the log are made later: {}", e.getMessage());
        } else {
            stuck(LogTrouble.NOT_MADE, "entries could not be made, tried again: " + e.getMessage());
        }
    }

    private void stuck(LogTrouble why, String words) {
        lookedNanos = null; // until all is well again it is looked for each time
        Trouble now = new Trouble(why, words);
        if (!now.equals(trouble)) {
            LOG.warn("log: {}", words);
        }
        trouble = now;
    }

    private void count() {
        countedNanos = System.nanoTime();
        try {
            lag = database.read(LogSequencer::lag);
        } catch (SQLException e) {
            LOG.debug("how much waits for the log could not be asked: {}", e.getMessage());
        }
    }

    static Lag lag(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT coalesce(sum(cardinality(keys)), 0), coalesce(extract(epoch FROM now() - min(at)), 0),"
                                + " EXISTS (SELECT FROM log_backfill WHERE NOT done) FROM log_pending");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Lag(
                    LogTables.size(connection), row.getLong(1), Math.max(0, row.getDouble(2)), row.getBoolean(3));
        }
    }

    Lag lag() {
        return lag;
    }

    /** Whether a console of an older version stored something within the last hour. */
    boolean hasOlder() {
        Long last = olderNanos;
        return last != null && System.nanoTime() - last < OLDER_NANOS;
    }

    /** Why no entries are made although the database answers; null while all is well. */
    @Nullable
    Trouble trouble() {
        return trouble;
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        thread.stop();
        if (thread.join(deadline.leftAtMost(Duration.ofSeconds(3)))) {
            long until = System.nanoTime() + deadline.leftAtMost(LAST).toNanos();
            boolean more = true;
            while (more && System.nanoTime() - until < 0) {
                more = step().more();
            }
            keep();
        }
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}

package fr.gaveurs.console.backend.backup;

import fr.gaveurs.console.backend.store.ConnectionInfo;
import fr.gaveurs.console.backend.store.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup into {@code <data>/backups} each time it runs, and then the oldest of them go. Never two at once; one that
 * fails, such as for want of room, is logged and counted and throws nothing.
 */
public final class BackupJob implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupJob.class);
    /** A file dated later than this was written by a clock that was ahead. */
    private static final Duration CLOCK_ERROR = Duration.ofHours(1);

    private final Supplier<ConnectionInfo> info;
    private final Path dataDir;
    private final String program;
    private final int keep;
    private final Clock clock;
    private final BackupShelf shelf;
    private final ReentrantLock running = new ReentrantLock();
    private final LongAdder failures = new LongAdder();
    private volatile boolean ended;
    private volatile @Nullable String lastFailure;

    /**
     * @param info where the database is
     * @param program version of this program
     * @param keep how many are kept
     */
    public BackupJob(Supplier<ConnectionInfo> info, Path dataDir, String program, int keep, Clock clock) {
        this.info = info;
        this.dataDir = dataDir;
        this.program = program;
        this.keep = keep;
        this.clock = clock;
        this.shelf = new BackupShelf(dataDir);
    }

    @Override
    public void run() {
        if (!running.tryLock()) {
            return;
        }
        try {
            Path target = shelf.place(BackupShelf.DAILY, clock.instant());
            BackupWriter.Written written = new BackupWriter(info.get(), dataDir, program, clock)
                    .write(new BackupWriter.Wish(
                            target, true, DiskSpace.BACKUP_RESERVE_BYTES, Progress.NONE, () -> ended));
            lastFailure = null;
            LOG.info(
                    "Wrote the backup {} ({} rows, {} MiB)",
                    target,
                    written.manifest().rows(),
                    written.bytes() >> 20);
            shelf.prune(BackupShelf.DAILY, keep);
        } catch (BackupException | IOException | RuntimeException e) {
            if (ended) {
                LOG.info("A backup was given up, since the program ends");
                return;
            }
            failures.increment();
            lastFailure = String.valueOf(e.getMessage());
            LOG.warn("There is no backup this time: {}", e.getMessage());
        } finally {
            running.unlock();
        }
    }

    /** Gives up the one that runs; nothing of it is left. */
    public void end() {
        ended = true;
    }

    /** Whether none was made since the last time of day at which one should have been. */
    public boolean due(LocalTime daily, ZoneId zone) {
        Instant now = clock.instant();
        ZonedDateTime today = now.atZone(zone).with(daily);
        Instant last = (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
        return newest().filter(b -> !b.time().isBefore(last)).isEmpty();
    }

    /** The newest one; nothing if there is none. */
    public Optional<BackupShelf.Shelved> newest() {
        Instant limit = clock.instant().plus(CLOCK_ERROR);
        return shelf.newestDaily().filter(b -> b.time().isBefore(limit));
    }

    /** How many failed since the start. */
    public long failures() {
        return failures.sum();
    }

    /** Why the last one failed; null if it did not, or there was none since the start. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }
}

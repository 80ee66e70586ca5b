package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.backup.BackupLedger.Entry;
import fr.gaveurs.console.backend.platform.backup.BackupShelf.Shelved;
import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup into {@code <data>/backups} each time it runs, noted in the ledger, and then the oldest of them go. Never
 * two at once.
 */
public final class DailyBackup {
    private static final Logger LOG = LoggerFactory.getLogger(DailyBackup.class);
    /** A file dated later than this was written by a clock that was ahead. */
    private static final Duration CLOCK_ERROR = Duration.ofHours(1);

    private final Supplier<ConnectionInfo> info;
    private final Path dataDir;
    private final String program;
    private final int keep;
    private final Clock clock;
    private final BackupShelf shelf;
    private final BackupLedger ledger;
    private final ReentrantLock running = new ReentrantLock();
    private final LongAdder failures = new LongAdder();
    private volatile boolean ended;
    private volatile @Nullable String lastFailure;

    /**
     * @param info where the database is
     * @param program version of this program
     * @param keep how many are kept in this console's folder
     * @param ledger what other consoles made
     */
    public DailyBackup(
            Supplier<ConnectionInfo> info, Path dataDir, String program, int keep, Clock clock, BackupLedger ledger) {
        this.info = info;
        this.dataDir = dataDir;
        this.program = program;
        this.keep = keep;
        this.clock = clock;
        this.shelf = new BackupShelf(dataDir);
        this.ledger = ledger;
    }

    /** @throws BackupException saying why there is none, such as for want of room; it is counted */
    public void run() throws BackupException {
        if (!running.tryLock()) {
            throw new BackupException("a daily backup is being made already");
        }
        try {
            if (ended) {
                throw new BackupException("the program ends");
            }
            Instant time = clock.instant();
            BackupWriter.Written written = new BackupWriter(info.get(), dataDir, program, clock)
                    .write(new BackupWriter.BackupRequest(
                            shelf.place(BackupShelf.DAILY, time),
                            true,
                            DiskSpace.BACKUP_RESERVE_BYTES,
                            BackupProgress.NONE,
                            () -> ended));
            LOG.info(
                    "Wrote the backup {} ({} rows, {} MiB)",
                    written.file(),
                    written.manifest().rows(),
                    written.bytes() >> 20);
            shelf.keep(BackupShelf.DAILY, keep, written.file());
            ledger.note(new Shelved(written.file(), time, written.bytes()));
            lastFailure = null;
        } catch (BackupException e) {
            throw failed(e);
        } catch (IOException | SQLException e) {
            throw failed(new BackupException("the daily backup could not be kept: " + e.getMessage(), e));
        } finally {
            running.unlock();
        }
    }

    private BackupException failed(BackupException why) {
        if (ended) {
            return new BackupException("the backup was given up, since the program ends", why);
        }
        failures.increment();
        lastFailure = String.valueOf(why.getMessage());
        return why;
    }

    /** Gives up the one that runs; nothing of it is left. */
    public void end() {
        ended = true;
    }

    /** The newest one of any console, and of what this one has in its folder; nothing if there is none. */
    public Optional<Entry> newest() {
        Instant limit = clock.instant().plus(CLOCK_ERROR);
        Optional<Entry> here = shelf.newestDaily(limit)
                .map(b -> new Entry(ledger.host(), b.file().toString(), b.time(), b.bytes()));
        return Stream.concat(here.stream(), ledger.newest(limit).stream()).max(Comparator.comparing(Entry::time));
    }

    /** How many failed on this console since its start. */
    public long failures() {
        return failures.sum();
    }

    /** Why the last one failed; null if it did not, or there was none since the start. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }
}

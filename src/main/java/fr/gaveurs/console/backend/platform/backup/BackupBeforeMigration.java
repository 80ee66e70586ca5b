package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code <data>/backups/before-V003-….backup} before the tables are changed: by it an upgrade can be taken back.
 * Without it they are not changed.
 */
public final class BackupBeforeMigration implements Migrations.PreMigrationHook {
    private static final Logger LOG = LoggerFactory.getLogger(BackupBeforeMigration.class);
    private static final int KEPT = 3;
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path dataDir;
    private final String program;
    private final Clock clock;
    private @Nullable StoreException failure;
    private long failedAt;

    public BackupBeforeMigration(Path dataDir, String program, Clock clock) {
        this.dataDir = dataDir;
        this.program = program;
        this.clock = clock;
    }

    @Override
    public void before(ConnectionInfo info, String version) {
        StoreException known = failure;
        if (known != null && System.nanoTime() - failedAt < PAUSE_NANOS) {
            throw known; // a database that is probed five times a second is not copied as often
        }
        BackupShelf shelf = new BackupShelf(dataDir);
        try {
            LOG.info("The tables are about to become version {}: writing a backup first", version);
            Path target = shelf.place(BackupShelf.beforeMigration(version), clock.instant());
            BackupWriter.Written written = new BackupWriter(info, dataDir, program, clock)
                    .write(new BackupWriter.BackupRequest(
                            target,
                            true,
                            DiskSpace.STOP_BYTES,
                            BackupProgress.NONE,
                            Thread.currentThread()::isInterrupted));
            LOG.info("Wrote {} ({} MiB)", target, written.bytes() >> 20);
            failure = null;
            shelf.keep(BackupShelf.BEFORE_MIGRATION, KEPT, written.file());
        } catch (BackupException | IOException e) {
            failedAt = System.nanoTime();
            failure = new StoreException(
                    "A backup is written before the database is brought to version " + version
                            + ", and that did not work: " + e.getMessage()
                            + ". Nothing was changed; start again once there is room.",
                    e);
            throw failure;
        }
    }
}

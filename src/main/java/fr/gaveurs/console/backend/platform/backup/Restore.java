package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.postgres.FolderSwap;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.connection.SessionCheck;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup in the place of what a data folder holds. The new database is made beside the old one and takes its place
 * when it is complete; the old one is kept. With a PostgreSQL of one's own only an empty database is filled: what is in
 * another one, and who else uses it, is not ours to decide.
 */
public final class Restore {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final Duration GONE = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path dataDir;
    private final @Nullable ConnectionInfo server;
    private final List<AfterRestore> after;
    private final BackupProgress progress;
    private final BooleanSupplier cancelled;

    /**
     * @param dataDir held by the caller, so that no console runs on it
     * @param server the PostgreSQL of {@code DATABASE_URL}; null for the embedded one
     * @param after what features do once their rows are in the new database
     * @param cancelled once it says true the restore is given up, unless the new is just taking the old one's place
     */
    public Restore(
            Path dataDir,
            @Nullable ConnectionInfo server,
            List<AfterRestore> after,
            BackupProgress progress,
            BooleanSupplier cancelled) {
        this.dataDir = dataDir;
        this.server = server;
        this.after = List.copyOf(after);
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /**
     * What came of it.
     *
     * @param aside the folder that holds what was there before; it may not exist, if nothing was
     * @param told sentences about files in it of which the backup knows nothing, without their full stops
     */
    public record Outcome(Path aside, List<String> told) {}

    /**
     * Restores a file that was opened, and so is whole.
     *
     * @throws BackupException and everything is as it was
     */
    public Outcome run(BackupFile file, Clock clock) throws BackupException {
        String aside = "before-restore-" + STAMP.format(clock.instant().atZone(ZoneId.systemDefault()));
        checkSpace(file);
        file.check(progress, cancelled);
        try {
            Path staged = FolderSwap.stage(dataDir);
            boolean committed = false;
            try {
                for (Manifest.StoredFile stored : file.manifest().files()) {
                    try (BackupFile.Checked in = file.read(stored)) {
                        FolderFiles.store(dataDir, staged, stored.name(), in);
                        in.finish();
                    }
                }
                List<AfterRestore.Left> left;
                if (server == null) {
                    left = fillEmbedded(staged, file);
                } else {
                    checkEmpty(server);
                    left = fill(server, file);
                }
                committed = true;
                FolderSwap.commit(
                        dataDir,
                        server == null,
                        aside,
                        left.stream().flatMap(each -> each.files().stream()).toList());
                return new Outcome(dataDir.resolve(aside), told(left));
            } finally {
                if (!committed) {
                    FolderSwap.settle(dataDir);
                }
            }
        } catch (IOException e) {
            throw new BackupException(
                    "the data folder " + dataDir + " could not be written (" + FileErrors.reason(e) + ")", e);
        }
    }

    /** The text of a row takes about twice what the row itself does; the old data stays beside it. */
    private void checkSpace(BackupFile file) throws BackupException {
        if (server != null) {
            return;
        }
        try {
            long needed = file.manifest().bytes() * 6 / 10 + DiskSpace.NEEDED_BYTES;
            long free = Files.getFileStore(dataDir).getUsableSpace();
            if (free < needed) {
                throw new BackupException("the disk of " + dataDir + " has " + (free >> 20)
                        + " MiB free, and the restored"
                        + " database needs about " + (needed >> 20) + " beside the one that is there: free some space,"
                        + " or restore into another folder with --data-dir");
            }
        } catch (IOException e) {
            throw new BackupException("the disk of " + dataDir + " does not answer: " + e.getMessage(), e);
        }
    }

    private static List<String> told(List<AfterRestore.Left> left) {
        List<String> sentences = new ArrayList<>();
        for (AfterRestore.Left each : left) {
            String told = each.told();
            if (told != null) {
                sentences.add(told);
            }
        }
        return sentences;
    }

    private List<AfterRestore.Left> fill(ConnectionInfo database, BackupFile file) throws BackupException {
        new BackupLoader(database, file, progress, cancelled).load();
        List<AfterRestore.Left> left = new ArrayList<>();
        try (Connection connection = Connections.forMaintenance(database)) {
            for (AfterRestore each : after) {
                left.add(each.restored(file.manifest().created(), dataDir, connection));
            }
            return left;
        } catch (SQLException | IOException e) {
            throw new BackupException("the restored rows could not be gone through: " + e.getMessage(), e);
        }
    }

    private List<AfterRestore.Left> fillEmbedded(Path staged, BackupFile file) throws BackupException {
        EmbeddedPostgres postgres = new EmbeddedPostgres(staged);
        try {
            postgres.start();
            goOn(); // a server of its own takes seconds to come
            return fill(postgres.connectionInfo(), file);
        } catch (StoreException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        } finally {
            postgres.stop(STOP_LIMIT);
        }
    }

    private void goOn() throws BackupException {
        if (cancelled.getAsBoolean()) {
            throw new BackupException("it was ended before it was done");
        }
    }

    /** Where consoles work from; the server needs a moment to see that one, or the look before this, has gone. */
    private static List<String> consoles(Connection connection) throws SQLException {
        long until = System.nanoTime() + GONE.toNanos();
        while (true) {
            List<String> consoles = Catalog.list(
                    connection,
                    "SELECT coalesce(host(client_addr), 'this machine') FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                            + " AND application_name LIKE 'gaveurs-console%'");
            if (consoles.isEmpty() || System.nanoTime() - until > 0) {
                return consoles;
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void checkEmpty(ConnectionInfo server) throws BackupException {
        try {
            SessionCheck.require(server);
        } catch (StoreException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
        try (Connection connection = Connections.forMaintenance(server)) {
            String schema = Catalog.schema(connection);
            List<String> consoles = consoles(connection);
            if (!consoles.isEmpty()) {
                throw new BackupException(
                        "a console works on the database " + server + " (" + consoles.getFirst() + "): end it first");
            }
            for (Catalog.Table table : Catalog.tables(connection)) {
                boolean used = !Catalog.list(connection, "SELECT 1 FROM " + Catalog.quote(table.name()) + " LIMIT 1")
                        .isEmpty();
                if (used) {
                    throw new BackupException("the database " + server + " is not empty (" + table.name()
                            + " has rows" + (schema.isEmpty() ? "" : "; its tables have version " + schema)
                            + "). Nothing was changed. Make an empty one (CREATE DATABASE …), name it in DATABASE_URL,"
                            + " and restore there");
                }
            }
        } catch (SQLException e) {
            throw new BackupException("the database " + server + " does not answer: " + e.getMessage(), e);
        }
    }
}

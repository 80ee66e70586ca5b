package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.SessionCheck;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way to a data folder's database for a backup, as it is and whatever its version: that of {@code DATABASE_URL}, the
 * one that the running console has, or, while none runs, the embedded one, started for the while.
 */
public final class DatabaseAccess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final ConnectionInfo info;
    private final @Nullable DataFolder held;
    private final @Nullable EmbeddedPostgres started;

    private DatabaseAccess(ConnectionInfo info, @Nullable DataFolder held, @Nullable EmbeddedPostgres started) {
        this.info = info;
        this.held = held;
        this.started = started;
    }

    /** @throws BackupException when there is no database, or no way to it */
    public static DatabaseAccess open(Settings settings) throws BackupException {
        Path data = settings.dataDir();
        String url = settings.databaseUrl();
        if (url != null) {
            return ofUrl(url);
        }
        if (!Files.isDirectory(data.resolve("postgres").resolve("cluster"))) {
            throw new BackupException("there is no database in " + data + ": name the console's data folder with"
                    + " --data-dir, or its PostgreSQL in DATABASE_URL");
        }
        try {
            DataFolder folder = DataFolder.openFull(data);
            if (folder == null) {
                return ofRunning(data);
            }
            try {
                EmbeddedPostgres postgres = new EmbeddedPostgres(data);
                postgres.start();
                return new DatabaseAccess(postgres.connectionInfo(), folder, postgres);
            } catch (StoreException e) {
                folder.close();
                throw e;
            }
        } catch (SettingsException | StoreException | IOException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The same for a console that runs in this process. It does not try the folder's lock: to let go of a lock that this
     * process holds already would let go of both.
     */
    public static DatabaseAccess ofRunningConsole(Settings settings) throws BackupException {
        String url = settings.databaseUrl();
        if (url != null) {
            return ofUrl(url);
        }
        try {
            return ofRunning(settings.dataDir());
        } catch (IOException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static DatabaseAccess ofUrl(String url) throws BackupException {
        try {
            ConnectionInfo info = ConnectionInfo.parse(url);
            SessionCheck.require(info);
            return new DatabaseAccess(info, null, null);
        } catch (StoreException e) {
            throw new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static DatabaseAccess ofRunning(Path data) throws BackupException, IOException {
        return new DatabaseAccess(
                EmbeddedPostgres.running(data)
                        .orElseThrow(() -> new BackupException("the console that holds " + data
                                + " has no database that answers yet: try again in some seconds")),
                null,
                null);
    }

    public ConnectionInfo info() {
        return info;
    }

    @Override
    public void close() throws IOException {
        if (started != null) {
            started.stop(STOP_LIMIT);
        }
        if (held != null) {
            held.close();
        }
    }
}

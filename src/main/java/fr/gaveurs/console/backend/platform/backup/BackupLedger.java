package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.diagnostics.MachineName;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.RefreshPace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the consoles on a database know of each other's daily backups. Of one that should lie on this machine the file
 * decides, not what was noted. Thread-safe; what it tells is a minute old at most while the database answers, and stays
 * as it was while it does not.
 */
public final class BackupLedger {
    private static final Logger LOG = LoggerFactory.getLogger(BackupLedger.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** Of each of many consoles that take turns, more than it keeps. */
    private static final int READ = 1_000;

    private final Database database;
    private final String host;
    private final RefreshPace pace;
    private volatile List<Entry> known = List.of();

    public BackupLedger(Database database) {
        this(database, MachineName.get(), System::nanoTime);
    }

    /**
     * @param host name of this machine
     * @param nanos monotonic
     */
    BackupLedger(Database database, String host, LongSupplier nanos) {
        this.database = database;
        this.host = host;
        this.pace = new RefreshPace(FRESH, database, nanos);
    }

    /** A backup: the machine and the path there, when it was begun, and the file's size. */
    public record Entry(String host, String file, Instant time, long bytes) {}

    /** Takes down one that lies on this machine, and forgets those that lie here no more. */
    void note(BackupShelf.Shelved backup) throws SQLException {
        database.change(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO daily_backups (host, file, made_at, bytes)"
                            + " VALUES (?, ?, ?, ?) ON CONFLICT (host, file) DO UPDATE"
                            + " SET made_at = excluded.made_at, bytes = excluded.bytes")) {
                insert.setString(1, host);
                insert.setString(2, backup.file().toAbsolutePath().toString());
                insert.setObject(3, backup.time().atOffset(ZoneOffset.UTC));
                insert.setLong(4, backup.bytes());
                insert.executeUpdate();
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM daily_backups WHERE host = ? AND file = ?")) {
                for (Entry gone :
                        read(connection).stream().filter(e -> !stands(e)).toList()) {
                    delete.setString(1, gone.host());
                    delete.setString(2, gone.file());
                    delete.addBatch();
                }
                return delete.executeBatch();
            }
        });
        pace.hurry();
    }

    private static List<Entry> read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT host, file, made_at, bytes FROM daily_backups ORDER BY made_at DESC LIMIT " + READ);
                ResultSet rows = select.executeQuery()) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getObject(3, OffsetDateTime.class).toInstant(),
                        rows.getLong(4)));
            }
            return entries;
        }
    }

    private boolean stands(Entry entry) {
        return !entry.host().equals(host) || Files.exists(Path.of(entry.file()));
    }

    /** The newest one that was begun before {@code limit}, as of the last {@link #refresh}; nothing if there is none. */
    Optional<Entry> newest(Instant limit) {
        return known.stream().filter(e -> e.time().isBefore(limit) && stands(e)).findFirst();
    }

    /** Asks the database, at most once a minute; never throws. To be called where waiting does not matter. */
    public void refresh() {
        if (!pace.take()) {
            return;
        }
        try {
            known = List.copyOf(database.read(BackupLedger::read));
        } catch (SQLException e) {
            LOG.debug("the other consoles' backups could not be read: {}", e.getMessage());
        }
    }

    String host() {
        return host;
    }
}

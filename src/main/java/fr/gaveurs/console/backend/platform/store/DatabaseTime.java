package fr.gaveurs.console.backend.platform.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the database's machine, as it was last asked, going on by the time that passes: a clock of this machine
 * that jumps does not move it. Thread-safe.
 */
public final class DatabaseTime {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Reading(Instant time, long nanos) {}

    private final Database database;
    private final LongSupplier nanos;
    private final RefreshPace pace;
    private volatile @Nullable Reading last;

    public DatabaseTime(Database database) {
        this(database, System::nanoTime);
    }

    /** @param nanos monotonic */
    DatabaseTime(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
        this.pace = new RefreshPace(FRESH, database, nanos);
    }

    /** Asks on a connection. */
    public static Instant ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /** Asks the database, at most once a minute; never throws. To be called where waiting does not matter. */
    public void refresh() {
        if (!pace.take()) {
            return;
        }
        try {
            last = database.read(connection -> new Reading(ask(connection), nanos.getAsLong()));
        } catch (SQLException e) {
            LOG.debug("the database's time could not be read: {}", e.getMessage());
        }
    }

    /** What time it is by the database; null until it was asked. */
    public @Nullable Instant now() {
        Reading from = last;
        return from == null ? null : from.time().plusNanos(nanos.getAsLong() - from.nanos());
    }
}

package fr.gaveurs.console.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the days that are older than each table is kept, and makes tomorrow's partitions ahead, so that midnight costs
 * no sample any time: once an hour. Statistics are never dropped.
 */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final String SAMPLES = "sensor_samples";
    private static final int ROWS_AT_ONCE = 5_000;

    private final Database database;
    private final Supplier<Partitions> partitions;
    private final Map<String, Duration> kept;

    /**
     * @param partitions known once the database has answered
     * @param kept how long each of {@link Partitions#TABLES} is kept; a table that is left out is kept for ever
     */
    public Retention(Database database, Supplier<Partitions> partitions, Map<String, Duration> kept) {
        kept.keySet().forEach(Partitions::check);
        this.database = database;
        this.partitions = partitions;
        this.kept = Map.copyOf(kept);
    }

    /**
     * Drops what lies wholly before each table's limit; a day goes at once, so up to a day more than the limit is
     * kept. What can't be dropped now, since the database is away or a report reads it, is dropped an hour later.
     */
    public void dropOld(Instant now) {
        attempt(
                "make tomorrow's partitions",
                () -> database.write(connection -> {
                    partitions.get().ensure(connection, List.of(now, now.plus(Duration.ofDays(1))));
                    return null;
                }));
        kept.forEach((table, duration) -> attempt(
                "drop old days of " + table,
                () -> database.write(
                        connection -> partitions.get().dropOlderThan(connection, table, now.minus(duration)))));
        Duration samples = kept.get(SAMPLES);
        if (samples != null) {
            // What only serves samples would grow for ever once they are gone.
            deleteOlder("sample_clock_keys", "time", now.minus(samples));
            deleteOlder("quarantined_samples", "received_at", now.minus(samples));
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (SQLException | RuntimeException e) {
            // No reason to leave the other steps undone.
            log.warn("Couldn't {}, will try again in an hour: {}", what, e.getMessage());
        }
    }

    /** In small transactions, so that no insert waits for long. */
    private void deleteOlder(String table, String column, Instant before) {
        attempt("delete old rows of " + table, () -> {
            int deleted;
            do {
                deleted = database.write(connection -> deleteSome(connection, table, column, before));
            } while (deleted == ROWS_AT_ONCE);
        });
    }

    private static int deleteSome(Connection connection, String table, String column, Instant before)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table
                + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table + " WHERE " + column + " < ? LIMIT "
                + ROWS_AT_ONCE + "))")) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}

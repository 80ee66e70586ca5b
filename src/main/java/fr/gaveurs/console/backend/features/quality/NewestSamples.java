package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.backend.platform.store.retention.NewestRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What the newest samples say of the time. */
public final class NewestSamples implements NewestRows {
    /** Of the newest samples, enough that a few stations without a clock don't hide those that have one. */
    private static final int ROWS_ASKED = 500;
    /** No console ran before this: a station that says so has no clock. */
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private static final String QUERY = "SELECT max(device_time) FILTER (WHERE device_time BETWEEN ? AND ?),"
            + " max(received_at) FILTER (WHERE NOT console_clock_wrong),"
            + " (SELECT max(time) FROM sensor_samples WHERE time > ?)"
            + " FROM (SELECT device_time, received_at, console_clock_wrong FROM sensor_samples"
            + " WHERE time <= ? ORDER BY time DESC LIMIT " + ROWS_ASKED + ") newest";

    @Override
    public Times times(Connection connection, Instant limit) throws SQLException {
        OffsetDateTime until = limit.atOffset(ZoneOffset.UTC);
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setObject(1, CLOCKS_BEGIN.atOffset(ZoneOffset.UTC));
            query.setObject(2, until);
            query.setObject(3, until);
            query.setObject(4, until);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Times(instant(row, 1), instant(row, 2), instant(row, 3));
            }
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

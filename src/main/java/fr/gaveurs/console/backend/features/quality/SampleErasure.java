package fr.gaveurs.console.backend.features.quality;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is stored of one station: samples, their histograms, its statistics. A piece at a time, so that no
 * transaction is long and no insert waits for it. By the order in which samples came, never by a clock.
 */
public final class SampleErasure {
    /** Samples of one piece, about. */
    static final int PIECE = 2_000;

    private static final String SOME = " AND (seq <= ? OR ?)";

    private SampleErasure() {}

    /**
     * What there is of a station at a moment: what comes later under its id is another one's.
     *
     * @param seq of its newest sample
     * @param hour the newest hour of its statistics; null if there are none
     * @param day the newest day of its statistics
     * @param refused the newest of its rows in quarantine
     */
    public record Extent(
            long seq,
            @Nullable OffsetDateTime hour,
            @Nullable LocalDate day,
            long refused) {}

    /**
     * Takes note of what there is, and deletes the statistics of this very hour and day, which a station that comes
     * under the same id would go on with.
     *
     * @param seq of the newest sample that memory knows of; 0 if it knows none
     */
    public static Extent begin(Connection connection, String deviceId, long seq) throws SQLException {
        OffsetDateTime hour = one(
                connection, "SELECT max(bucket) FROM stats_hourly WHERE device_id = ?", deviceId, OffsetDateTime.class);
        LocalDate day =
                one(connection, "SELECT max(bucket) FROM stats_daily WHERE device_id = ?", deviceId, LocalDate.class);
        Long stored = one(
                connection,
                "SELECT max(seq) FROM sensor_samples WHERE device_id = ? AND seq > 0 AND NOT late",
                deviceId,
                Long.class);
        Long refused =
                one(connection, "SELECT max(id) FROM quarantined_samples WHERE device_id = ?", deviceId, Long.class);
        if (hour != null) {
            delete(connection, "DELETE FROM stats_hourly WHERE device_id = ? AND bucket = ?", deviceId, hour);
        }
        if (day != null) {
            delete(connection, "DELETE FROM stats_daily WHERE device_id = ? AND bucket = ?", deviceId, day);
        }
        return new Extent(Math.max(seq, stored == null ? 0 : stored), hour, day, refused == null ? 0 : refused);
    }

    /** Whether any sample of a station is stored. */
    public static boolean exists(Connection connection, String deviceId) throws SQLException {
        return one(connection, "SELECT true FROM sensor_samples WHERE device_id = ? LIMIT 1", deviceId, Boolean.class)
                != null;
    }

    private static <T> @Nullable T one(Connection connection, String sql, String deviceId, Class<T> type)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, deviceId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getObject(1, type) : null;
            }
        }
    }

    private static int delete(Connection connection, String sql, String deviceId, Object bucket) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, deviceId);
            delete.setObject(2, bucket);
            return delete.executeUpdate();
        }
    }

    /**
     * What one piece came to.
     *
     * @param samples deleted
     * @param sites for which they counted
     * @param done whether nothing is left
     */
    public record Piece(int samples, Set<String> sites, boolean done) {}

    /**
     * Deletes a piece.
     *
     * @param connection in a transaction
     * @param all whether everything of this id goes, also what came since: no such station delivers
     */
    public static Piece deleteSome(Connection connection, String deviceId, Extent extent, boolean all)
            throws SQLException {
        Set<String> sites = new HashSet<>();
        int samples = samples(connection, deviceId, extent, all, sites);
        if (samples > 0) {
            return new Piece(samples, sites, false);
        }
        int others = rows(connection, "quarantined_samples", "id <= ?", deviceId, extent.refused(), all)
                + rows(connection, "stats_hourly", "bucket < ?", deviceId, extent.hour(), all)
                + rows(connection, "stats_daily", "bucket < ?", deviceId, extent.day(), all);
        return new Piece(0, sites, others == 0);
    }

    /** By a span of time, so that only the partitions that hold it are looked at. */
    private static int samples(Connection connection, String deviceId, Extent extent, boolean all, Set<String> sites)
            throws SQLException {
        OffsetDateTime from;
        OffsetDateTime to;
        try (PreparedStatement select = connection.prepareStatement("SELECT min(time), max(time) FROM (SELECT time FROM"
                + " sensor_samples WHERE device_id = ?" + SOME + " ORDER BY time LIMIT " + PIECE + ") AS oldest")) {
            select.setString(1, deviceId);
            select.setLong(2, extent.seq());
            select.setBoolean(3, all);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                from = row.getObject(1, OffsetDateTime.class);
                to = row.getObject(2, OffsetDateTime.class);
            }
        }
        if (from == null || to == null) {
            return 0;
        }
        List<String> ids = new ArrayList<>();
        List<OffsetDateTime> times = new ArrayList<>();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM sensor_samples WHERE device_id = ?"
                + " AND time BETWEEN ? AND ?" + SOME + " RETURNING sample_id, time, site_code")) {
            delete.setString(1, deviceId);
            delete.setObject(2, from);
            delete.setObject(3, to);
            delete.setLong(4, extent.seq());
            delete.setBoolean(5, all);
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                    times.add(row.getObject(2, OffsetDateTime.class));
                    sites.add(row.getString(3));
                }
            }
        }
        Array sampleIds = connection.createArrayOf("text", ids.toArray());
        Array sampleTimes = connection.createArrayOf("timestamptz", times.toArray());
        for (String table : List.of("sample_histograms", "sample_clock_keys", "predictions")) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE device_id = ?"
                    + " AND time BETWEEN ? AND ? AND (sample_id, time) IN"
                    + " (SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS timestamptz[])))")) {
                delete.setString(1, deviceId);
                delete.setObject(2, from);
                delete.setObject(3, to);
                delete.setArray(4, sampleIds);
                delete.setArray(5, sampleTimes);
                delete.executeUpdate();
            }
        }
        return ids.size();
    }

    private static int rows(
            Connection connection, String table, String older, String deviceId, @Nullable Object limit, boolean all)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table
                + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + " WHERE device_id = ? AND (" + older
                + " OR ?) LIMIT " + PIECE + "))")) {
            delete.setString(1, deviceId);
            if (limit == null) {
                delete.setNull(2, table.equals("stats_daily") ? Types.DATE : Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                delete.setObject(2, limit);
            }
            delete.setBoolean(3, all);
            return delete.executeUpdate();
        }
    }
}

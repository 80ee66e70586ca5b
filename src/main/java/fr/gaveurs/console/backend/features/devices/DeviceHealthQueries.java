package fr.gaveurs.console.backend.features.devices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** How stations did in a period, read on the caller's handle. */
public final class DeviceHealthQueries {
    private DeviceHealthQueries() {}

    /**
     * A station.
     *
     * @param firmware as it last said; null: it never did
     * @param lastSeen when it was last heard of
     * @param connections that it opened in the period, as far as they are kept
     * @param refusals messages of the period's days that did not count
     * @param errors that it reported of itself, as far as they are kept
     * @param approved whether it may deliver samples
     */
    public record StationHealth(
            String deviceId,
            String siteCode,
            @Nullable String firmware,
            @Nullable Instant lastSeen,
            long connections,
            long refusals,
            long errors,
            boolean approved) {}

    /** Ids of the stations that stand at lines. */
    public static List<String> atLines(Handle handle, Collection<String> lines) {
        return handle.createQuery("SELECT device_id FROM devices WHERE line = ANY (:lines) ORDER BY device_id")
                .bindArray("lines", String.class, lines)
                .mapTo(String.class)
                .list();
    }

    /** Those of these ids that no station has. */
    public static List<String> unknown(Handle handle, List<String> deviceIds) {
        return deviceIds.isEmpty()
                ? List.of()
                : handle.createQuery("SELECT id FROM unnest(:ids) AS id WHERE NOT EXISTS"
                                + " (SELECT FROM devices d WHERE d.device_id = id) ORDER BY id")
                        .bindArray("ids", String.class, deviceIds)
                        .mapTo(String.class)
                        .list();
    }

    /** Ids of all stations. */
    public static List<String> all(Handle handle) {
        return handle.createQuery("SELECT device_id FROM devices ORDER BY device_id")
                .mapTo(String.class)
                .list();
    }

    /** Those of these ids that no station has, and of which nothing is left of one that was forgotten either. */
    public static List<String> neverKnown(Handle handle, List<String> deviceIds) {
        List<String> unknown = unknown(handle, deviceIds);
        return unknown.isEmpty()
                ? unknown
                : handle.createQuery(
                                "SELECT wanted FROM unnest(:ids) AS wanted WHERE"
                                        + " NOT EXISTS (SELECT FROM device_erasures e WHERE e.device_id = wanted)"
                                        + " AND NOT EXISTS (SELECT FROM sensor_samples s WHERE s.device_id = wanted)"
                                        + " AND NOT EXISTS (SELECT FROM stats_daily d WHERE d.device_id = wanted) ORDER BY wanted")
                        .bindArray("ids", String.class, unknown)
                        .mapTo(String.class)
                        .list();
    }

    /** A station that was forgotten with its samples. */
    public record Erased(String deviceId, Instant at) {}

    /**
     * Of which stations samples were deleted with them since a time, by their ids; as long as that is remembered.
     *
     * @param deviceIds these alone; empty: all
     */
    public static List<Erased> erased(Handle handle, Instant since, List<String> deviceIds) {
        Query query = handle.createQuery("SELECT device_id, max(requested_at) AS at FROM device_erasures"
                        + " WHERE requested_at >= :since AND deleted > 0"
                        + (deviceIds.isEmpty() ? "" : " AND device_id = ANY (:devices)")
                        + " GROUP BY device_id ORDER BY device_id")
                .bind("since", since.atOffset(ZoneOffset.UTC));
        if (!deviceIds.isEmpty()) {
            query.bindArray("devices", String.class, deviceIds);
        }
        return query.map((row, context) -> new Erased(
                        row.getString("device_id"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Each station, by site and id.
     *
     * @param deviceIds these alone; empty: all
     * @param zone of the days by which refusals are counted
     */
    public static List<StationHealth> stations(
            Handle handle, Instant from, Instant to, List<String> deviceIds, ZoneId zone) {
        Query query = handle.createQuery("SELECT d.device_id, d.site_code, d.firmware_version, d.last_seen,"
                        + " d.enrollment = 'approved' AS approved,"
                        + " (SELECT count(*) FROM device_connections c WHERE c.device_id = d.device_id"
                        + " AND c.connected_at >= :from AND c.connected_at < :to) AS connections,"
                        + " (SELECT coalesce(sum(r.refusals), 0) FROM device_refusals r WHERE r.device_id = d.device_id"
                        + " AND r.day >= :first AND r.day <= :last) AS refusals,"
                        + " (SELECT count(*) FROM device_errors e WHERE e.device_id = d.device_id AND e.at >= :from"
                        + " AND e.at < :to) AS errors FROM devices d"
                        + (deviceIds.isEmpty() ? "" : " WHERE d.device_id = ANY (:devices)")
                        + " ORDER BY d.site_code, d.device_id")
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .bind("first", LocalDate.ofInstant(from, zone))
                .bind("last", LocalDate.ofInstant(to.minusNanos(1), zone));
        if (!deviceIds.isEmpty()) {
            query.bindArray("devices", String.class, deviceIds);
        }
        return query.map((row, context) -> station(row)).list();
    }

    private static StationHealth station(ResultSet row) throws SQLException {
        OffsetDateTime seen = row.getObject("last_seen", OffsetDateTime.class);
        return new StationHealth(
                row.getString("device_id"),
                row.getString("site_code"),
                row.getString("firmware_version"),
                seen == null ? null : seen.toInstant(),
                row.getLong("connections"),
                row.getLong("refusals"),
                row.getLong("errors"),
                row.getBoolean("approved"));
    }
}

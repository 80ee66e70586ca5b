package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What became of stations' firmware in a period, read on the caller's handle. */
public final class FirmwarePeriods {
    private static final int PAGE = 500;
    private static final String HAS =
            "EXISTS (SELECT 1 FROM firmware_installs s WHERE s.rollout_id = r.id AND s.state = ";

    /** By all its stations, also where only some of them are asked for. */
    private static final String STANDING = " CASE WHEN r.state <> 'reverted' OR " + HAS + "'rolled_back') THEN r.state"
            + " WHEN " + HAS + "'lost') THEN 'stopped' ELSE 'nothing_back' END AS standing,";

    /** Of a station: how it ended that it did not keep the image. */
    private static final List<String> TOLD = List.of("confirmed", "failed", "rolled_back", "lost", "canceled");

    private FirmwarePeriods() {}

    /**
     * A rollout of which something happened in the period. Its state and its stations' are those of now.
     *
     * @param standing its state's key, as it is now; of one that was reverted and sent no station back {@code nothing_back}, or
     *     {@code stopped} where some were lost
     * @param reason why it is so, a code; null: none
     * @param begun when it was approved; null: nobody did
     * @param over null: it is not
     * @param imageDeleted whether its image is kept no more
     */
    public record PeriodRollout(
            long id,
            String project,
            String version,
            String standing,
            @Nullable String reason,
            @Nullable Instant begun,
            @Nullable Instant over,
            boolean imageDeleted,
            Map<InstallState, Long> stations) {
        /** Stations in these states. */
        public long in(InstallState... states) {
            long sum = 0;
            for (InstallState each : states) {
                sum += stations.getOrDefault(each, 0L);
            }
            return sum;
        }

        /** All its stations. */
        public long all() {
            return stations.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * How an install at a station ended.
     *
     * @param reason why, a code; null: none
     */
    public record InstallEnd(
            Instant at,
            String deviceId,
            @Nullable Long rolloutId,
            @Nullable String version,
            InstallState state,
            @Nullable String reason) {}

    /** What each station said last of its firmware, as project and version, by its id; without those that say nothing. */
    public static Map<String, String> versions(Handle handle) {
        Map<String, String> versions = new TreeMap<>();
        handle.createQuery("SELECT device_id, project, version FROM firmware_stations")
                .map((row, context) -> Map.entry(
                        row.getString("device_id"), row.getString("project") + " " + row.getString("version")))
                .forEach(each -> versions.put(each.getKey(), each.getValue()));
        return versions;
    }

    /**
     * Rollouts of which something happened, newest first.
     *
     * @param deviceIds only what concerns these; empty: all stations
     */
    public static List<PeriodRollout> rollouts(Handle handle, Instant from, Instant to, List<String> deviceIds) {
        String ours = deviceIds.isEmpty() ? "" : " AND i.device_id = ANY (:devices)";
        return bound(
                        handle.createQuery("SELECT r.id, r.state_reason, r.approved_at, r.finished_at,"
                                + " m.project, m.version, m.deleted_at IS NOT NULL AS image_deleted," + STANDING
                                + " (SELECT coalesce(jsonb_object_agg(c.state, c.n), '{}') FROM"
                                + " (SELECT i.state, count(*) AS n FROM firmware_installs i WHERE i.rollout_id = r.id"
                                + ours + " GROUP BY i.state) AS c)::text AS counts"
                                + " FROM firmware_rollouts r JOIN firmware_images m ON m.id = r.image_id"
                                + " WHERE (EXISTS (SELECT 1 FROM firmware_events i WHERE i.rollout_id = r.id"
                                + " AND i.at >= :from AND i.at < :to" + ours + ")"
                                + " OR (r.approved_at < :to AND (r.finished_at IS NULL OR r.finished_at >= :from)"
                                + (deviceIds.isEmpty()
                                        ? ""
                                        : " AND EXISTS (SELECT 1 FROM firmware_installs i WHERE i.rollout_id = r.id"
                                                + ours + ")")
                                + ")) ORDER BY r.id DESC"),
                        from,
                        to,
                        deviceIds)
                .map((row, context) -> rollout(row))
                .list();
    }

    private static PeriodRollout rollout(ResultSet row) throws SQLException {
        Map<InstallState, Long> stations = new TreeMap<>();
        Json.MAPPER
                .readTree(row.getString("counts"))
                .properties()
                .forEach(each ->
                        stations.put(install(each.getKey()), each.getValue().asLong()));
        return new PeriodRollout(
                row.getLong("id"),
                row.getString("project"),
                row.getString("version"),
                row.getString("standing"),
                row.getString("state_reason"),
                instant(row, "approved_at"),
                instant(row, "finished_at"),
                row.getBoolean("image_deleted"),
                stations);
    }

    private static InstallState install(String key) {
        return InstallState.valueOf(key.toUpperCase(Locale.ROOT));
    }

    /**
     * Each install that ended in the period, oldest first.
     *
     * @param deviceIds of these alone; empty: of all
     */
    public static void ends(
            Handle handle, Instant from, Instant to, List<String> deviceIds, Consumer<InstallEnd> each) {
        bound(
                        handle.createQuery("SELECT i.* FROM firmware_events i WHERE i.at >= :from AND i.at < :to"
                                + " AND i.state = ANY (:states)"
                                + (deviceIds.isEmpty() ? "" : " AND i.device_id = ANY (:devices)")
                                + " ORDER BY i.at, i.id"),
                        from,
                        to,
                        deviceIds)
                .bindArray("states", String.class, TOLD)
                .setFetchSize(PAGE)
                .map((row, context) -> new InstallEnd(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("device_id"),
                        row.getObject("rollout_id", Long.class),
                        row.getString("version"),
                        install(row.getString("state")),
                        row.getString("reason")))
                .forEach(each);
    }

    private static Query bound(Query query, Instant from, Instant to, List<String> deviceIds) {
        query.bind("from", from.atOffset(ZoneOffset.UTC)).bind("to", to.atOffset(ZoneOffset.UTC));
        return deviceIds.isEmpty() ? query : query.bindArray("devices", String.class, deviceIds);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

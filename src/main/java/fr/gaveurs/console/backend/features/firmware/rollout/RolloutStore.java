package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.backend.features.firmware.rollout.Install.Tell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The tables {@code firmware_rollouts}, {@code firmware_installs} and {@code firmware_events}, in transactions of others. */
public final class RolloutStore {
    private static final String FINAL = "('confirmed', 'failed', 'rolled_back', 'lost', 'canceled')";
    private static final String ROLLOUT =
            "SELECT r.*, m.elf_sha256, m.version, k.revoked_at IS NOT NULL AS revoked FROM firmware_rollouts r"
                    + " JOIN firmware_images m ON m.id = r.image_id LEFT JOIN firmware_keys k ON k.id = m.key_id";
    private static final String MOVING = " WHERE r.state IN ('approved', 'running', 'soaking', 'paused', 'reverting')"
            + " OR EXISTS (SELECT 1 FROM firmware_installs i WHERE i.rollout_id = r.id AND i.state NOT IN " + FINAL
            + ")";
    /** Who was taken by a later rollout is that one's. */
    private static final String NEWEST = " AND NOT EXISTS (SELECT 1 FROM firmware_installs later"
            + " WHERE later.device_id = i.device_id AND later.rollout_id > i.rollout_id)";

    /** Of {@code firmware_installs i}: what is called back where the whole rollout is, as {@link InstallRules} has it. */
    public static final String CALLED_BACK = "(i.state IN ('offered', 'accepted', 'downloading', 'verified',"
            + " 'rebooting', 'proving', 'confirmed') OR (i.state = 'lost' AND NOT i.asked))";

    /**
     * A rollout with what its image is known by.
     *
     * @param revoked whether the key counts no more that its image is signed with
     */
    public record Stored(Rollout rollout, String elf, String version, boolean revoked) {}

    /** Whether there is one that something can still move. */
    boolean anyMoves(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM firmware_rollouts r" + MOVING + ")")
                .mapTo(Boolean.class)
                .one();
    }

    /** Those that something can still move, locked in their order: what somebody does with one meanwhile comes after. */
    List<Stored> moving(Handle handle) {
        return handle.createQuery(ROLLOUT + MOVING + " ORDER BY r.id FOR UPDATE OF r")
                .map((row, context) -> stored(row))
                .list();
    }

    /** One, locked. */
    Optional<Stored> find(Handle handle, long id) {
        return handle.createQuery(ROLLOUT + " WHERE r.id = :id FOR UPDATE OF r")
                .bind("id", id)
                .map((row, context) -> stored(row))
                .findOne();
    }

    /** Installs of some rollouts, locked in the order of their stations, as everybody locks them. */
    Map<Long, List<Install>> installs(Handle handle, List<Long> rollouts) {
        Map<Long, List<Install>> found = new LinkedHashMap<>();
        handle.createQuery("SELECT i.* FROM firmware_installs i WHERE i.rollout_id = ANY (:ids)"
                        + " ORDER BY i.device_id, i.rollout_id FOR UPDATE OF i")
                .bindArray("ids", Long.class, rollouts)
                .map((row, context) -> install(row))
                .forEach(each -> found.computeIfAbsent(each.rolloutId(), id -> new ArrayList<>())
                        .add(each));
        return found;
    }

    /** Stations of a rollout that can be called back: a later one did not take them, and they have something of it. */
    int revertible(Handle handle, long rollout) {
        return handle.createQuery(
                        "SELECT count(*) FROM firmware_installs i WHERE i.rollout_id = :id AND " + CALLED_BACK + NEWEST)
                .bind("id", rollout)
                .mapTo(Integer.class)
                .one();
    }

    /** Stations of a rollout that a later one took. */
    List<String> superseded(Handle handle, long rollout) {
        return handle.createQuery("SELECT i.device_id FROM firmware_installs i WHERE i.rollout_id = :id AND EXISTS"
                        + " (SELECT 1 FROM firmware_installs later WHERE later.device_id = i.device_id"
                        + " AND later.rollout_id > i.rollout_id)")
                .bind("id", rollout)
                .mapTo(String.class)
                .list();
    }

    /** The newest install of a station, locked. */
    Optional<Install> ofStation(Handle handle, String deviceId) {
        return handle.createQuery(
                        "SELECT i.* FROM firmware_installs i WHERE i.device_id = :device" + NEWEST + " FOR UPDATE OF i")
                .bind("device", deviceId)
                .map((row, context) -> install(row))
                .findOne();
    }

    /** The rollout of an install, not locked. */
    Stored of(Handle handle, Install install) {
        return handle.createQuery(ROLLOUT + " WHERE r.id = :id")
                .bind("id", install.rolloutId())
                .map((row, context) -> stored(row))
                .one();
    }

    /** What these stations are to be told. */
    List<Install> toTell(Handle handle, List<String> devices) {
        return handle.createQuery("SELECT i.* FROM firmware_installs i WHERE i.device_id = ANY (:devices)"
                        + " AND i.tell <> 'nothing'" + NEWEST)
                .bindArray("devices", String.class, devices)
                .map((row, context) -> install(row))
                .list();
    }

    void save(Handle handle, Rollout rollout) {
        handle.createUpdate("UPDATE firmware_rollouts SET state = :state, state_reason = :reason, wave = :wave,"
                        + " left_ms = :left, tolerated = :tolerated, finished_at = CASE WHEN :over THEN"
                        + " coalesce(finished_at, clock_timestamp()) END WHERE id = :id")
                .bind("state", rollout.state().key())
                .bind("reason", rollout.reason())
                .bind("wave", rollout.wave())
                .bind("left", rollout.left())
                .bind("tolerated", rollout.tolerated())
                .bind("over", rollout.state().isFinal())
                .bind("id", rollout.id())
                .execute();
    }

    void add(Handle handle, List<Install> installs) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO firmware_installs (rollout_id, device_id, state,"
                + " left_ms, offer_id, elf_runs) VALUES (:rollout, :device, :state, :left, :offer, :runs)");
        for (Install install : installs) {
            batch.bind("rollout", install.rolloutId())
                    .bind("device", install.deviceId())
                    .bind("state", install.state().key())
                    .bind("left", install.left())
                    .bind("offer", install.offerId())
                    .bind("runs", install.elfRuns())
                    .add();
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Writes those that changed, with an event for each that is in another state. */
    void save(Handle handle, String version, List<Install> before, List<Install> after) {
        PreparedBatch batch = handle.prepareBatch("UPDATE firmware_installs SET state = :state, wave = :wave,"
                + " left_ms = :left, retry_ms = :retry, quiet_ms = :quiet, attempts = :attempts, offer_id = :offer,"
                + " bytes = :bytes, reason = :reason, elf_before = :elfBefore, elf_runs = :elfRuns, stays = :stays,"
                + " proven = :proven, asked = :asked, tell = :tell, baseline = CAST(:baseline AS jsonb), changed_at ="
                + " CASE WHEN :moved THEN clock_timestamp() ELSE changed_at END"
                + " WHERE rollout_id = :rollout AND device_id = :device");
        PreparedBatch events = handle.prepareBatch("INSERT INTO firmware_events (device_id, rollout_id, version, state,"
                + " reason) VALUES (:device, :rollout, :version, :state, :reason)");
        for (int i = 0; i < after.size(); i++) {
            Install now = after.get(i);
            if (now.equals(before.get(i))) {
                continue;
            }
            boolean moved = now.state() != before.get(i).state();
            Baseline baseline = now.baseline();
            batch.bind("state", now.state().key())
                    .bind("wave", now.wave())
                    .bind("left", now.left())
                    .bind("retry", now.retry())
                    .bind("quiet", now.quiet())
                    .bind("attempts", now.attempts())
                    .bind("offer", now.offerId())
                    .bind("bytes", now.bytes())
                    .bind("reason", now.reason())
                    .bind("elfBefore", now.elfBefore())
                    .bind("elfRuns", now.elfRuns())
                    .bind("stays", now.stays())
                    .bind("proven", now.proven())
                    .bind("asked", now.asked())
                    .bind("tell", now.tell().key())
                    .bind("baseline", baseline == null ? null : Json.MAPPER.writeValueAsString(baseline))
                    .bind("moved", moved)
                    .bind("rollout", now.rolloutId())
                    .bind("device", now.deviceId())
                    .add();
            if (moved) {
                events.bind("device", now.deviceId())
                        .bind("rollout", now.rolloutId())
                        .bind("version", version)
                        .bind("state", now.state().key())
                        .bind("reason", now.reason())
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
        if (events.size() > 0) {
            events.execute();
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                rollout(row), row.getString("elf_sha256"), row.getString("version"), row.getBoolean("revoked"));
    }

    /** A row of {@code firmware_rollouts}. */
    public static Rollout rollout(ResultSet row) throws SQLException {
        return new Rollout(
                row.getLong("id"),
                row.getLong("image_id"),
                of(RolloutState.class, row.getString("state")),
                row.getString("state_reason"),
                Json.MAPPER.readValue(row.getString("plan"), Plan.class),
                row.getInt("wave"),
                row.getLong("left_ms"),
                row.getInt("tolerated"));
    }

    /** A row of {@code firmware_installs}. */
    public static Install install(ResultSet row) throws SQLException {
        @Nullable String baseline = row.getString("baseline");
        return new Install(
                row.getLong("rollout_id"),
                row.getString("device_id"),
                of(InstallState.class, row.getString("state")),
                row.getInt("wave"),
                row.getLong("left_ms"),
                row.getLong("retry_ms"),
                row.getLong("quiet_ms"),
                row.getInt("attempts"),
                row.getString("offer_id"),
                row.getLong("bytes"),
                row.getString("reason"),
                row.getString("elf_before"),
                row.getString("elf_runs"),
                row.getBoolean("stays"),
                row.getBoolean("proven"),
                row.getBoolean("asked"),
                of(Tell.class, row.getString("tell")),
                baseline == null ? null : Json.MAPPER.readValue(baseline, Baseline.class));
    }

    private static <E extends Enum<E> & Keyed> E of(Class<E> type, String key) {
        return Enum.valueOf(type, key.toUpperCase(Locale.ROOT));
    }
}

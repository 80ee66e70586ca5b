package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Event;
import fr.gaveurs.console.api.firmware.Rollouts;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.Rollouts.WaitsFor;
import fr.gaveurs.console.backend.features.firmware.rollout.Install;
import fr.gaveurs.console.backend.features.firmware.rollout.Place;
import fr.gaveurs.console.backend.features.firmware.rollout.Rollout;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads rollouts as they are shown. */
final class RolloutQueries {
    private static final int MOST = 100;
    private static final int EVENTS = 200;
    private static final String SELECT = "SELECT r.*, m.project, m.version, m.size, m.key_id,"
            + " m.deleted_at IS NOT NULL AS image_deleted,"
            + " k.revoked_at IS NOT NULL AS key_revoked FROM firmware_rollouts r"
            + " JOIN firmware_images m ON m.id = r.image_id LEFT JOIN firmware_keys k ON k.id = m.key_id";

    private final Jdbi reads;
    private final LongFunction<Function<String, Place>> places;
    private final Supplier<LocalTime> time;
    private final BooleanSupplier needsAnother;
    private final Supplier<Drafts> drafts;

    /** What drafts would do now, by what is known at one moment. */
    interface Drafts {
        /** @param image by its number */
        Drafted of(long image, Plan plan);
    }

    /**
     * @param stations that a draft would take
     * @param older of those: they run a later version now
     */
    record Drafted(List<String> stations, int older) {
        static final Drafted NOTHING = new Drafted(List.of(), 0);
    }

    /**
     * @param places of an image: what is known now of stations that would take it
     * @param drafts what drafts would do now
     */
    RolloutQueries(
            Jdbi reads,
            LongFunction<Function<String, Place>> places,
            Supplier<LocalTime> time,
            BooleanSupplier needsAnother,
            Supplier<Drafts> drafts) {
        this.drafts = drafts;
        this.reads = reads;
        this.places = places;
        this.time = time;
        this.needsAnother = needsAnother;
    }

    /** @param drafted nothing unless it is a draft */
    private record Row(Rollout rollout, Rollouts.Rollout shown, long size, Drafted drafted) {}

    /**
     * How many stations are how far.
     *
     * @param failed of those
     * @param tried of those
     * @param revertible of those
     */
    private record Tally(Map<InstallState, Integer> counts, int stations, int failed, int tried, int revertible) {
        static final Tally NONE = new Tally(Map.of(), 0, 0, 0, 0);
    }

    private record Installs(List<Install> all, Map<String, Instant> changed) {}

    List<Rollouts.Rollout> list() {
        return rows(" ORDER BY r.id DESC LIMIT :value", MOST).stream()
                .map(Row::shown)
                .toList();
    }

    Optional<Rollouts.Rollout> find(long id) {
        return row(id).map(Row::shown);
    }

    private Optional<Row> row(long id) {
        return rows(" WHERE r.id = :value", id).stream().findFirst();
    }

    private List<Row> rows(String which, long value) {
        return reads.withHandle(handle -> {
            Map<Long, Tally> tallies = tallies(handle, which, value);
            Drafts now = drafts.get();
            return handle.createQuery(SELECT + which)
                    .bind("value", value)
                    .map((row, context) -> row(row, tallies, now))
                    .list();
        });
    }

    /** Asked at once for all of them, and counted by the database: a window asks every two seconds. */
    private static Map<Long, Tally> tallies(Handle handle, String which, long value) {
        Map<Long, Tally> tallies = new HashMap<>();
        handle.createQuery("SELECT i.rollout_id, i.state, count(*),"
                        + " count(*) FILTER (WHERE i.state IN ('failed', 'lost')"
                        + " OR (i.state IN ('rolled_back', 'reverting') AND NOT i.asked)),"
                        + " count(*) FILTER (WHERE i.attempts > 0),"
                        + " count(*) FILTER (WHERE i.rollout_id = n.newest AND " + RolloutStore.CALLED_BACK + ")"
                        + " FROM firmware_installs i JOIN (SELECT device_id, max(rollout_id) AS newest"
                        + " FROM firmware_installs GROUP BY 1) n ON n.device_id = i.device_id WHERE i.rollout_id IN"
                        + " (SELECT r.id FROM firmware_rollouts r" + which + ") GROUP BY 1, 2")
                .bind("value", value)
                .map((row, context) -> tallies.merge(
                        row.getLong(1),
                        new Tally(
                                Map.of(state(row.getString(2)), row.getInt(3)),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getInt(6)),
                        RolloutQueries::sum))
                .list();
        return tallies;
    }

    private static Tally sum(Tally one, Tally other) {
        Map<InstallState, Integer> counts = new TreeMap<>(one.counts());
        counts.putAll(other.counts());
        return new Tally(
                counts,
                one.stations() + other.stations(),
                one.failed() + other.failed(),
                one.tried() + other.tried(),
                one.revertible() + other.revertible());
    }

    private static InstallState state(String key) {
        return InstallState.valueOf(key.toUpperCase(Locale.ROOT));
    }

    Optional<RolloutDetails> details(long id) {
        return row(id).map(row -> new RolloutDetails(
                row.shown(),
                row.size(),
                row.rollout().state() == RolloutState.DRAFT ? drafted(row) : installs(row.rollout())));
    }

    /** The stations of a draft, as it would begin now: whoever approves it sees whom. */
    private List<Rollouts.Install> drafted(Row row) {
        Rollout rollout = row.rollout();
        Function<String, Place> now = places.apply(rollout.imageId());
        return row.drafted().stations().stream()
                .map(id -> new Rollouts.Install(
                        id,
                        line(now.apply(id)),
                        InstallState.WAITING,
                        0,
                        0,
                        0,
                        null,
                        null,
                        WaitsFor.APPROVAL,
                        row.shown().createdAt()))
                .toList();
    }

    private static @Nullable String line(Place place) {
        return place.line().startsWith("station ") ? null : place.line();
    }

    private List<Rollouts.Install> installs(Rollout rollout) {
        Installs installs = reads.withHandle(handle -> installs(handle, rollout.id()));
        List<Install> all = installs.all();
        Function<String, Place> now = places.apply(rollout.imageId());
        Set<String> busy = new HashSet<>();
        all.stream()
                .filter(each -> each.state().isActive())
                .forEach(each -> busy.add(now.apply(each.deviceId()).line()));
        List<Integer> waves = RolloutRules.waves(all.size());
        int quota = rollout.wave() == 0 || waves.isEmpty() ? 0 : waves.get(Math.min(rollout.wave(), waves.size()) - 1);
        long tried = all.stream().filter(each -> each.wave() > 0).count();
        List<Rollouts.Install> shown = new ArrayList<>();
        for (Install install : all) {
            Place place = now.apply(install.deviceId());
            WaitsFor waits = install.state() != InstallState.WAITING
                    ? null
                    : RolloutRules.waitsFor(
                            rollout, install, place, time.get(), install.wave() > 0 || tried < quota, busy);
            shown.add(new Rollouts.Install(
                    install.deviceId(),
                    line(place),
                    install.state(),
                    install.wave(),
                    install.attempts(),
                    install.bytes(),
                    install.state().isFinal() ? null : (Long) (install.left() / 1_000),
                    install.reason(),
                    waits,
                    Objects.requireNonNull(installs.changed().get(install.deviceId()))));
        }
        return shown;
    }

    /** What happened to a station's firmware, newest first. */
    List<Event> events(String deviceId) {
        return reads.withHandle(handle -> handle.createQuery(
                        "SELECT e.*, m.id IS NOT NULL AND m.key_id IS NULL AS unsigned FROM firmware_events e"
                                + " LEFT JOIN firmware_rollouts r ON r.id = e.rollout_id"
                                + " LEFT JOIN firmware_images m ON m.id = r.image_id"
                                + " WHERE e.device_id = :device ORDER BY e.id DESC LIMIT " + EVENTS)
                .bind("device", deviceId)
                .map((row, context) -> new Event(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("rollout_id", Long.class),
                        row.getString("version"),
                        state(row.getString("state")),
                        row.getString("reason"),
                        row.getBoolean("unsigned")))
                .list());
    }

    private static Installs installs(Handle handle, long id) {
        Map<String, Instant> changed = new HashMap<>();
        List<Install> all = handle.createQuery(
                        "SELECT * FROM firmware_installs WHERE rollout_id = :id ORDER BY device_id")
                .bind("id", id)
                .map((row, context) -> {
                    changed.put(
                            row.getString("device_id"),
                            row.getObject("changed_at", OffsetDateTime.class).toInstant());
                    return RolloutStore.install(row);
                })
                .list();
        return new Installs(all, changed);
    }

    private Row row(ResultSet row, Map<Long, Tally> tallies, Drafts drafts) throws SQLException {
        Rollout rollout = RolloutStore.rollout(row);
        Tally tally = tallies.getOrDefault(rollout.id(), Tally.NONE);
        RolloutState state = rollout.state();
        boolean revoked = row.getBoolean("key_revoked");
        boolean draft = state == RolloutState.DRAFT;
        // None where its image may not be given out any more.
        Drafted drafted = draft && !revoked ? drafts.of(rollout.imageId(), rollout.plan()) : Drafted.NOTHING;
        int stations = draft ? drafted.stations().size() : tally.stations();
        Rollouts.Rollout shown = new Rollouts.Rollout(
                rollout.id(),
                rollout.imageId(),
                row.getString("project"),
                row.getString("version"),
                state,
                draft && revoked ? "key_revoked" : rollout.reason(),
                rollout.wave(),
                RolloutRules.waves(stations),
                tally.counts(),
                stations,
                RolloutRules.failures(rollout, tally.failed()),
                RolloutRules.limit(rollout, tally.tried()) - 1,
                state == RolloutState.REVERTING ? 0 : tally.revertible(),
                state == RolloutState.SOAKING ? (Long) (rollout.left() / 1_000) : null,
                rollout.plan(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                ImageStore.kind(row.getString("created_by_kind")),
                instant(row, "approved_at"),
                row.getString("approved_by"),
                ImageStore.kind(row.getString("approved_by_kind")),
                instant(row, "finished_at"),
                draft && needsAnother.getAsBoolean(),
                row.getString("key_id") == null,
                drafted.older(),
                row.getBoolean("image_deleted"));
        return new Row(rollout, shown, row.getLong("size"), drafted);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

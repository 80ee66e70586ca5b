package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Event;
import fr.gaveurs.console.api.firmware.Rollouts;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
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
    private static final String SELECT = "SELECT r.*, m.project, m.version, m.size, m.key_id FROM firmware_rollouts r"
            + " JOIN firmware_images m ON m.id = r.image_id";

    private final Jdbi reads;
    private final LongFunction<Function<String, Place>> places;
    private final Supplier<LocalTime> time;
    private final BooleanSupplier needsAnother;

    /** @param places of an image: what is known now of stations that would take it */
    RolloutQueries(
            Jdbi reads,
            LongFunction<Function<String, Place>> places,
            Supplier<LocalTime> time,
            BooleanSupplier needsAnother) {
        this.reads = reads;
        this.places = places;
        this.time = time;
        this.needsAnother = needsAnother;
    }

    private record Row(Rollout rollout, Installs installs, Rollouts.Rollout shown, long size) {}

    private record Installs(List<Install> all, Map<String, Instant> changed) {}

    List<Rollouts.Rollout> list() {
        return reads.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY r.id DESC LIMIT " + MOST)
                .map((row, context) -> row(row, handle).shown())
                .list());
    }

    Optional<Rollouts.Rollout> find(long id) {
        return row(id).map(Row::shown);
    }

    private Optional<Row> row(long id) {
        return reads.withHandle(handle -> handle.createQuery(SELECT + " WHERE r.id = :id")
                .bind("id", id)
                .map((row, context) -> row(row, handle))
                .findOne());
    }

    Optional<RolloutDetails> details(long id) {
        return row(id).map(row -> new RolloutDetails(row.shown(), row.size(), installs(row)));
    }

    private List<Rollouts.Install> installs(Row row) {
        Rollout rollout = row.rollout();
        List<Install> all = row.installs().all();
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
                    place.line().startsWith("station ") ? null : place.line(),
                    install.state(),
                    install.wave(),
                    install.attempts(),
                    install.bytes(),
                    install.state().isFinal() ? null : (Long) (install.left() / 1_000),
                    install.reason(),
                    waits,
                    Objects.requireNonNull(row.installs().changed().get(install.deviceId()))));
        }
        return shown;
    }

    /** What happened to a station's firmware, newest first. */
    List<Event> events(String deviceId) {
        return reads.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM firmware_events WHERE device_id = :device ORDER BY id DESC LIMIT " + EVENTS)
                .bind("device", deviceId)
                .map((row, context) -> new Event(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("rollout_id", Long.class),
                        row.getString("version"),
                        InstallState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getString("reason")))
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

    private Row row(ResultSet row, Handle handle) throws SQLException {
        Rollout rollout = RolloutStore.rollout(row);
        Installs installs = installs(handle, rollout.id());
        Map<InstallState, Integer> counts = new TreeMap<>();
        installs.all().forEach(each -> counts.merge(each.state(), 1, Integer::sum));
        RolloutState state = rollout.state();
        Rollouts.Rollout shown = new Rollouts.Rollout(
                rollout.id(),
                rollout.imageId(),
                row.getString("project"),
                row.getString("version"),
                state,
                rollout.reason(),
                rollout.wave(),
                RolloutRules.waves(installs.all().size()),
                counts,
                installs.all().size(),
                RolloutRules.failures(rollout, installs.all()),
                RolloutRules.limit(rollout, installs.all()) - 1,
                state == RolloutState.SOAKING ? (Long) (rollout.left() / 1_000) : null,
                rollout.plan(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                instant(row, "approved_at"),
                row.getString("approved_by"),
                instant(row, "finished_at"),
                state == RolloutState.DRAFT && needsAnother.getAsBoolean(),
                row.getString("key_id") == null);
        return new Row(rollout, installs, shown, row.getLong("size"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

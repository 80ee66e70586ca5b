package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Compare;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Judged;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules.Moment;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules.Step;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutStore.Stored;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rollouts on, once a second: what they are lies in the database, each step is one transaction, and so a console
 * that is killed at any time leaves one that the next step, here or elsewhere, goes on from.
 */
public final class RolloutDriver implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutDriver.class);
    /** Samples are looked at every so many steps. */
    private static final int LOOK_AT_SAMPLES = 3;

    private final Jdbi changes;
    private final RolloutStore store;
    private final RolloutRules rules;
    private final Stations stations;
    private final Messenger messenger;
    private final Clock clock;
    private final ZoneId zone;
    private final LongSupplier nanos;
    private final Duration period;
    private final Leadership leadership;
    private final Presence presence;
    private final SupervisedTimer timer = new SupervisedTimer("firmware-rollouts");
    private final LogBound lines = new LogBound(1, Duration.ofMinutes(1));
    private volatile Set<String> online = Set.of();
    private int steps;

    /** Whom this console reaches. */
    public interface Messenger {
        /** Stations that are connected here and speak the protocol of updates. */
        List<String> reached();

        /** Tells them what they are to be told. Must return at once. */
        void tell(List<Install> installs);
    }

    /**
     * @param console what other consoles know this one by
     * @param period between two steps
     */
    public RolloutDriver(
            Database database,
            RolloutStore store,
            RolloutRules rules,
            Stations stations,
            Messenger messenger,
            Clock clock,
            ZoneId zone,
            LongSupplier nanos,
            String console,
            Duration period) {
        this.changes = database.changes();
        this.store = store;
        this.rules = rules;
        this.stations = stations;
        this.messenger = messenger;
        this.clock = clock;
        this.zone = zone;
        this.nanos = nanos;
        this.period = period;
        this.leadership = new Leadership(console);
        this.presence = new Presence(console);
    }

    @Override
    public String name() {
        return "firmware rollouts";
    }

    @Override
    public void start() {
        timer.every(period, period, this::beat);
        timer.start();
    }

    /** A moment's work: never throws what the database's absence causes. */
    private void beat() {
        try {
            List<String> here = messenger.reached();
            changes.useTransaction(handle -> drive(handle, here));
            List<Install> tell = here.isEmpty() ? List.of() : changes.withHandle(handle -> store.toTell(handle, here));
            messenger.tell(tell);
        } catch (JdbiException e) {
            if (lines.take()) {
                LOG.info("rollouts of firmware stand still: {}", e.getMessage());
            }
        }
    }

    private void drive(Handle handle, List<String> here) {
        long now = nanos.getAsLong();
        if (!store.anyMoves(handle)) {
            leadership.rest();
            return;
        }
        online = presence.exchange(handle, here, now);
        long elapsed = leadership.step(handle, now);
        if (elapsed < 0) {
            return;
        }
        presence.clean(handle, now);
        steps++;
        List<Stored> moving = store.moving(handle);
        Map<Long, List<Install>> installs = store.installs(
                handle, moving.stream().map(each -> each.rollout().id()).toList());
        for (Stored each : moving) {
            step(handle, each, installs.getOrDefault(each.rollout().id(), List.of()), elapsed);
        }
    }

    private void step(Handle handle, Stored stored, List<Install> before, long elapsed) {
        Step step = rules.step(stored.rollout(), before, stored.elf(), moment(stored, elapsed));
        List<Install> after = steps % LOOK_AT_SAMPLES == 0 ? judged(stored, step.installs()) : step.installs();
        store.save(handle, stored.version(), before, after);
        if (!step.rollout().equals(stored.rollout())) {
            store.save(handle, step.rollout());
            FirmwareDecisions.rollout(
                    handle,
                    step.rollout().id(),
                    stored.rollout().state(),
                    step.rollout().state());
            if (step.rollout().state() != stored.rollout().state()) {
                LOG.info(
                        "rollout {} of {} is {}{}",
                        step.rollout().id(),
                        stored.version(),
                        step.rollout().state().key(),
                        step.rollout().reason() == null
                                ? ""
                                : ": " + step.rollout().reason());
            }
        }
    }

    /** What is known now, for a rollout. */
    Moment moment(Stored stored, long elapsed) {
        return new Moment(
                elapsed,
                LocalTime.ofInstant(clock.instant(), zone),
                stored.revoked() ? "key_revoked" : null,
                places(stored.rollout().imageId()));
    }

    /** What is known of stations now that would take an image. */
    public Function<String, Place> places(long imageId) {
        Set<String> connected = online;
        Map<String, Place> known = new HashMap<>();
        return id -> known.computeIfAbsent(id, each -> stations.place(each, imageId, connected.contains(each)));
    }

    private List<Install> judged(Stored stored, List<Install> installs) {
        InstallRules moves = rules.installs(stored.rollout().plan(), stored.elf());
        Duration prove = Duration.ofMinutes(stored.rollout().plan().proveMinutes());
        Function<String, Place> places = places(stored.rollout().imageId());
        List<Install> after = new ArrayList<>(installs.size());
        for (Install install : installs) {
            if (install.state() != InstallState.PROVING || install.proven()) {
                after.add(install);
                continue;
            }
            try {
                Baseline baseline = install.baseline();
                if (baseline == null) {
                    after.add(moves.step(install, new Compare(stations.baseline(install.deviceId()))));
                } else {
                    after.add(moves.step(
                            install,
                            new Judged(Proof.judge(
                                    baseline.day(),
                                    stations.since(install.deviceId(), baseline),
                                    prove.toMillis() - install.left(),
                                    places.apply(install.deviceId()).intervalSeconds()))));
                }
            } catch (SQLException e) {
                after.add(install);
                LOG.debug("samples could not be looked at: {}", e.getMessage());
            }
        }
        return after;
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        var unused = timer.finish(deadline.leftAtMost(Duration.ofSeconds(2)));
        try {
            changes.useHandle(leadership::leave);
        } catch (JdbiException e) {
            LOG.debug("another console takes over in some seconds: {}", e.getMessage());
        }
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}

package fr.gaveurs.console.backend.platform.health;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.HealthHistory;
import fr.gaveurs.console.api.health.Health.HealthReport;
import fr.gaveurs.console.api.health.Health.Probe;
import fr.gaveurs.console.api.health.Health.Readiness;
import fr.gaveurs.console.api.health.Health.TrackKind;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The components and their checks. All run at once, each within its limit, and a result serves for a second, so that
 * probing costs nothing and one check that hangs holds up no other. Once it has started it looks at them every second by
 * itself, so that neither a status nor the history depends on who asks.
 */
public final class HealthBoard implements Part {
    /** What only another start mends counts as dead once it was silent for so long: a busy machine may take a while. */
    public static final Duration DEAD_AFTER = Duration.ofSeconds(10);

    private static final Duration READY_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIVE_LIMIT = Duration.ofSeconds(1);

    /** What a component's failure means. */
    public enum Weight {
        /** Down: the process cannot answer. */
        LIVENESS(Health.Weight.LIVENESS),
        /** Down: no sample can be kept. */
        READINESS(Health.Weight.READINESS),
        /** Down: samples are kept, something else is missing. */
        AUXILIARY(Health.Weight.AUXILIARY);

        private final Health.Weight wire;

        Weight(Health.Weight wire) {
            this.wire = wire;
        }

        Health.Weight wire() {
            return wire;
        }
    }

    private final List<CheckedComponent> entries = new CopyOnWriteArrayList<>();
    /** Names of the components that joined while the console ran. */
    private final Set<String> latecomers = ConcurrentHashMap.newKeySet();

    private final Clock clock;
    private final String version;
    private final Breakers breakers;
    /** By {@link System#nanoTime}: a clock that is set back must not make it older than it is, or unborn. */
    private final long born = System.nanoTime();

    private final LongSupplier ticker;
    private final History history;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final SupervisedTimer timer = new SupervisedTimer("health");
    private volatile @Nullable Lifecycle lifecycle;

    /** @param breakers one that is not closed means degraded */
    public HealthBoard(Clock clock, String version, Breakers breakers) {
        this(clock, version, breakers, System::nanoTime);
    }

    /** @param ticker monotonic nanoseconds, by which a result is fresh and a check late */
    HealthBoard(Clock clock, String version, Breakers breakers, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.history = new History(clock);
        this.version = version;
        this.breakers = breakers;
    }

    /** Says whose phase readiness follows. */
    public void follow(Lifecycle followed) {
        lifecycle = followed;
    }

    /**
     * Adds a component; its name is lower case. One that joins while the console runs is shown as unknown until its check
     * has spoken, and until then readiness is what the others say: nothing got worse because somebody begins to look.
     */
    public void register(String name, Weight weight, HealthCheck check) {
        Duration limit = weight == Weight.LIVENESS ? LIVE_LIMIT : READY_LIMIT;
        boolean late = phase() == Lifecycle.Phase.RUNNING;
        if (late) {
            latecomers.add(name);
        }
        entries.add(new CheckedComponent(name, weight, check, limit, late, clock, ticker, executor));
    }

    @Override
    public String name() {
        return "health watch";
    }

    @Override
    public void start() {
        timer.atRate(Duration.ZERO, Duration.ofSeconds(1), this::look);
        timer.start();
    }

    @Override
    public void stop(Deadline deadline) {
        timer.stop();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }

    /** One look at every component, without waiting for any; what changed since the last one goes into the history. */
    void look() {
        entries.forEach(CheckedComponent::look);
        record(lastKnown());
    }

    private void record(List<Component> components) {
        Instant now = clock.instant();
        history.note(TrackKind.PROBE, "startup", startup().status(), null, now);
        history.note(TrackKind.PROBE, "live", liveness(components), null, now);
        history.note(TrackKind.PROBE, "ready", readiness(components).key(), null, now);
        for (Component component : components) {
            history.note(
                    TrackKind.COMPONENT,
                    component.name(),
                    component.status().key(),
                    component.detail(),
                    component.since());
        }
        for (Health.Breaker breaker : breakers.views()) {
            history.note(
                    TrackKind.BREAKER, breaker.name(), breaker.state().key(), breaker.lastError(), breaker.since());
        }
    }

    /** What changed within the last hour. */
    public HealthHistory history() {
        return history.lastHour();
    }

    /** Every component, worst first; measured within the last second. */
    public List<Component> components() {
        return measure(entries);
    }

    private static List<Component> measure(List<CheckedComponent> wanted) {
        wanted.forEach(CheckedComponent::begin);
        List<Component> measured = new ArrayList<>();
        for (CheckedComponent component : wanted) {
            measured.add(component.await());
        }
        measured.sort(Comparator.comparingInt((Component c) -> Hysteresis.badness(c.status()))
                .reversed());
        return List.copyOf(measured);
    }

    /** Every component as far as it is known without waiting, worst first; checks that are due begin. */
    public List<Component> lastKnown() {
        return entries.stream()
                .map(CheckedComponent::peek)
                .sorted(Comparator.comparingInt((Component c) -> Hysteresis.badness(c.status()))
                        .reversed())
                .toList();
    }

    private Lifecycle.Phase phase() {
        Lifecycle followed = lifecycle;
        return followed == null ? Lifecycle.Phase.STARTING : followed.phase();
    }

    /** Whether samples are taken and kept, by what is known of the components. */
    public Readiness readiness(List<Component> components) {
        if (phase() != Lifecycle.Phase.RUNNING) {
            return Readiness.NOT_READY;
        }
        boolean degraded = breakers.views().stream().anyMatch(b -> b.state() != BreakerState.CLOSED);
        for (Component component : components) {
            boolean joining = component.status() == ComponentStatus.UNKNOWN && latecomers.contains(component.name());
            if (component.status() == ComponentStatus.UP || joining) {
                continue;
            }
            boolean bad = component.status() != ComponentStatus.DEGRADED;
            if (bad && component.weight() != Health.Weight.AUXILIARY) {
                return Readiness.NOT_READY;
            }
            degraded = true;
        }
        return degraded ? Readiness.DEGRADED : Readiness.READY;
    }

    /** The answer of {@code /health/startup}. */
    public Probe startup() {
        boolean started = phase() != Lifecycle.Phase.STARTING;
        return new Probe(started ? "started" : "starting", clock.instant(), List.of());
    }

    /** The answer of {@code /health/live}: looks at nothing that another machine or the database could hold up. */
    public Probe live() {
        List<Component> vital = measure(
                entries.stream().filter(e -> e.weight() == Weight.LIVENESS).toList());
        return new Probe(liveness(vital), clock.instant(), vital);
    }

    private static String liveness(List<Component> components) {
        boolean live = components.stream()
                .noneMatch(c -> c.weight() == Health.Weight.LIVENESS && c.status() == ComponentStatus.DOWN);
        return live ? "live" : "not_live";
    }

    /** The answer of {@code /health/ready}. */
    public Probe ready() {
        // While it starts or stops the answer is known, and nobody waits for a check that the database holds up.
        List<Component> components = phase() == Lifecycle.Phase.RUNNING ? components() : lastKnown();
        return new Probe(readiness(components).key(), clock.instant(), components);
    }

    /** Everything in one document. */
    public HealthReport report() {
        List<Component> components = components();
        Lifecycle followed = lifecycle;
        return new HealthReport(
                clock.instant(),
                readiness(components),
                phase() != Lifecycle.Phase.STARTING,
                liveness(components).equals("live"),
                version,
                (System.nanoTime() - born) / 1e9,
                components,
                breakers.views(),
                followed == null ? List.of() : followed.timeline());
    }
}

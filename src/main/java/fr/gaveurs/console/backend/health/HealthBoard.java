package fr.gaveurs.console.backend.health;

import fr.gaveurs.console.api.Health.BreakerState;
import fr.gaveurs.console.api.Health.Component;
import fr.gaveurs.console.api.Health.ComponentStatus;
import fr.gaveurs.console.api.Health.HealthReport;
import fr.gaveurs.console.api.Health.Probe;
import fr.gaveurs.console.api.Health.Readiness;
import fr.gaveurs.console.backend.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.resilience.Breakers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The components and their checks. All run at once, each within its limit, and a result serves for a second, so that
 * probing costs nothing and one check that hangs holds up no other.
 */
public final class HealthBoard {
    private static final Duration READY_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIVE_LIMIT = Duration.ofSeconds(1);

    /** What a component's failure means. */
    public enum Weight {
        /** Down: the process cannot answer. */
        LIVENESS,
        /** Down: no sample can be kept. */
        READINESS,
        /** Down: samples are kept, something else is missing. */
        AUXILIARY
    }

    private final List<CheckedComponent> entries = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final String version;
    private final Breakers breakers;
    /** By {@link System#nanoTime}: a clock that is set back must not make it older than it is, or unborn. */
    private final long born = System.nanoTime();

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Lifecycle lifecycle;

    /** @param breakers one that is not closed means degraded */
    public HealthBoard(Clock clock, String version, Breakers breakers) {
        this.clock = clock;
        this.version = version;
        this.breakers = breakers;
    }

    /** Says whose phase readiness follows. */
    public void follow(Lifecycle followed) {
        lifecycle = followed;
    }

    /** Adds a component; its name is lower case. */
    public void register(String name, Weight weight, HealthCheck check) {
        Duration limit = weight == Weight.LIVENESS ? LIVE_LIMIT : READY_LIMIT;
        entries.add(new CheckedComponent(name, weight, check, limit, clock, executor));
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
        measured.sort(
                Comparator.comparingInt((Component c) -> badness(c.status())).reversed());
        return List.copyOf(measured);
    }

    /** Every component as far as it is known without waiting, worst first; checks that are due begin. */
    public List<Component> lastKnown() {
        return entries.stream()
                .map(CheckedComponent::peek)
                .sorted(Comparator.comparingInt((Component c) -> badness(c.status()))
                        .reversed())
                .toList();
    }

    private static int badness(ComponentStatus status) {
        return switch (status) {
            case UP -> 0;
            case UNKNOWN -> 1;
            case DEGRADED -> 2;
            case DOWN -> 3;
        };
    }

    private Weight weight(String name) {
        return entries.stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .map(CheckedComponent::weight)
                .orElse(Weight.AUXILIARY);
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
            if (component.status() == ComponentStatus.UP) {
                continue;
            }
            boolean bad = component.status() != ComponentStatus.DEGRADED;
            if (bad && weight(component.name()) != Weight.AUXILIARY) {
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
        boolean live = vital.stream().noneMatch(c -> c.status() == ComponentStatus.DOWN);
        return new Probe(live ? "live" : "not_live", clock.instant(), vital);
    }

    /** The answer of {@code /health/ready}. */
    public Probe ready() {
        List<Component> components = components();
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
                live().status().equals("live"),
                version,
                (System.nanoTime() - born) / 1e9,
                components,
                breakers.views(),
                followed == null ? List.of() : followed.timeline());
    }
}

package fr.gaveurs.console.api.health;

import fr.gaveurs.console.api.Keyed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the probes and the health document say. */
public final class Health {
    private Health() {}

    /** The state of one component, worst last. */
    public enum ComponentStatus implements Keyed {
        UP,
        /** Works, with less than it should: the detail says what. */
        DEGRADED,
        DOWN,
        /** Nobody measured it yet: never taken for up. */
        UNKNOWN
    }

    /** What readiness says. */
    public enum Readiness implements Keyed {
        READY,
        /** Samples are kept, but something is missing. */
        DEGRADED,
        /** Starting, shutting down, or unable to keep a sample. */
        NOT_READY
    }

    /** What a component's failure means. */
    public enum Weight implements Keyed {
        /** Down: the process cannot answer. */
        LIVENESS,
        /** Down: no sample can be kept. */
        READINESS,
        /** Down: samples are kept, something else is missing. */
        AUXILIARY
    }

    /**
     * Checks in a row that came to another result than the status announced, and do not count yet.
     *
     * @param status what the last of them came to
     * @param checks how many there were, 1 or more
     * @param needed how many make the status change
     */
    public record Streak(
            ComponentStatus status,
            int checks,
            int needed,
            @Nullable String detail) {}

    /**
     * One component.
     *
     * @param status turns worse only after three checks in a row, better after two, and at once with the first
     * @param detail a sentence for a technician, null when there is nothing to say
     * @param since when it entered this status: the first of the checks that said so
     * @param milliseconds how long its last check took
     * @param figures numbers that explain it, by name, from its last check
     * @param streak checks that speak for another status, null when the last one agreed
     */
    public record Component(
            String name,
            Weight weight,
            ComponentStatus status,
            @Nullable String detail,
            Instant since,
            double milliseconds,
            Map<String, Object> figures,
            @Nullable Streak streak) {}

    /** Answer of a probe: {@code starting|started}, {@code live} or a {@link Readiness}. */
    public record Probe(String status, Instant timestamp, List<Component> components) {}

    /** A part of the program and how long it took to start. */
    public record StartedPart(String name, double milliseconds) {}

    /** What a circuit breaker lets through. */
    public enum BreakerState implements Keyed {
        /** Every call. */
        CLOSED,
        /** A few, to try whether what it guards is well again. */
        HALF_OPEN,
        /** None: they fail at once. */
        OPEN
    }

    /**
     * A circuit breaker: what it did since the program's start.
     *
     * @param since when it entered its state
     * @param trips how often it opened after having been closed
     * @param succeeded calls that what it guards answered
     * @param failed calls that it did not answer, or too late
     * @param refused calls that were not let through
     * @param lastError what was last held against it; null if nothing ever was
     */
    public record Breaker(
            String name,
            BreakerState state,
            Instant since,
            long trips,
            long succeeded,
            long failed,
            long refused,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt) {}

    /** What a track of the history follows. */
    public enum TrackKind implements Keyed {
        PROBE,
        COMPONENT,
        BREAKER
    }

    /**
     * Something entered a state.
     *
     * @param status as the probe, component or breaker names it
     */
    public record Change(
            Instant at, String status, @Nullable String detail) {}

    /**
     * The states of one probe ({@code startup}, {@code live}, {@code ready}), component or breaker.
     *
     * @param changes oldest first; the first one is the state at the beginning of the time covered, or the first state
     *     there was
     */
    public record Track(String name, TrackKind kind, List<Change> changes) {}

    /** The changes between two instants; what changed never has one entry. */
    public record HealthHistory(Instant from, Instant to, List<Track> tracks) {}

    /** Everything in one document, worst component first. */
    public record HealthReport(
            Instant timestamp,
            Readiness status,
            boolean started,
            boolean live,
            String version,
            double uptimeSeconds,
            List<Component> components,
            List<Breaker> breakers,
            List<StartedPart> startup) {}
}

package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import java.time.Instant;
import java.util.Map;

/**
 * How one condition stands. Immutable.
 *
 * @param since when it was first seen to be so, or began where its source remembers that
 * @param phaseNanos when its phase began, by the monotonic clock
 * @param said what its source said of it last
 * @param told what listeners were told of it last
 * @param toldNanos when, by the monotonic clock
 * @param active whether the source's last word was that it is so; false too while it is unknown
 * @param confirmed whether the source has spoken of it since the console's start
 * @param easing whether it is no longer as bad as it was raised for
 */
record ConditionState(
        Phase phase,
        Instant since,
        long phaseNanos,
        Active said,
        Active told,
        long toldNanos,
        boolean active,
        boolean confirmed,
        boolean easing) {
    private static final Active NOTHING = new Active("", "", Map.of());

    /** What is kept of nothing. */
    static final ConditionState NORMAL =
            new ConditionState(Phase.NORMAL, Instant.EPOCH, 0, NOTHING, NOTHING, 0, false, false, false);

    /** Where it is between well and wrong. */
    enum Phase {
        /** All is well. */
        NORMAL,
        /** Wrong, for less than its delay: nobody is told yet. */
        RAISING,
        /** Wrong, and everybody is told. */
        OPEN,
        /** Well again, for less than its delay: everybody is still told that it is wrong. */
        CLEARING
    }

    /** One that was open before this console began to look, here or on another one. */
    static ConditionState restored(Active said, Instant since, long nanos) {
        return new ConditionState(Phase.OPEN, since, nanos, said, said, nanos, false, false, false);
    }

    /** Whether everybody is told that it is wrong. */
    boolean isOpen() {
        return phase == Phase.OPEN || phase == Phase.CLEARING;
    }

    /** In the words of the console that hears its source. */
    ConditionState saidElsewhere(Active words) {
        return new ConditionState(phase, since, phaseNanos, words, words, toldNanos, active, confirmed, easing);
    }

    /** As an earlier console saw it begin. */
    ConditionState begun(Instant earlier) {
        return earlier.isBefore(since)
                ? new ConditionState(phase, earlier, phaseNanos, said, told, toldNanos, active, confirmed, easing)
                : this;
    }
}

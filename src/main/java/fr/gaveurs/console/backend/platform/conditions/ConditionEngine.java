package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.backend.platform.conditions.ConditionState.Phase;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Raises and clears one condition: a state, what its source says and the time that passed give the next state and what
 * there is to tell. Pure; durations are measured by the monotonic clock.
 */
final class ConditionEngine {
    /** New words of a condition that is open are told so often at most: figures in them change with each sample. */
    static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    private ConditionEngine() {}

    /** What there is to tell. */
    enum Effect {
        NONE,
        RAISED,
        /** Its words are others, or its source has confirmed it. */
        CHANGED,
        CLEARED
    }

    /** @param state after a {@link Effect#CLEARED} it is as well as new */
    record Step(ConditionState state, Effect effect) {}

    /**
     * The next state.
     *
     * @param said what the source says; null where nothing but time passed
     * @param now by the clock, for people
     * @param nanos by the monotonic clock
     */
    static Step step(ConditionState state, @Nullable Observation said, ConditionKind kind, Instant now, long nanos) {
        ConditionState next =
                switch (said) {
                    case null -> state;
                    case Active active -> active(state, active, now, nanos);
                    case Observation.Inactive inactive -> inactive(state, nanos);
                    case Observation.Unknown unknown -> unknown(state, nanos);
                };
        return settle(state, next, kind, nanos);
    }

    private static ConditionState active(ConditionState state, Active said, Instant now, long nanos) {
        return switch (state.phase()) {
            case NORMAL -> new ConditionState(Phase.RAISING, now, nanos, said, said, nanos, true, true);
            case RAISING ->
                new ConditionState(Phase.RAISING, state.since(), state.phaseNanos(), said, said, nanos, true, true);
            case OPEN -> open(state, state.phaseNanos(), said, true, true);
            case CLEARING -> open(state, nanos, said, true, true);
        };
    }

    private static ConditionState inactive(ConditionState state, long nanos) {
        return switch (state.phase()) {
            case NORMAL, RAISING -> ConditionState.NORMAL;
            case OPEN ->
                new ConditionState(
                        Phase.CLEARING,
                        state.since(),
                        nanos,
                        state.said(),
                        state.told(),
                        state.toldNanos(),
                        false,
                        true);
            case CLEARING -> state;
        };
    }

    /** Its delay does not run on: what nobody sees neither lasts nor is over. */
    private static ConditionState unknown(ConditionState state, long nanos) {
        return switch (state.phase()) {
            case NORMAL, RAISING -> ConditionState.NORMAL;
            case OPEN -> open(state, state.phaseNanos(), state.said(), false, state.confirmed());
            case CLEARING -> open(state, nanos, state.said(), false, state.confirmed());
        };
    }

    private static ConditionState open(
            ConditionState state, long phaseNanos, Active said, boolean active, boolean confirmed) {
        return new ConditionState(
                Phase.OPEN, state.since(), phaseNanos, said, state.told(), state.toldNanos(), active, confirmed);
    }

    private static Step settle(ConditionState before, ConditionState next, ConditionKind kind, long nanos) {
        long lasted = nanos - next.phaseNanos();
        if (next.phase() == Phase.RAISING && lasted >= kind.onDelay().toNanos()) {
            return new Step(told(next, Phase.OPEN, nanos, nanos), Effect.RAISED);
        }
        if (next.phase() == Phase.CLEARING && lasted >= kind.offDelay().toNanos()) {
            return new Step(ConditionState.NORMAL, Effect.CLEARED);
        }
        boolean news = !next.said().equals(next.told()) && nanos - next.toldNanos() >= TOLD_EVERY.toNanos();
        if (next.isOpen() && (news || next.confirmed() != before.confirmed())) {
            return new Step(told(next, next.phase(), next.phaseNanos(), nanos), Effect.CHANGED);
        }
        return new Step(next, Effect.NONE);
    }

    private static ConditionState told(ConditionState state, Phase phase, long phaseNanos, long nanos) {
        return new ConditionState(
                phase, state.since(), phaseNanos, state.said(), state.said(), nanos, state.active(), state.confirmed());
    }
}

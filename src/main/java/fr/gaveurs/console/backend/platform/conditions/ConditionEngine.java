package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.backend.platform.conditions.ConditionState.Phase;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.conditions.Observation.ActiveSince;
import fr.gaveurs.console.backend.platform.conditions.Observation.Inactive;
import fr.gaveurs.console.backend.platform.conditions.Observation.Lingering;
import fr.gaveurs.console.backend.platform.conditions.Observation.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        /** Its words are others, its source has confirmed it, or it began or ceased to get better. */
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
                    case ActiveSince known -> active(state, known.words(), begun(known.since(), now), nanos);
                    case Lingering lingering -> lingering(state, lingering.words(), nanos);
                    case Inactive inactive -> inactive(state, inactive.words(), nanos);
                    case Unknown unknown -> unknown(state, nanos);
                };
        return settle(state, next, kind, nanos);
    }

    private static Instant begun(Instant since, Instant now) {
        Instant whole = since.truncatedTo(ChronoUnit.MILLIS);
        return whole.isBefore(now) ? whole : now;
    }

    private static ConditionState active(ConditionState state, Active said, Instant since, long nanos) {
        return switch (state.phase()) {
            case NORMAL -> new ConditionState(Phase.RAISING, since, nanos, said, said, nanos, true, true, false);
            case RAISING ->
                new ConditionState(
                        Phase.RAISING, state.since(), state.phaseNanos(), said, said, nanos, true, true, false);
            case OPEN -> open(state, state.phaseNanos(), said, true, true, false);
            case CLEARING -> open(state, nanos, said, true, true, false);
        };
    }

    private static ConditionState lingering(ConditionState state, Active said, long nanos) {
        return switch (state.phase()) {
            case NORMAL, RAISING -> ConditionState.NORMAL;
            case OPEN -> open(state, state.phaseNanos(), said, true, true, true);
            case CLEARING -> open(state, nanos, said, true, true, true);
        };
    }

    private static ConditionState inactive(ConditionState state, @Nullable Active said, long nanos) {
        return switch (state.phase()) {
            case NORMAL, RAISING -> ConditionState.NORMAL;
            case OPEN, CLEARING ->
                new ConditionState(
                        Phase.CLEARING,
                        state.since(),
                        state.phase() == Phase.OPEN ? nanos : state.phaseNanos(),
                        said == null ? state.said() : said,
                        state.told(),
                        state.toldNanos(),
                        false,
                        true,
                        true);
        };
    }

    /** Its delay does not run on: what nobody sees neither lasts nor is over. */
    private static ConditionState unknown(ConditionState state, long nanos) {
        return switch (state.phase()) {
            case NORMAL, RAISING -> ConditionState.NORMAL;
            case OPEN -> open(state, state.phaseNanos(), state.said(), false, state.confirmed(), state.easing());
            case CLEARING -> open(state, nanos, state.said(), false, state.confirmed(), state.easing());
        };
    }

    private static ConditionState open(
            ConditionState state, long phaseNanos, Active said, boolean active, boolean confirmed, boolean easing) {
        return new ConditionState(
                Phase.OPEN,
                state.since(),
                phaseNanos,
                said,
                state.told(),
                state.toldNanos(),
                active,
                confirmed,
                easing);
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
        boolean turned = next.confirmed() != before.confirmed() || next.easing() != before.easing();
        if (next.isOpen() && (news || turned)) {
            return new Step(told(next, next.phase(), next.phaseNanos(), nanos), Effect.CHANGED);
        }
        return new Step(next, Effect.NONE);
    }

    private static ConditionState told(ConditionState state, Phase phase, long phaseNanos, long nanos) {
        return new ConditionState(
                phase,
                state.since(),
                phaseNanos,
                state.said(),
                state.said(),
                nanos,
                state.active(),
                state.confirmed(),
                state.easing());
    }
}

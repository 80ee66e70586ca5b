package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout stands.
 *
 * @param wave the present one, from 1; 0 before the first
 * @param left of soaking, ms
 * @param tolerated failures that count no more
 */
public record Rollout(
        long id,
        long imageId,
        RolloutState state,
        @Nullable String reason,
        Plan plan,
        int wave,
        long left,
        int tolerated) {
    Rollout to(RolloutState next, @Nullable String why) {
        return new Rollout(id, imageId, next, why, plan, wave, 0, tolerated);
    }

    Rollout soaking(long milliseconds) {
        return new Rollout(id, imageId, RolloutState.SOAKING, null, plan, wave, milliseconds, tolerated);
    }

    Rollout inWave(int next) {
        return new Rollout(id, imageId, RolloutState.RUNNING, null, plan, next, 0, tolerated);
    }

    /** Goes on; what failed until now counts no more. */
    Rollout resumed(int failures) {
        RolloutState next = wave == 0 ? RolloutState.APPROVED : RolloutState.RUNNING;
        return new Rollout(id, imageId, next, null, plan, wave, 0, failures);
    }
}

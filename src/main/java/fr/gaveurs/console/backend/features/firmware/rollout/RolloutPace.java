package fr.gaveurs.console.backend.features.firmware.rollout;

import java.time.Duration;

/**
 * How fast rollouts go on.
 *
 * @param step between two looks at them
 * @param policy how long an install may stay in each state
 */
public record RolloutPace(Duration step, Policy policy) {
    public static final RolloutPace USUAL = new RolloutPace(Duration.ofSeconds(1), Policy.USUAL);
}

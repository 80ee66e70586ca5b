package fr.gaveurs.console.simulator;

import java.time.Duration;

/**
 * Samples of the past: each station sends so many and no more, oldest first, as if it had held them back.
 *
 * @param reach how long ago the first one was measured, over 0, at most {@value #MAX_DAYS} days; the others follow evenly
 *     until now
 * @param samples of each station, 1–{@value #MAX_SAMPLES}
 */
public record Past(Duration reach, int samples) {
    public static final int MAX_DAYS = 30;
    public static final int MAX_SAMPLES = 100_000;

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public Past {
        if (!reach.isPositive() || reach.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw new IllegalArgumentException("days: from 1 to " + MAX_DAYS);
        }
        if (samples < 1 || samples > MAX_SAMPLES) {
            throw new IllegalArgumentException("samples: from 1 to " + MAX_SAMPLES + " of each station");
        }
    }

    /** The same with no more samples than there are. */
    Past atMost(int there) {
        return there < samples ? new Past(reach, there) : this;
    }
}

package fr.gaveurs.console.backend.features.quality;

/**
 * How often the letter that one device claims differs from ours, over its last 50 samples. Not thread-safe: a device's
 * samples come one after another.
 */
public final class ClaimWatch {
    /** Samples that it looks back on. */
    public static final int SAMPLES = 50;
    /** Share of differing claims above which the device's grading is not to be trusted. */
    public static final double LIMIT = 0.20;
    /** Share up to which it is trusted again: at the limit itself the judgement would come and go with every sample. */
    public static final double OVER = 0.15;

    /** One bit a sample, the newest the lowest. */
    private long differing;

    private int samples;
    private boolean alarming;

    /** Takes the next sample in and returns {@link #share}. */
    public double observe(boolean differs) {
        differing = ((differing << 1) | (differs ? 1 : 0)) & ((1L << SAMPLES) - 1);
        samples = Math.min(SAMPLES, samples + 1);
        alarming = samples == SAMPLES && share() > (alarming ? OVER : LIMIT);
        return share();
    }

    /** Share (0–1) of differing claims in the last 50 samples, or in as many as there were; 0 before the first. */
    public double share() {
        return samples == 0 ? 0 : (double) Long.bitCount(differing) / samples;
    }

    /** Whether as many claims came as it looks back on. */
    boolean isFull() {
        return samples == SAMPLES;
    }

    /**
     * Whether the share is over {@link #LIMIT}, or was and is not down to {@link #OVER} yet; not before 50 samples came,
     * since a few prove nothing. The only rule by which a station's claims are called differing: what shows it asks here.
     */
    public boolean alarming() {
        return alarming;
    }
}

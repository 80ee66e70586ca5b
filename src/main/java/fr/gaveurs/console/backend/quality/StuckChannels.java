package fr.gaveurs.console.backend.quality;

import fr.gaveurs.console.api.SpectralChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which spectral channels of one device carried one and the same value in its last 20 samples. Not thread-safe: a
 * device's samples come one after another.
 */
public final class StuckChannels {
    /** Samples with the same value that make a channel stuck. */
    public static final int SAMPLES = 20;

    private static final int CHANNELS = SpectralChannel.values().length;

    private final double[] last = new double[CHANNELS];
    private final int[] run = new int[CHANNELS];
    private Set<SpectralChannel> stuck = Set.of();

    private final @Nullable Instant[] recentTimes = new @Nullable Instant[SAMPLES];
    private final @Nullable String[] recentIds = new @Nullable String[SAMPLES];
    private int next;

    /**
     * Takes the next sample in. One of the last 20 sent again changes nothing: a lost acknowledgement must not make a
     * healthy sensor look stuck.
     *
     * @return the channels that are stuck, this sample included; never changes afterwards
     */
    public Set<SpectralChannel> observe(Measurement m) {
        return observe(m.deviceTime(), m.sampleId(), m.spectrum());
    }

    /** As {@link #observe(Measurement)}, for one that another console took in. */
    Set<SpectralChannel> observe(Instant deviceTime, String sampleId, double @Nullable [] spectrum) {
        for (int i = 0; i < SAMPLES; i++) {
            if (deviceTime.equals(recentTimes[i]) && sampleId.equals(recentIds[i])) {
                return stuck;
            }
        }
        recentTimes[next] = deviceTime;
        recentIds[next] = sampleId;
        next = (next + 1) % SAMPLES;
        return observe(spectrum);
    }

    /**
     * Takes the next spectrum in, also one from the device's stored history, oldest first.
     *
     * @param spectrum ten counts in the order of {@link SpectralChannel}, NaN for a missing one; null for none at all
     * @return the channels that are stuck, this sample included; never changes afterwards
     */
    public Set<SpectralChannel> observe(double @Nullable [] spectrum) {
        if (spectrum == null) {
            Arrays.fill(run, 0);
        } else {
            for (int i = 0; i < CHANNELS; i++) {
                // NaN equals nothing, itself included: a missing channel starts over.
                run[i] = spectrum[i] == last[i] ? Math.min(SAMPLES, run[i] + 1) : Double.isNaN(spectrum[i]) ? 0 : 1;
                last[i] = spectrum[i];
            }
        }
        if (changed()) {
            EnumSet<SpectralChannel> now = EnumSet.noneOf(SpectralChannel.class);
            for (SpectralChannel channel : SpectralChannel.values()) {
                if (run[channel.index()] >= SAMPLES) {
                    now.add(channel);
                }
            }
            stuck = Collections.unmodifiableSet(now);
        }
        return stuck;
    }

    /** The channels that are stuck after the last sample. */
    public Set<SpectralChannel> stuck() {
        return stuck;
    }

    private boolean changed() {
        for (SpectralChannel channel : SpectralChannel.values()) {
            if ((run[channel.index()] >= SAMPLES) != stuck.contains(channel)) {
                return true;
            }
        }
        return false;
    }
}

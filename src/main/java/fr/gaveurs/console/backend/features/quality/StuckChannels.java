package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.SpectralChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which spectral channels of one device carried one and the same value in its last 20 samples, and whether its distance
 * matrix repeated to the last digit. Not thread-safe: a device's samples come one after another.
 */
public final class StuckChannels {
    /** Samples with the same value that make a channel, or the distances, stuck. */
    public static final int SAMPLES = 20;

    private static final int CHANNELS = SpectralChannel.values().length;

    private final double[] last = new double[CHANNELS];
    private final int[] run = new int[CHANNELS];
    private Set<SpectralChannel> stuck = Set.of();
    /** The same, a bit for the index of each. */
    private int stuckBits;

    private int spectra;
    private int distances;
    private float @Nullable [] lastDistance;
    private int distanceRun;

    private final @Nullable Instant[] recentTimes = new @Nullable Instant[SAMPLES];
    private final @Nullable String[] recentIds = new @Nullable String[SAMPLES];
    private final long[] recentFigures = new long[SAMPLES];
    private int next;

    /**
     * Takes the next sample in. One of the last 20 sent again changes nothing: a lost acknowledgement must not make a
     * healthy sensor look stuck.
     *
     * @return the channels that are stuck, this sample included; never changes afterwards
     */
    public Set<SpectralChannel> observe(Measurement m) {
        return observe(m.deviceTime(), m.sampleId(), Fingerprint.of(m), m.spectrum(), m.distance());
    }

    /** As {@link #observe(Measurement)}, for one that another console took in. */
    void observe(Sample sample) {
        observe(
                sample.timestamp(),
                sample.sampleId(),
                Fingerprint.of(sample),
                sample.as7341() == null ? null : SampleView.counts(sample.as7341()),
                sample.vl53l8ch().raw() == null
                        ? null
                        : SampleView.flat(sample.vl53l8ch().raw().distanceMatrix()));
    }

    private Set<SpectralChannel> observe(
            Instant deviceTime,
            String sampleId,
            long figures,
            double @Nullable [] spectrum,
            double @Nullable [] distance) {
        for (int i = 0; i < SAMPLES; i++) {
            if (recentFigures[i] == figures && deviceTime.equals(recentTimes[i]) && sampleId.equals(recentIds[i])) {
                return stuck;
            }
        }
        recentTimes[next] = deviceTime;
        recentIds[next] = sampleId;
        recentFigures[next] = figures;
        next = (next + 1) % SAMPLES;
        observeDistance(distance);
        return observe(spectrum);
    }

    /** Takes the next distances in, 64 mm as exact as they are stored; null where they are not known. */
    void observeDistance(double @Nullable [] distance) {
        if (distance == null) {
            return;
        }
        float[] known = lastDistance;
        distances = Math.min(SAMPLES, distances + 1);
        boolean same = known != null && known.length == distance.length;
        float[] now = known == null || known.length != distance.length ? new float[distance.length] : known;
        for (int i = 0; i < now.length; i++) {
            float zone = (float) distance[i];
            same &= now[i] == zone;
            now[i] = zone;
        }
        lastDistance = now;
        distanceRun = same ? Math.min(SAMPLES, distanceRun + 1) : 1;
    }

    /** Whether the last samples carried one and the same distance matrix. */
    public boolean distanceStuck() {
        return distanceRun >= SAMPLES;
    }

    /**
     * Takes the next spectrum in, also one from the device's stored history, oldest first.
     *
     * @param spectrum ten counts in the order of {@link SpectralChannel}, NaN for a missing one; null for none at all
     * @return the channels that are stuck, this sample included; never changes afterwards
     */
    public Set<SpectralChannel> observe(double @Nullable [] spectrum) {
        spectra = Math.min(SAMPLES, spectra + 1);
        if (spectrum == null) {
            Arrays.fill(run, 0);
        } else {
            for (int i = 0; i < CHANNELS; i++) {
                // NaN equals nothing, itself included: a missing channel starts over.
                run[i] = spectrum[i] == last[i] ? Math.min(SAMPLES, run[i] + 1) : Double.isNaN(spectrum[i]) ? 0 : 1;
                last[i] = spectrum[i];
            }
        }
        int bits = 0;
        for (int i = 0; i < CHANNELS; i++) {
            bits |= run[i] >= SAMPLES ? 1 << i : 0;
        }
        if (bits != stuckBits) {
            EnumSet<SpectralChannel> now = EnumSet.noneOf(SpectralChannel.class);
            for (SpectralChannel channel : SpectralChannel.values()) {
                if (run[channel.index()] >= SAMPLES) {
                    now.add(channel);
                }
            }
            stuckBits = bits;
            stuck = Collections.unmodifiableSet(now);
        }
        return stuck;
    }

    /**
     * Whether the samples so far tell of each channel if it is stuck: one that had one value in all of a few may have had
     * it before them, too.
     */
    boolean channelsKnown() {
        return spectra == SAMPLES || (spectra > 0 && Arrays.stream(run).allMatch(n -> n < spectra));
    }

    /** As {@link #channelsKnown()}, of the distances. */
    boolean distanceKnown() {
        return distances == SAMPLES || distanceRun < distances;
    }

    /** The channels that are stuck after the last sample. */
    public Set<SpectralChannel> stuck() {
        return stuck;
    }
}

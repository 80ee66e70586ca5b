package fr.gaveurs.console.backend.realtime;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.backend.features.quality.SampleView;
import org.jspecify.annotations.Nullable;

/** A sample on its way to dashboards: encoded once for all of them, and not at all if nobody watches. */
final class Update {
    private final Sample sample;
    private final long measuredNanos;
    private volatile byte @Nullable [] full;
    private volatile byte @Nullable [] light;

    /** @param measuredNanos when it was measured, by the monotonic clock */
    Update(Sample sample, long measuredNanos) {
        this.measuredNanos = measuredNanos;
        this.sample = sample;
    }

    Sample sample() {
        return sample;
    }

    /** Time since it was measured, s. */
    double ageSeconds(long nanos) {
        return Math.max(0, nanos - measuredNanos) / 1e9;
    }

    /** The {@code sensor_update} without its seq and its age. */
    byte[] encoded(boolean matrices) {
        byte[] bytes = matrices ? full : light;
        if (bytes == null) {
            Sample shown = matrices ? sample : SampleView.withoutMatrices(sample);
            bytes = Json.MAPPER.writeValueAsBytes(Realtime.SensorUpdate.of(shown));
            if (matrices) {
                full = bytes;
            } else {
                light = bytes;
            }
        }
        return bytes;
    }
}

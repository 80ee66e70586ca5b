package fr.gaveurs.console.backend.live;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Realtime;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.backend.quality.SampleView;
import org.jspecify.annotations.Nullable;

/** A sample on its way to dashboards: encoded once for all of them, and not at all if nobody watches. */
final class Update {
    private final Sample sample;
    private volatile byte @Nullable [] full;
    private volatile byte @Nullable [] light;

    Update(Sample sample) {
        this.sample = sample;
    }

    Sample sample() {
        return sample;
    }

    /** The {@code sensor_update} without its seq. */
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

package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.Samples.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the newest samples of all stations tell of the time. */
final class MeasuredTimes {
    /** Stations' clocks may be ahead by so much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private MeasuredTimes() {}

    /** See {@link DeviceRegistry#newestMeasured}. */
    static @Nullable Instant newest(Collection<Station> stations) {
        Instant newest = null;
        for (Station station : stations) {
            Sample sample = station.latest();
            if (sample != null
                    && !sample.clockWrong()
                    && DeviceRegistry.counts(station)
                    && (newest == null || sample.timestamp().isAfter(newest))) {
                newest = sample.timestamp();
            }
        }
        return newest;
    }

    /** See {@link DeviceRegistry#horizon}. */
    static Instant horizon(Collection<Station> stations, Clock clock) {
        Instant latest = clock.instant();
        for (Station station : stations) {
            Sample newest = station.latest();
            if (newest != null && newest.timestamp().isAfter(latest) && station.state() == DeviceState.LIVE) {
                latest = newest.timestamp();
            }
        }
        return latest.plus(AHEAD);
    }
}

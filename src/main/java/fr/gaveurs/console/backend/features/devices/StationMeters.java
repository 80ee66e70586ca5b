package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gauges of the stations, over their last 50 samples. */
final class StationMeters {
    private final Metrics metrics;

    StationMeters(Metrics metrics) {
        this.metrics = metrics;
    }

    /** A station became known. */
    void add(Station station) {
        String id = station.deviceId();
        remove(station); // one that was forgotten and comes again is another one
        metrics.gauge(
                "conformity.rate.percent",
                "Compliant share of a station's last 50 graded samples, percent",
                () -> percent(station.compliance()),
                "device_id",
                id);
        metrics.gauge(
                "reject.rate.percent",
                "Rejected share of a station's last 50 graded samples, percent",
                () -> {
                    Double compliant = percent(station.compliance());
                    return compliant == null ? null : 100 - compliant;
                },
                "device_id",
                id);
        metrics.gauge(
                "average.quality.score",
                "Mean score of a station's last 50 samples, 0 to 1",
                station::meanScore,
                "device_id",
                id);
    }

    /** A station is known no more. */
    void remove(Station station) {
        for (String name : List.of("conformity.rate.percent", "reject.rate.percent", "average.quality.score")) {
            metrics.remove(name, "device_id", station.deviceId());
        }
    }

    void registerTotals(DeviceRegistry registry) {
        for (DeviceState state : DeviceState.values()) {
            metrics.gauge("devices", "Stations by state", () -> registry.count(state), "state", state.key());
        }
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : (Double) (100 * share);
    }
}

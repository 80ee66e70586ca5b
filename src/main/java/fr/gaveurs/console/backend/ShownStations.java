package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.models.predict.LiveStations;
import fr.gaveurs.console.backend.realtime.Hub;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what models say beside the stations' newest samples, in their record and on dashboards. */
final class ShownStations implements LiveStations {
    private final DeviceRegistry registry;
    private final Hub hub;

    ShownStations(DeviceRegistry registry, Hub hub) {
        this.registry = registry;
        this.hub = hub;
    }

    @Override
    public List<Sample> newest() {
        List<Sample> newest = new ArrayList<>();
        for (Station station : registry.stations()) {
            Sample latest = station.latest();
            if (latest != null) {
                newest.add(latest);
            }
        }
        return newest;
    }

    @Override
    public void figures(String deviceId, @Nullable LiveFigures said) {
        Station station = registry.find(deviceId);
        if (station != null && station.figures(said)) {
            hub.publish(deviceId, said);
        }
    }
}

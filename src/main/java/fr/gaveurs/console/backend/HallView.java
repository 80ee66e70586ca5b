package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.quality.QualityFeature;
import fr.gaveurs.console.backend.ingest.Throughput;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The stations and what comes from them, as the feature of quality asks for it. */
record HallView(DeviceRegistry registry, Throughput throughput, Clock clock) implements QualityFeature.Hall {
    @Override
    public List<Sample> latest() {
        return registry.stations().stream()
                .filter(DeviceRegistry::counts)
                .map(Station::latest)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Instant horizon() {
        return registry.horizon();
    }

    @Override
    public int stations() {
        return registry.size();
    }

    @Override
    public int stations(DeviceState state) {
        return registry.count(state);
    }

    @Override
    public int stations(Enrollment enrollment) {
        return registry.count(enrollment);
    }

    @Override
    public long lastHour() {
        return throughput.lastHour(clock.instant());
    }

    @Override
    public double perSecond() {
        return throughput.perSecond(clock.instant());
    }
}

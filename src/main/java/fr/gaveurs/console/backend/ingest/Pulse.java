package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.health.Health.Component;
import fr.gaveurs.console.api.realtime.Realtime.ComponentState;
import fr.gaveurs.console.api.realtime.Realtime.HealthPulse;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Takes the backend's pulse without waiting for anything. */
public final class Pulse {
    private final Clock clock;
    private final HealthBoard health;
    private final DeviceRegistry registry;
    private final Throughput throughput;
    private final Ingest ingest;

    public Pulse(Clock clock, HealthBoard health, DeviceRegistry registry, Throughput throughput, Ingest ingest) {
        this.clock = clock;
        this.health = health;
        this.registry = registry;
        this.throughput = throughput;
        this.ingest = ingest;
    }

    /** The pulse now. */
    public HealthPulse take() {
        Instant now = clock.instant();
        List<Component> components = health.lastKnown();
        return new HealthPulse(
                now,
                health.readiness(components),
                components.stream()
                        .map(c -> new ComponentState(c.name(), c.status(), c.detail()))
                        .toList(),
                throughput.perSecond(now),
                ingest.depth(),
                ingest.spool().size(),
                registry.count(DeviceState.LIVE),
                registry.size());
    }
}

package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people set of a station, as it is stored.
 *
 * @param maintenance also one whose end has passed
 */
record DeviceSetup(
        @Nullable String name,
        @Nullable String line,
        @Nullable Maintenance maintenance,
        @Nullable Calibration calibration) {
    /** Of a station of which people set nothing. */
    static final DeviceSetup NONE = new DeviceSetup(null, null, null, null);

    /** The maintenance that goes on at a time; null if none does. */
    @Nullable
    Maintenance maintenanceAt(Instant now) {
        return maintenance == null || (maintenance.until() != null && !now.isBefore(maintenance.until()))
                ? null
                : maintenance;
    }

    /** Usual time between two samples, s, as a person set it; null where nobody did. */
    @Nullable
    Double intervalSeconds() {
        return calibration == null ? null : calibration.intervalSeconds();
    }
}

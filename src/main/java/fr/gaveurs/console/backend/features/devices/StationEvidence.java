package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.RecentGrades;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a station here.
 *
 * @param heard whether it was heard since the start, here last
 * @param refused why what it sends is refused steadily; null while it is not
 * @param graded what its samples told since the start; nothing where another console hears it
 * @param grades what its last samples came to
 */
record StationEvidence(
        Device device,
        boolean heard,
        @Nullable RefusalReason refused,
        DeviceGradingState.Known graded,
        RecentGrades.Counts grades) {}

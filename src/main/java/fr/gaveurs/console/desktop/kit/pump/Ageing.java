package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Freshness;
import fr.gaveurs.console.desktop.kit.StationState;
import org.jspecify.annotations.Nullable;

/** How a station's state goes on turning between two messages. */
final class Ageing {
    private Ageing() {}

    /**
     * The state of a station whose backend answers.
     *
     * @param said what the backend last said, taken as at least that bad
     * @param connected whether it holds a socket: its heartbeats are not passed on, so only the backend can call it offline
     * @param sampleAge time since its last sample, s; null if none came
     * @param quiet time since anything of it came, s
     * @param interval usual time between two samples, s; null if not known
     */
    static StationState state(
            DeviceState said, boolean connected, @Nullable Double sampleAge, double quiet, @Nullable Double interval) {
        if (said == DeviceState.NEVER_SEEN || sampleAge == null) {
            return StationState.NEVER_SEEN;
        }
        if (said == DeviceState.OFFLINE || (!connected && Freshness.offline(quiet, interval))) {
            return StationState.OFFLINE;
        }
        if (said == DeviceState.STALE || Freshness.stale(sampleAge, interval)) {
            return StationState.STALE;
        }
        return StationState.LIVE;
    }
}

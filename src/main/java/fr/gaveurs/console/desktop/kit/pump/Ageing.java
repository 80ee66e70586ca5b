package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.desktop.kit.StationState;
import org.jspecify.annotations.Nullable;

/** How a station's state goes on turning between two messages. */
final class Ageing {
    private static final double STALE_INTERVALS = 2;
    private static final double OFFLINE_INTERVALS = 3;
    private static final double OFFLINE_SECONDS = 90;
    /** As the backend has it: a liver may take some seconds to be laid on the tray. */
    private static final double LEAST_STALE_SECONDS = 5;

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
        double usual = interval == null ? 0 : interval;
        boolean silent = !connected && quiet > Math.max(OFFLINE_SECONDS, OFFLINE_INTERVALS * usual);
        if (said == DeviceState.OFFLINE || silent) {
            return StationState.OFFLINE;
        }
        if (said == DeviceState.STALE || sampleAge > Math.max(LEAST_STALE_SECONDS, STALE_INTERVALS * usual)) {
            return StationState.STALE;
        }
        return StationState.LIVE;
    }
}

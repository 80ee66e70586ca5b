package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs.BugPage;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceSettings.DevicePatch;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.client.ApiClient;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the management of a station asks of the backend. Futures complete on any thread. */
interface ManageSource {
    /** Bugs of a station that are shown at most. */
    int BUGS = 8;

    CompletableFuture<DeviceDetails> station(String deviceId);

    /** Its unresolved bugs, those that changed last first; at most {@link #BUGS}. */
    CompletableFuture<BugPage> bugs(String deviceId);

    /** What it runs, and whether somebody vouches for that. */
    CompletableFuture<StationFirmware> firmware(String deviceId);

    /** @param reason why, for the journal; null where nobody said so */
    CompletableFuture<?> run(String deviceId, StationAct act, @Nullable String reason);

    /** The backend's REST interface. */
    static ManageSource of(ApiClient client) {
        return new ManageSource() {
            @Override
            public CompletableFuture<DeviceDetails> station(String deviceId) {
                return client.deviceDetails(deviceId);
            }

            @Override
            public CompletableFuture<BugPage> bugs(String deviceId) {
                return client.bugs().list(bugsOf(deviceId));
            }

            @Override
            public CompletableFuture<StationFirmware> firmware(String deviceId) {
                return client.firmware().station(deviceId).thenApply(StationHistory::now);
            }

            @Override
            public CompletableFuture<?> run(String deviceId, StationAct act, @Nullable String reason) {
                ApiClient api = client.because(reason);
                return switch (act) {
                    case StationAct.Approve approve -> api.approve(deviceId, approve.claim());
                    case StationAct.Unblock unblock -> api.unblock(deviceId);
                    case StationAct.Rename rename ->
                        api.change(deviceId, new DevicePatch(rename.name(), null, null, null, null, null));
                    case StationAct.Move move ->
                        api.change(deviceId, new DevicePatch(null, move.line(), move.siteCode(), null, null, null));
                    case StationAct.Maintain maintain ->
                        api.change(
                                deviceId, new DevicePatch(null, null, null, true, maintain.reason(), maintain.until()));
                    case StationAct.EndMaintenance end ->
                        api.change(deviceId, new DevicePatch(null, null, null, false, null, null));
                    case StationAct.Calibrate calibrate -> api.calibrate(deviceId, calibrate.calibration());
                    case StationAct.ResetToken reset -> api.resetToken(deviceId, reset.claim());
                    case StationAct.Block block -> api.block(deviceId);
                    case StationAct.Forget forget -> forget.samples() ? api.erase(deviceId) : api.forget(deviceId);
                };
            }
        };
    }

    private static BugQuery bugsOf(String deviceId) {
        return new BugQuery(
                "unresolved",
                null,
                null,
                null,
                null,
                deviceId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                BugTerms.Sort.UPDATED,
                null,
                null,
                BUGS);
    }
}

package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** Firmware's half of the contract, over the connection of an {@link ApiClient}. */
public final class FirmwareClient {
    private final RouteCaller api;

    FirmwareClient(RouteCaller api) {
        this.api = api;
    }

    public CompletableFuture<List<Firmware.Image>> images() {
        return list(FirmwareApi.LIST_VERSIONS, Map.of());
    }

    /**
     * Takes an image in from a file, which is read as it is sent.
     *
     * @param progress told how many bytes were read, on threads of the client
     */
    public CompletableFuture<Firmware.Image> upload(Path file, Firmware.UploadQuery query, LongConsumer progress) {
        return api.upload(FirmwareApi.UPLOAD_VERSION, query, file, progress);
    }

    public CompletableFuture<Void> delete(long image) {
        return api.call(FirmwareApi.DELETE_VERSION, id(image), null);
    }

    /** Which stations can take an image, and why the others cannot. */
    public CompletableFuture<List<Firmware.Fit>> fits(long image) {
        return list(FirmwareApi.VERSION_STATIONS, id(image));
    }

    public CompletableFuture<List<Firmware.StationFirmware>> stations() {
        return list(FirmwareApi.LIST_STATIONS, Map.of());
    }

    public CompletableFuture<Firmware.StationHistory> station(String deviceId) {
        return api.call(FirmwareApi.GET_STATION, Map.of("device_id", deviceId), null);
    }

    public CompletableFuture<List<Rollouts.Rollout>> rollouts() {
        return list(FirmwareApi.LIST_ROLLOUTS, Map.of());
    }

    public CompletableFuture<Rollouts.RolloutDetails> rollout(long id) {
        return api.call(FirmwareApi.GET_ROLLOUT, id(id), null);
    }

    public CompletableFuture<Rollouts.Rollout> draft(long image, Rollouts.Plan plan) {
        return api.call(
                FirmwareApi.CREATE_ROLLOUT, Map.of(), null, new Rollouts.NewRollout(image, Rollouts.NewPlan.of(plan)));
    }

    /** @param act one of the routes that act on a rollout, such as {@link FirmwareApi#PAUSE_ROLLOUT} */
    public CompletableFuture<Rollouts.Rollout> act(Route act, long rollout) {
        return api.call(act, id(rollout), null);
    }

    public CompletableFuture<List<Firmware.Key>> keys() {
        return list(FirmwareApi.LIST_KEYS, Map.of());
    }

    public CompletableFuture<Firmware.Key> addKey(String name, String pem) {
        return api.call(FirmwareApi.ADD_KEY, Map.of(), null, new Firmware.NewKey(name, pem));
    }

    public CompletableFuture<Firmware.Key> revokeKey(String id) {
        return api.call(FirmwareApi.REVOKE_KEY, Map.of("id", id), null);
    }

    private <T> CompletableFuture<List<T>> list(Route route, Map<String, String> path) {
        return api.<Listing<T>>call(route, path, null).thenApply(Listing::items);
    }

    private static Map<String, String> id(long id) {
        return Map.of("id", Long.toString(id));
    }
}

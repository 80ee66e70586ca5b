package fr.gaveurs.console.client;

import fr.gaveurs.console.api.log.Log;
import fr.gaveurs.console.api.log.LogApi;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The routes of the transparency log; see {@link ApiClient} for how calls end. */
public final class LogClient {
    private final RouteCaller api;

    LogClient(RouteCaller api) {
        this.api = api;
    }

    public CompletableFuture<Log.LogState> state() {
        return api.call(LogApi.GET_LOG, Map.of(), null);
    }

    /** Signs the log as it is now. */
    public CompletableFuture<Log.CheckpointState> checkpoint() {
        return api.call(LogApi.MAKE_CHECKPOINT, Map.of(), null);
    }

    /** Begins to verify all of it; the one that runs where one does. */
    public CompletableFuture<Log.Verification> verify() {
        return api.call(LogApi.VERIFY, Map.of(), null, new Log.VerificationRequest(null));
    }

    /** The verification that runs, or the last one; fails with 404 where there was none. */
    public CompletableFuture<Log.Verification> verification() {
        return api.call(LogApi.VERIFICATION, Map.of(), null);
    }

    public CompletableFuture<Void> cancel() {
        return api.call(LogApi.CANCEL_VERIFICATION, Map.of(), null);
    }
}

package fr.gaveurs.console.desktop.screens.proofs;

import fr.gaveurs.console.api.log.Log.LogState;
import fr.gaveurs.console.api.log.Log.Verification;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.LogClient;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What was asked at once.
 *
 * @param verification null where there was none yet
 */
record ProofsReading(LogState log, @Nullable Verification verification) {
    private static final int NOT_FOUND = 404;

    static CompletableFuture<ProofsReading> take(LogClient api) {
        CompletableFuture<@Nullable Verification> verification = api.verification()
                .handle((value, failure) -> {
                    if (failure == null) {
                        return value;
                    }
                    ApiException refused = ApiException.of(failure);
                    if (refused.problem().status() == NOT_FOUND) {
                        return null;
                    }
                    throw refused;
                });
        return api.state().thenCombine(verification, ProofsReading::new);
    }
}

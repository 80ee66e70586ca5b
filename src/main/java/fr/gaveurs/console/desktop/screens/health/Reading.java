package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One look at the backend's health: the document, the last hour and the three probes, asked for at one time.
 *
 * @param report null if it did not come; {@code failure} then says why
 * @param history null if it did not come
 * @param probes startup, live, ready
 */
record Reading(
        Health.@Nullable HealthReport report,
        Health.@Nullable HealthHistory history,
        @Nullable String failure,
        List<ProbeReading> probes) {
    /**
     * @param status its answer's status, null if none came
     * @param httpStatus 0 if none came
     * @param milliseconds time until the answer or its failure, seen from here
     */
    record ProbeReading(Route route, @Nullable String status, int httpStatus, double milliseconds) {}

    /** Completes always, with what came. */
    static CompletableFuture<Reading> take(ApiClient api, Messages messages) {
        CompletableFuture<ProbeReading> startup = probe(api, HealthApi.HEALTH_STARTUP);
        CompletableFuture<ProbeReading> live = probe(api, HealthApi.HEALTH_LIVE);
        CompletableFuture<ProbeReading> ready = probe(api, HealthApi.HEALTH_READY);
        return api.health()
                .handle((report, failure) -> new Reading(
                        report, null, failure == null ? null : ProblemText.of(failure, messages), List.of()))
                .thenCombine(api.healthHistory().exceptionally(failure -> null), Reading::with)
                .thenCombine(startup, Reading::with)
                .thenCombine(live, Reading::with)
                .thenCombine(ready, Reading::with);
    }

    private Reading with(Health.@Nullable HealthHistory hour) {
        return new Reading(report, hour, failure, probes);
    }

    private Reading with(ProbeReading probe) {
        List<ProbeReading> more = new ArrayList<>(probes);
        more.add(probe);
        return new Reading(report, history, failure, List.copyOf(more));
    }

    private static CompletableFuture<ProbeReading> probe(ApiClient api, Route route) {
        long asked = System.nanoTime();
        return api.probe(route).handle((answer, failure) -> {
            double took = (System.nanoTime() - asked) / 1e6;
            return failure == null
                    ? new ProbeReading(route, answer.probe().status(), answer.httpStatus(), took)
                    : new ProbeReading(
                            route, null, ApiException.of(failure).problem().status(), took);
        });
    }
}

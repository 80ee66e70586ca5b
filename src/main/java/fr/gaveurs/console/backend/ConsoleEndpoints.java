package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.diagnostics.Diagnostics;
import fr.gaveurs.console.backend.platform.diagnostics.DiagnosticsRoutes;
import fr.gaveurs.console.backend.platform.diagnostics.LogRing;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.OpenApiPart;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Everything that is answered: the probes, what features give, diagnostics and the documents. */
final class ConsoleEndpoints {
    private ConsoleEndpoints() {}

    static List<Endpoint> all(
            List<Endpoint> probes,
            List<Feature> features,
            String version,
            Settings settings,
            HealthBoard health,
            Metrics metrics,
            Clock clock,
            OpenApiPart openApi) {
        List<Endpoint> endpoints = new ArrayList<>(probes);
        features.forEach(feature -> endpoints.addAll(feature.endpoints()));
        LogRing ring = LogRing.ofProcess();
        endpoints.addAll(new DiagnosticsRoutes(ring, new Diagnostics(version, settings, health, metrics, ring, clock))
                .endpoints());
        endpoints.addAll(Documents.endpoints(openApi, metrics));
        return endpoints;
    }
}

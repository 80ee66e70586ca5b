package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.backend.platform.http.AcceptHeader;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.OpenApiPart;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console says of itself that is no JSON of a feature: its contract, its metrics, where it is found. */
final class Documents {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private Documents() {}

    static List<Endpoint> endpoints(OpenApiPart openApi, Metrics metrics) {
        return List.of(
                new Endpoint(AdminApi.OPENAPI, call -> Reply.text("application/json", openApi.document())),
                new Endpoint(HealthApi.METRICS, call -> {
                    String type = AcceptHeader.mediaType(call.header("accept"), List.of(TEXT, OPEN_METRICS));
                    return Reply.text(type, metrics.scrape(type));
                }));
    }

    /** Where the console answers on this machine, such as {@code http://127.0.0.1:8000}. */
    static String url(String bind, int port) {
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * For the log, once everything is started.
     *
     * @param consumerPort at which consumers alone are answered; null where there is none
     */
    static String banner(String version, String url, @Nullable Integer consumerPort, Settings settings) {
        String socket = url.replaceFirst("http", "ws");
        return String.join(
                "\n",
                "Gaveurs Console " + version + " is ready",
                "  documentation   " + url + "/docs/",
                "  health          " + url + "/health",
                "  metrics         " + url + "/metrics",
                "  stations        " + socket + Routes.WS_SENSORS,
                "  dashboards      " + socket + Routes.WS_REALTIME,
                "  data            " + settings.dataDir()
                        + (consumerPort == null ? "" : "\n  consumers       port " + consumerPort));
    }
}

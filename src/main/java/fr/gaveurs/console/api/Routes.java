package fr.gaveurs.console.api;

import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.audit.AuditApi;
import fr.gaveurs.console.api.bugs.BugsApi;
import fr.gaveurs.console.api.conditions.ConditionsApi;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.api.log.LogApi;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.products.ProductsApi;
import fr.gaveurs.console.api.quality.QualityApi;
import fr.gaveurs.console.api.reports.ReportsApi;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of routes. Routing, validation, authorisation, the metric's {@code endpoint} label and
 * {@code /openapi.json} all come from it; a route without a handler, or a handler without a route, stops the start.
 */
public final class Routes {
    /** Every route, in the order of the documentation: a line for each feature. */
    public static final List<Route> ALL = Stream.of(
                    DevicesApi.ALL,
                    QualityApi.ALL,
                    ConditionsApi.ALL,
                    ProductsApi.ALL,
                    FeedbackApi.ALL,
                    BugsApi.ALL,
                    ReportsApi.ALL,
                    FirmwareApi.ALL,
                    ModelsApi.ALL,
                    HealthApi.ALL,
                    AdminApi.ALL,
                    AuditApi.ALL,
                    LogApi.ALL)
            .flatMap(List::stream)
            .toList();

    /** Routes whose body is a question: they make nothing, change nothing, and answer with 200. */
    public static final Set<Route> ASKING = Set.of(ReportsApi.PREVIEW, ModelsApi.PREDICT);

    /**
     * Whether somebody changes something by it, so that it stands in the journal; consumers, who have no name, do not.
     */
    public static boolean changes(Route route) {
        return !route.method().equals("GET") && !ASKING.contains(route) && !FeedbackApi.BY_CONSUMERS.contains(route);
    }

    /** WebSocket of the devices; also answers without the trailing slash. */
    public static final String WS_SENSORS = "/ws/sensors/";
    /** WebSocket of the dashboards; also answers without the trailing slash. */
    public static final String WS_REALTIME = "/ws/realtime/";

    private Routes() {}
}

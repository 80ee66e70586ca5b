package fr.gaveurs.console.api.health;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Probes, health and metrics. */
public final class HealthApi {
    private static final String HEALTH = "health";

    public static final Route SQAL_HEALTH = Route.get(
            "sqalHealth",
            "/api/sqal/health",
            HEALTH,
            "As /health, for programs that ask here",
            Role.VIEWER,
            null,
            Health.HealthReport.class);
    public static final Route HEALTH_REPORT = Route.get(
            "health",
            "/health",
            HEALTH,
            "Everything in one document, worst first",
            Role.PUBLIC,
            null,
            Health.HealthReport.class);
    public static final Route HEALTH_STARTUP = Route.get(
            "healthStartup",
            "/health/startup",
            HEALTH,
            "503 starting until every part has started",
            Role.PUBLIC,
            null,
            Health.Probe.class);
    public static final Route HEALTH_LIVE = Route.get(
            "healthLive",
            "/health/live",
            HEALTH,
            "200 as long as the process can answer",
            Role.PUBLIC,
            null,
            Health.Probe.class);
    public static final Route HEALTH_READY = Route.get(
            "healthReady",
            "/health/ready",
            HEALTH,
            "503 when a sample could not be kept",
            Role.PUBLIC,
            null,
            Health.Probe.class);
    public static final Route HEALTH_HISTORY = Route.get(
            "healthHistory",
            "/health/history",
            HEALTH,
            "The last hour's changes of every probe, component and circuit breaker",
            Role.PUBLIC,
            null,
            Health.HealthHistory.class);
    public static final Route METRICS =
            Route.get("metrics", "/metrics", HEALTH, "Prometheus metrics", Role.PUBLIC, null, String.class);

    /** In the order of the documentation. */
    public static final List<Route> ALL =
            List.of(SQAL_HEALTH, HEALTH_REPORT, HEALTH_STARTUP, HEALTH_LIVE, HEALTH_READY, HEALTH_HISTORY, METRICS);

    private HealthApi() {}
}

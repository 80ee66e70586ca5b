package fr.gaveurs.console.api;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of routes. Routing, validation, authorisation, the metric's {@code endpoint} label and
 * {@code /openapi.json} all come from it; a route without a handler, or a handler without a route, stops the start.
 */
public final class Routes {
    private static final String QUALITY = "quality";
    private static final String DEVICES = "devices";
    private static final String HEALTH = "health";
    private static final String ADMIN = "administration";
    private static final String SERVICE = "service";

    public static final Route LIST_DEVICES = Route.get(
            "listDevices",
            "/api/sqal/devices",
            DEVICES,
            "All stations with their state",
            Role.VIEWER,
            null,
            Route.listOf(Devices.Device.class));
    public static final Route GET_DEVICE = Route.get(
            "getDevice",
            "/api/sqal/devices/{device_id}",
            DEVICES,
            "One station with its newest sample",
            Role.VIEWER,
            null,
            Devices.DeviceLive.class);
    public static final Route APPROVE_DEVICE = new Route(
            "approveDevice",
            "POST",
            "/api/sqal/devices/{device_id}/approve",
            DEVICES,
            "Lets a station that waits deliver samples",
            Role.OPERATOR,
            Devices.BoardChoice.class,
            null,
            Devices.Device.class);
    public static final Route BLOCK_DEVICE = new Route(
            "blockDevice",
            "POST",
            "/api/sqal/devices/{device_id}/block",
            DEVICES,
            "Refuses whatever a station sends, until it is unblocked",
            Role.OPERATOR,
            null,
            null,
            Devices.Device.class);
    public static final Route UNBLOCK_DEVICE = new Route(
            "unblockDevice",
            "POST",
            "/api/sqal/devices/{device_id}/unblock",
            DEVICES,
            "Puts a blocked station among those that wait for approval",
            Role.OPERATOR,
            null,
            null,
            Devices.Device.class);
    public static final Route FORGET_DEVICE = new Route(
            "forgetDevice",
            "POST",
            "/api/sqal/devices/{device_id}/forget",
            DEVICES,
            "Forgets a station and its token; its samples stay, and it may ask for approval again",
            Role.OPERATOR,
            null,
            null,
            Void.class);
    public static final Route RESET_TOKEN = new Route(
            "resetToken",
            "POST",
            "/api/sqal/devices/{device_id}/reset-token",
            DEVICES,
            "Makes a station's token void; the chosen board gets another one at its next hello",
            Role.OPERATOR,
            Devices.BoardChoice.class,
            null,
            Devices.Device.class);

    public static final Route LATEST_SAMPLES = Route.get(
            "latestSamples",
            "/api/sqal/samples/latest",
            QUALITY,
            "The newest sample of each station",
            Role.VIEWER,
            Samples.LatestQuery.class,
            Route.listOf(Samples.Sample.class));
    public static final Route LIST_SAMPLES = Route.get(
            "listSamples",
            "/api/sqal/samples",
            QUALITY,
            "Samples, newest first, a page at a time",
            Role.VIEWER,
            Samples.SampleQuery.class,
            Route.generic(Page.class, Samples.SampleSummary.class));
    public static final Route QUARANTINED_SAMPLES = Route.get(
            "quarantinedSamples",
            "/api/sqal/samples/quarantined",
            QUALITY,
            "The newest samples that the database refused for good, 100 at most",
            Role.VIEWER,
            null,
            Route.listOf(Samples.QuarantinedSample.class));
    public static final Route GET_SAMPLE = Route.get(
            "getSample",
            "/api/sqal/samples/{sample_id}",
            QUALITY,
            "One sample with its matrices; the newest where a device used the id twice",
            Role.VIEWER,
            Samples.SampleRef.class,
            Samples.Sample.class);
    public static final Route STATS_HOURLY = Route.get(
            "statsHourly",
            "/api/sqal/stats/hourly",
            QUALITY,
            "Figures of each hour, newest first",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            Route.listOf(Statistics.HourlyFigures.class));
    public static final Route STATS_DAILY = Route.get(
            "statsDaily",
            "/api/sqal/stats/daily",
            QUALITY,
            "Figures of each calendar day, newest first",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            Route.listOf(Statistics.DailyFigures.class));
    public static final Route STATS_SITES = Route.get(
            "statsSites",
            "/api/sqal/stats/sites",
            QUALITY,
            "Figures of each site",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            Route.listOf(Statistics.SiteFigures.class));
    public static final Route GRADE_DISTRIBUTION = Route.get(
            "gradeDistribution",
            "/api/sqal/stats/grade-distribution",
            QUALITY,
            "How many samples carry each letter",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            Statistics.GradeDistribution.class);
    public static final Route OVERVIEW = Route.get(
            "overview",
            "/api/sqal/dashboard/overview",
            QUALITY,
            "The hall at a glance",
            Role.VIEWER,
            null,
            Statistics.Overview.class);
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
    public static final Route OPENAPI = Route.get(
            "openapi", "/openapi.json", SERVICE, "This contract as OpenAPI 3.1", Role.PUBLIC, null, String.class);

    public static final Route ABOUT = Route.get(
            "about",
            "/api/admin/about",
            ADMIN,
            "Version and process of the console that answers",
            Role.VIEWER,
            null,
            Admin.About.class);
    public static final Route LIST_TOKENS = Route.get(
            "listTokens",
            "/api/admin/tokens",
            ADMIN,
            "API tokens, without their secrets",
            Role.ADMIN,
            null,
            Route.listOf(Admin.TokenInfo.class));
    public static final Route CREATE_TOKEN = new Route(
            "createToken",
            "POST",
            "/api/admin/tokens",
            ADMIN,
            "Makes an API token and shows it once",
            Role.ADMIN,
            null,
            Admin.NewToken.class,
            Admin.CreatedToken.class);
    public static final Route REVOKE_TOKEN = new Route(
            "revokeToken",
            "DELETE",
            "/api/admin/tokens/{name}",
            ADMIN,
            "Makes a token useless at once",
            Role.ADMIN,
            null,
            null,
            Void.class);
    public static final Route RESET_BREAKER = new Route(
            "resetBreaker",
            "POST",
            "/api/admin/breakers/{name}/reset",
            ADMIN,
            "Closes a circuit breaker, so that the next call is tried at once",
            Role.OPERATOR,
            null,
            null,
            Health.Breaker.class);
    public static final Route READ_LOG = Route.get(
            "readLog",
            "/api/admin/log",
            ADMIN,
            "The newest entries of the program's log, oldest of them first",
            Role.OPERATOR,
            Admin.LogQuery.class,
            Admin.LogPage.class);
    public static final Route DIAGNOSTICS = Route.get(
            "diagnostics",
            "/api/admin/diagnostics",
            ADMIN,
            "Everything that support asks for, as text, without secrets",
            Role.ADMIN,
            null,
            String.class);
    public static final Route SHOW_WINDOW = new Route(
            "showWindow",
            "POST",
            "/api/admin/window/show",
            ADMIN,
            "Brings the console's window to the front",
            Role.ADMIN,
            null,
            null,
            Void.class);

    public static final Route SHUT_DOWN = new Route(
            "shutDown",
            "POST",
            "/api/admin/shutdown",
            ADMIN,
            "Ends the console in good order, as SIGTERM does",
            Role.ADMIN,
            null,
            null,
            Admin.Accepted.class);

    /** Every route, in the order of the documentation. */
    public static final List<Route> ALL = Stream.of(
                    List.of(
                            LIST_DEVICES,
                            GET_DEVICE,
                            APPROVE_DEVICE,
                            BLOCK_DEVICE,
                            UNBLOCK_DEVICE,
                            FORGET_DEVICE,
                            RESET_TOKEN,
                            LATEST_SAMPLES,
                            LIST_SAMPLES,
                            QUARANTINED_SAMPLES,
                            GET_SAMPLE,
                            STATS_HOURLY,
                            STATS_DAILY,
                            STATS_SITES,
                            GRADE_DISTRIBUTION,
                            OVERVIEW),
                    TrackerRoutes.ALL,
                    List.of(
                            SQAL_HEALTH,
                            HEALTH_REPORT,
                            HEALTH_STARTUP,
                            HEALTH_LIVE,
                            HEALTH_READY,
                            HEALTH_HISTORY,
                            METRICS,
                            OPENAPI,
                            ABOUT,
                            LIST_TOKENS,
                            CREATE_TOKEN,
                            REVOKE_TOKEN,
                            RESET_BREAKER,
                            READ_LOG,
                            DIAGNOSTICS,
                            SHOW_WINDOW,
                            SHUT_DOWN))
            .flatMap(List::stream)
            .toList();

    /** WebSocket of the devices; also answers without the trailing slash. */
    public static final String WS_SENSORS = "/ws/sensors/";
    /** WebSocket of the dashboards; also answers without the trailing slash. */
    public static final String WS_REALTIME = "/ws/realtime/";

    private Routes() {}
}

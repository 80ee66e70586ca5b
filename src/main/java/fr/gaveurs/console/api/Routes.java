package fr.gaveurs.console.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes. Routing, validation, authorisation, the metric's {@code endpoint} label and
 * {@code /openapi.json} all come from it; a route without a handler, or a handler without a route, stops the start.
 */
public final class Routes {
    private static final String QUALITY = "quality";
    private static final String DEVICES = "devices";
    private static final String BUGS = "bugs";
    private static final String HEALTH = "health";
    private static final String ADMIN = "administration";
    private static final String SERVICE = "service";

    public static final Route LIST_DEVICES = get(
            "listDevices",
            "/api/sqal/devices",
            DEVICES,
            "All stations with their state",
            Role.VIEWER,
            null,
            listOf(Devices.Device.class));
    public static final Route GET_DEVICE = get(
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
            null,
            null,
            Devices.Device.class);

    public static final Route LATEST_SAMPLES = get(
            "latestSamples",
            "/api/sqal/samples/latest",
            QUALITY,
            "The newest sample of each station",
            Role.VIEWER,
            Samples.LatestQuery.class,
            listOf(Samples.Sample.class));
    public static final Route LIST_SAMPLES = get(
            "listSamples",
            "/api/sqal/samples",
            QUALITY,
            "Samples, newest first, a page at a time",
            Role.VIEWER,
            Samples.SampleQuery.class,
            new Generic(Page.class, Samples.SampleSummary.class));
    public static final Route GET_SAMPLE = get(
            "getSample",
            "/api/sqal/samples/{sample_id}",
            QUALITY,
            "One sample with its matrices; the newest where a device used the id twice",
            Role.VIEWER,
            Samples.SampleRef.class,
            Samples.Sample.class);
    public static final Route STATS_HOURLY = get(
            "statsHourly",
            "/api/sqal/stats/hourly",
            QUALITY,
            "Figures of each hour, newest first",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            listOf(Statistics.HourlyFigures.class));
    public static final Route STATS_DAILY = get(
            "statsDaily",
            "/api/sqal/stats/daily",
            QUALITY,
            "Figures of each calendar day, newest first",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            listOf(Statistics.DailyFigures.class));
    public static final Route STATS_SITES = get(
            "statsSites",
            "/api/sqal/stats/sites",
            QUALITY,
            "Figures of each site",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            listOf(Statistics.SiteFigures.class));
    public static final Route GRADE_DISTRIBUTION = get(
            "gradeDistribution",
            "/api/sqal/stats/grade-distribution",
            QUALITY,
            "How many samples carry each letter",
            Role.VIEWER,
            Statistics.StatsQuery.class,
            Statistics.GradeDistribution.class);
    public static final Route OVERVIEW = get(
            "overview",
            "/api/sqal/dashboard/overview",
            QUALITY,
            "The hall at a glance",
            Role.VIEWER,
            null,
            Statistics.Overview.class);
    public static final Route LIST_BUGS = get(
            "listBugs",
            "/api/bugs",
            BUGS,
            "Bugs by filters and words, a page at a time",
            Role.VIEWER,
            Bugs.BugQuery.class,
            Bugs.BugPage.class);
    public static final Route BUG_BOARD = get(
            "bugBoard",
            "/api/bugs/board",
            BUGS,
            "A column for each status; limit is for each column, sort and cursor count for nothing",
            Role.VIEWER,
            Bugs.BugQuery.class,
            Bugs.Board.class);
    public static final Route SIMILAR_BUGS = get(
            "similarBugs",
            "/api/bugs/similar",
            BUGS,
            "Unresolved bugs that are like a title, most alike first",
            Role.VIEWER,
            Bugs.SimilarQuery.class,
            listOf(Bugs.SimilarBug.class));
    public static final Route EXPORT_BUGS = get(
            "exportBugs",
            "/api/bugs/export.csv",
            BUGS,
            "Every bug that the filters let through, as CSV; limit and cursor count for nothing",
            Role.VIEWER,
            Bugs.BugQuery.class,
            String.class);
    public static final Route BUG_SUMMARY = get(
            "bugSummary",
            "/api/bugs/metrics/summary",
            BUGS,
            "The tracker at a glance",
            Role.VIEWER,
            null,
            Bugs.BugFigures.class);
    public static final Route BUG_TRENDS = get(
            "bugTrends",
            "/api/bugs/metrics/trends",
            BUGS,
            "Each of the last days, oldest first, also those on which nothing happened",
            Role.VIEWER,
            Bugs.TrendQuery.class,
            listOf(Bugs.BugDay.class));
    public static final Route GET_BUG =
            get("getBug", "/api/bugs/{id}", BUGS, "One bug with its time line", Role.VIEWER, null, Bugs.Bug.class);
    public static final Route CREATE_BUG = new Route(
            "createBug",
            "POST",
            "/api/bugs",
            BUGS,
            "Reports a bug",
            Role.VIEWER,
            null,
            Bugs.NewBug.class,
            Bugs.Bug.class);
    public static final Route REPORT_ERROR = new Route(
            "reportError",
            "POST",
            "/api/bugs/errors",
            BUGS,
            "Opens a bug for an error, or counts it on the one it has",
            Role.VIEWER,
            null,
            Bugs.ErrorReport.class,
            Bugs.BugSummary.class);
    public static final Route PATCH_BUG = new Route(
            "changeBug",
            "PATCH",
            "/api/bugs/{id}",
            BUGS,
            "Changes a bug; 409 where somebody else changed it meanwhile",
            Role.OPERATOR,
            null,
            Bugs.BugPatch.class,
            Bugs.Bug.class);
    public static final Route COMMENT_BUG = new Route(
            "commentBug",
            "POST",
            "/api/bugs/{id}/comments",
            BUGS,
            "Adds a comment",
            Role.VIEWER,
            null,
            Bugs.NewComment.class,
            Bugs.Bug.class);
    public static final Route ATTACH_TO_BUG = new Route(
            "attachToBug",
            "POST",
            "/api/bugs/{id}/attachments",
            BUGS,
            "Adds a file, whose bytes are the body: PNG, JPEG, GIF, WebP, PDF, ZIP, gzip or plain text, 10 MiB at most",
            Role.VIEWER,
            Bugs.AttachmentQuery.class,
            Bugs.FileContent.class,
            Bugs.Attachment.class);
    public static final Route GET_ATTACHMENT = get(
            "getAttachment",
            "/api/bugs/{id}/attachments/{attachment_id}",
            BUGS,
            "The bytes of a file",
            Role.VIEWER,
            null,
            Bugs.FileContent.class);
    public static final Route DETACH_FROM_BUG = new Route(
            "detachFromBug",
            "DELETE",
            "/api/bugs/{id}/attachments/{attachment_id}",
            BUGS,
            "Takes a file away",
            Role.OPERATOR,
            null,
            null,
            Void.class);

    public static final Route SQAL_HEALTH = get(
            "sqalHealth",
            "/api/sqal/health",
            HEALTH,
            "As /health, for programs that ask here",
            Role.VIEWER,
            null,
            Health.HealthReport.class);

    public static final Route HEALTH_REPORT = get(
            "health",
            "/health",
            HEALTH,
            "Everything in one document, worst first",
            Role.PUBLIC,
            null,
            Health.HealthReport.class);
    public static final Route HEALTH_STARTUP = get(
            "healthStartup",
            "/health/startup",
            HEALTH,
            "503 starting until every part has started",
            Role.PUBLIC,
            null,
            Health.Probe.class);
    public static final Route HEALTH_LIVE = get(
            "healthLive",
            "/health/live",
            HEALTH,
            "200 as long as the process can answer",
            Role.PUBLIC,
            null,
            Health.Probe.class);
    public static final Route HEALTH_READY = get(
            "healthReady",
            "/health/ready",
            HEALTH,
            "503 when a sample could not be kept",
            Role.PUBLIC,
            null,
            Health.Probe.class);
    public static final Route HEALTH_HISTORY = get(
            "healthHistory",
            "/health/history",
            HEALTH,
            "The last hour's changes of every probe, component and circuit breaker",
            Role.PUBLIC,
            null,
            Health.HealthHistory.class);
    public static final Route METRICS =
            get("metrics", "/metrics", HEALTH, "Prometheus metrics", Role.PUBLIC, null, String.class);
    public static final Route OPENAPI =
            get("openapi", "/openapi.json", SERVICE, "This contract as OpenAPI 3.1", Role.PUBLIC, null, String.class);

    public static final Route ABOUT = get(
            "about",
            "/api/admin/about",
            ADMIN,
            "Version and process of the console that answers",
            Role.VIEWER,
            null,
            Admin.About.class);
    public static final Route LIST_TOKENS = get(
            "listTokens",
            "/api/admin/tokens",
            ADMIN,
            "API tokens, without their secrets",
            Role.ADMIN,
            null,
            listOf(Admin.TokenInfo.class));
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
    public static final Route READ_LOG = get(
            "readLog",
            "/api/admin/log",
            ADMIN,
            "The newest entries of the program's log, oldest of them first",
            Role.OPERATOR,
            Admin.LogQuery.class,
            Admin.LogPage.class);
    public static final Route DIAGNOSTICS = get(
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
    public static final List<Route> ALL = List.of(
            LIST_DEVICES,
            GET_DEVICE,
            APPROVE_DEVICE,
            LATEST_SAMPLES,
            LIST_SAMPLES,
            GET_SAMPLE,
            STATS_HOURLY,
            STATS_DAILY,
            STATS_SITES,
            GRADE_DISTRIBUTION,
            OVERVIEW,
            LIST_BUGS,
            BUG_BOARD,
            SIMILAR_BUGS,
            EXPORT_BUGS,
            BUG_SUMMARY,
            BUG_TRENDS,
            GET_BUG,
            CREATE_BUG,
            REPORT_ERROR,
            PATCH_BUG,
            COMMENT_BUG,
            ATTACH_TO_BUG,
            GET_ATTACHMENT,
            DETACH_FROM_BUG,
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
            SHUT_DOWN);

    /** WebSocket of the devices; also answers without the trailing slash. */
    public static final String WS_SENSORS = "/ws/sensors/";
    /** WebSocket of the dashboards; also answers without the trailing slash. */
    public static final String WS_REALTIME = "/ws/realtime/";

    private Routes() {}

    private static Route get(
            String id,
            String template,
            String tag,
            String summary,
            Role role,
            @Nullable Class<? extends Record> query,
            Type response) {
        return new Route(id, "GET", template, tag, summary, role, query, null, response);
    }

    private static Type listOf(Class<?> item) {
        return new Generic(Statistics.Listing.class, item);
    }

    /** A generic record of one argument, such as {@code Page<SampleSummary>}. */
    private record Generic(Class<?> raw, Class<?> argument) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {argument};
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }
}

package fr.gaveurs.console.api.quality;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Samples, their grades and the figures made of them. */
public final class QualityApi {
    private static final String QUALITY = "quality";

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

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LATEST_SAMPLES,
            LIST_SAMPLES,
            QUARANTINED_SAMPLES,
            GET_SAMPLE,
            STATS_HOURLY,
            STATS_DAILY,
            STATS_SITES,
            GRADE_DISTRIBUTION,
            OVERVIEW);

    private QualityApi() {}
}

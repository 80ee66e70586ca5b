package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.quality.QualityApi;
import fr.gaveurs.console.api.quality.Samples.LatestQuery;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SampleQuery;
import fr.gaveurs.console.api.quality.Samples.SampleRef;
import fr.gaveurs.console.api.quality.Statistics.Overview;
import fr.gaveurs.console.api.quality.Statistics.StatsQuery;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.CacheKey;
import fr.gaveurs.console.backend.platform.cache.CacheKind;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes of samples and statistics. */
public final class QualityRoutes {
    private final SampleQueries samples;
    private final StatsQueries statistics;
    private final Supplier<List<Sample>> latest;
    private final Supplier<Instant> horizon;
    private final Callable<Overview> overview;
    private final Quarantine quarantine;
    private final Cache cache;

    /**
     * @param latest the newest sample of each station, from memory
     * @param horizon the latest time that a sample may have been measured at
     * @param overview the hall at a glance
     */
    public QualityRoutes(
            SampleQueries samples,
            StatsQueries statistics,
            Supplier<List<Sample>> latest,
            Supplier<Instant> horizon,
            Callable<Overview> overview,
            Quarantine quarantine,
            Cache cache) {
        this.quarantine = quarantine;
        this.cache = cache;
        this.samples = samples;
        this.statistics = statistics;
        this.latest = latest;
        this.horizon = horizon;
        this.overview = overview;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(QualityApi.LATEST_SAMPLES, this::latest),
                new Endpoint(QualityApi.LIST_SAMPLES, this::list),
                new Endpoint(QualityApi.QUARANTINED_SAMPLES, call -> new Listing<>(quarantine.newest())),
                new Endpoint(QualityApi.GET_SAMPLE, this::sample),
                new Endpoint(QualityApi.STATS_HOURLY, this::hourly),
                new Endpoint(
                        QualityApi.STATS_DAILY,
                        call -> days(call, QualityCaches.DAILY, "days", q -> new Listing<>(statistics.daily(q)))),
                new Endpoint(
                        QualityApi.STATS_SITES,
                        call -> days(call, QualityCaches.TRENDS, "sites", q -> new Listing<>(statistics.sites(q)))),
                new Endpoint(
                        QualityApi.GRADE_DISTRIBUTION,
                        call -> days(call, QualityCaches.TRENDS, "grades", statistics::grades)),
                new Endpoint(QualityApi.OVERVIEW, call -> overview.call()));
    }

    private Reply hourly(Call call) throws Exception {
        StatsQuery query = statistics.settledHours(range(call));
        CacheKey key = CacheKey.shared(QualityCaches.HOURLY, "hours", query, tag(query));
        return Reply.json(cache.get(key, () -> new Listing<>(statistics.hourly(query))));
    }

    private Reply days(Call call, CacheKind kind, String name, Function<StatsQuery, Object> answer) throws Exception {
        StatsQuery query = statistics.settledDays(range(call));
        CacheKey key = CacheKey.shared(kind, name, query, tag(query));
        return Reply.json(cache.get(key, () -> answer.apply(query)));
    }

    private static String tag(StatsQuery query) {
        return Tags.of(query.deviceId(), query.siteCode());
    }

    private Reply latest(Call call) throws Exception {
        LatestQuery query = call.query(LatestQuery.class);
        CacheKey key =
                CacheKey.local(QualityCaches.LATEST, "latest", query, Tags.live(query.deviceId(), query.siteCode()));
        return Reply.json(cache.get(key, () -> latest(query)));
    }

    private Listing<Sample> latest(LatestQuery query) {
        return new Listing<>(latest.get().stream()
                .filter(s -> query.deviceId() == null || query.deviceId().equals(s.deviceId()))
                .filter(s -> query.siteCode() == null || query.siteCode().equals(s.siteCode()))
                .map(s -> Boolean.FALSE.equals(query.matrices()) ? SampleView.withoutMatrices(s) : s)
                .toList());
    }

    private Reply list(Call call) throws Exception {
        SampleQuery query = call.query(SampleQuery.class);
        checkRange(query.from(), query.to());
        CacheKind kind = query.deviceId() == null ? QualityCaches.LATEST : QualityCaches.DEVICE;
        CacheKey key = CacheKey.shared(kind, "samples", query, Tags.of(query.deviceId(), query.siteCode()));
        return Reply.json(cache.get(key, () -> samples.list(query, horizon.get())));
    }

    private Sample sample(Call call) {
        SampleRef ref = call.query(SampleRef.class);
        String id = call.path("sample_id");
        return samples.find(id, ref.deviceId(), ref.timestamp(), horizon.get())
                .orElseThrow(() -> ProblemException.notFound(
                        "no sample " + id + " is stored here; samples are kept for a limited time"));
    }

    private static StatsQuery range(Call call) {
        StatsQuery query = call.query(StatsQuery.class);
        checkRange(query.from(), query.to());
        return query;
    }

    private static void checkRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.validation(
                    "the range is empty", List.of(new FieldError("from", "must be earlier than to")));
        }
    }
}

package fr.gaveurs.console.backend.quality;

import fr.gaveurs.console.api.DeviceWire.FieldError;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.Samples.LatestQuery;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.api.Samples.SampleQuery;
import fr.gaveurs.console.api.Samples.SampleRef;
import fr.gaveurs.console.api.Statistics.Listing;
import fr.gaveurs.console.api.Statistics.Overview;
import fr.gaveurs.console.api.Statistics.StatsQuery;
import fr.gaveurs.console.backend.http.Call;
import fr.gaveurs.console.backend.http.Endpoint;
import fr.gaveurs.console.backend.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes of samples and statistics. */
public final class QualityRoutes {
    private final SampleQueries samples;
    private final StatsQueries statistics;
    private final Supplier<List<Sample>> latest;
    private final Supplier<Overview> overview;

    /**
     * @param latest the newest sample of each station, from memory
     * @param overview the hall at a glance
     */
    public QualityRoutes(
            SampleQueries samples,
            StatsQueries statistics,
            Supplier<List<Sample>> latest,
            Supplier<Overview> overview) {
        this.samples = samples;
        this.statistics = statistics;
        this.latest = latest;
        this.overview = overview;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(Routes.LATEST_SAMPLES, this::latest),
                new Endpoint(Routes.LIST_SAMPLES, this::list),
                new Endpoint(Routes.GET_SAMPLE, this::sample),
                new Endpoint(Routes.STATS_HOURLY, call -> new Listing<>(statistics.hourly(range(call)))),
                new Endpoint(Routes.STATS_DAILY, call -> new Listing<>(statistics.daily(range(call)))),
                new Endpoint(Routes.STATS_SITES, call -> new Listing<>(statistics.sites(range(call)))),
                new Endpoint(Routes.GRADE_DISTRIBUTION, call -> statistics.grades(range(call))),
                new Endpoint(Routes.OVERVIEW, call -> overview.get()));
    }

    private Listing<Sample> latest(Call call) {
        LatestQuery query = call.query(LatestQuery.class);
        return new Listing<>(latest.get().stream()
                .filter(s -> query.deviceId() == null || query.deviceId().equals(s.deviceId()))
                .filter(s -> query.siteCode() == null || query.siteCode().equals(s.siteCode()))
                .map(s -> Boolean.FALSE.equals(query.matrices()) ? SampleView.withoutMatrices(s) : s)
                .toList());
    }

    private Object list(Call call) {
        SampleQuery query = call.query(SampleQuery.class);
        checkRange(query.from(), query.to());
        return samples.list(query);
    }

    private Sample sample(Call call) {
        SampleRef ref = call.query(SampleRef.class);
        String id = call.path("sample_id");
        return samples.find(id, ref.deviceId(), ref.timestamp())
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

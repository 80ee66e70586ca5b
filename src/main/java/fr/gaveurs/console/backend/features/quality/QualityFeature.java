package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.QualityApi;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.api.quality.Statistics.Overview;
import fr.gaveurs.console.api.quality.Statistics.StatsQuery;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.cache.CacheKey;
import fr.gaveurs.console.backend.platform.cache.CacheKind;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.retention.NewestRows;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Samples and their statistics, as they are stored and asked for. */
public final class QualityFeature implements Feature {
    /** Each sample's grade has an entry of the log. */
    public static final LogSource LOGGED = SampleLog.LOGGED;
    /** And so has each that was graded with a model's figures, which say with which one. */
    public static final LogSource MODEL_GRADES = ModelGradedRows.LOGGED;

    /** As long as products, which say by it how they were graded. */
    private static final Duration GRADED_KEPT = Duration.ofDays(3_653);

    private final Services services;
    private final Hall hall;
    private final SampleQueries samples;
    private final StatsQueries statistics;
    private final Quarantine quarantine;

    /** The stations as this program's memory knows them. */
    public interface Hall {
        /** Newest sample of each station. */
        List<Sample> latest();

        /** The latest time that a sample may have been measured at. */
        Instant horizon();

        int stations();

        int stations(DeviceState state);

        int stations(Enrollment enrollment);

        /** Samples stored within the last hour. */
        long lastHour();

        /** Samples a second, over the last seconds. */
        double perSecond();
    }

    public QualityFeature(Services services, Hall hall) {
        this.services = services;
        this.hall = hall;
        this.samples = new SampleQueries(services.database().jdbi());
        this.statistics = new StatsQueries(
                services.database().jdbi(),
                services.clock(),
                services.settings().timeZone());
        this.quarantine = new Quarantine(
                services.database(), services.metrics(), services.conditions().board());
    }

    @Override
    public List<Type> sharedAnswers() {
        return List.of(
                QualityApi.LIST_SAMPLES.response(),
                QualityApi.STATS_HOURLY.response(),
                QualityApi.STATS_DAILY.response(),
                QualityApi.STATS_SITES.response(),
                QualityApi.GRADE_DISTRIBUTION.response(),
                Figures.class);
    }

    @Override
    public NewestRows newestRows() {
        return new NewestSamples();
    }

    /** The tables of samples, each as long as the settings say; what only serves samples goes with them. */
    @Override
    public List<RetainedTable> retained() {
        Settings settings = services.settings();
        return List.of(
                RetainedTable.byDay("sample_histograms", settings.histogramRetention()),
                RetainedTable.byDay("sensor_samples", settings.sampleRetention())
                        .withEntries(),
                RetainedTable.byRow("model_graded_samples", "time", GRADED_KEPT).withEntries(),
                RetainedTable.byRow("sample_clock_keys", "time", settings.sampleRetention()),
                RetainedTable.byRow("quarantined_samples", "received_at", settings.sampleRetention()));
    }

    @Override
    public List<CacheKind> caches() {
        return QualityCaches.ALL;
    }

    @Override
    public Map<String, HealthCheck> checks() {
        return Map.of("quarantine", quarantine.check());
    }

    @Override
    public List<ConditionKind> conditions() {
        List<ConditionKind> kinds = new ArrayList<>(GradeConditions.ALL);
        kinds.add(Quarantine.QUARANTINED);
        return kinds;
    }

    @Override
    public List<Endpoint> endpoints() {
        return new QualityRoutes(
                        samples, statistics, hall::latest, hall::horizon, this::overview, quarantine, services.cache())
                .endpoints();
    }

    private Overview overview() throws Exception {
        StatsQuery day = statistics.settledToday();
        CacheKey key = CacheKey.shared(QualityCaches.OVERVIEW, "today", day, Tags.ALL);
        // Only what the database says is cached: states and rates are those of this very moment.
        Figures today = Json.MAPPER.readValue(services.cache().get(key, () -> statistics.total(day)), Figures.class);
        return new Overview(
                services.clock().instant(),
                hall.stations(),
                hall.stations(DeviceState.LIVE),
                hall.stations(Enrollment.PENDING),
                hall.lastHour(),
                today.samples(),
                today.compliancePercent(),
                hall.perSecond());
    }
}

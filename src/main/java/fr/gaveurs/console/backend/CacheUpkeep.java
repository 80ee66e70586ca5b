package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.Statistics.Figures;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.RedisLevel;
import fr.gaveurs.console.backend.platform.cache.SecondLevel;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.ingest.Ingest;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the cache, and other consoles, of every commit: before the acknowledgements, and again once the stations' memory has followed. */
record CacheUpkeep(Cache cache, RelayParts relay, Ingest.Committed next) implements Ingest.Committed {
    /** What is cached for several consoles; its shape is part of the keys. */
    private static final List<Type> SHARED = List.of(
            Routes.LIST_SAMPLES.response(),
            Routes.STATS_HOURLY.response(),
            Routes.STATS_DAILY.response(),
            Routes.STATS_SITES.response(),
            Routes.GRADE_DISTRIBUTION.response(),
            Figures.class);

    static Cache cache(
            Settings settings,
            String version,
            Database database,
            RelayParts relay,
            Breakers breakers,
            Metrics metrics) {
        RedisAddress redis = settings.redis();
        SecondLevel second = redis == null
                ? relay.level()
                : new RedisLevel(redis, version, SHARED, database::identity, breakers, metrics);
        return new Cache(settings.cacheEnabled(), (long) settings.cacheMib() << 20, second, metrics);
    }

    static HealthCheck figures(Cache cache) {
        return () -> Result.up(cache.figures());
    }

    static HealthCheck redis(Cache cache) {
        return () -> {
            String trouble = cache.trouble();
            return trouble == null ? Result.up(Map.of()) : Result.degraded(trouble, Map.of());
        };
    }

    @Override
    public void stored(List<GradedSample> batch) {
        cache.committed(tags(batch));
        relay.stored(batch);
        next.stored(batch);
    }

    @Override
    public void committed(List<GradedSample> kept) {
        next.committed(kept);
        cache.remembered(tags(kept));
    }

    @Override
    public void recovered(List<GradedSample> saved) {
        next.recovered(saved);
        cache.remembered(tags(saved));
    }

    private static Set<String> tags(List<GradedSample> samples) {
        Set<String> tags = new HashSet<>();
        for (GradedSample sample : samples) {
            Tags.touched(
                    tags, sample.measurement().deviceId(), sample.measurement().siteCode());
        }
        return tags;
    }
}

package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.RedisLevel;
import fr.gaveurs.console.backend.platform.cache.SecondLevel;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import java.util.List;
import java.util.Map;

/** The cache of answers: in this program's memory, and in a Redis where there is one. */
final class CacheParts {
    private CacheParts() {}

    static Cache start(
            Lifecycle lifecycle,
            Settings settings,
            String version,
            Database database,
            RelayParts relay,
            Breakers breakers,
            Metrics metrics)
            throws StartException {
        RedisAddress redis = settings.redis();
        SecondLevel second =
                redis == null ? relay.level() : new RedisLevel(redis, version, database::identity, breakers, metrics);
        return lifecycle.start(new Cache(settings.cacheEnabled(), (long) settings.cacheMib() << 20, second, metrics));
    }

    /** Which answers features keep, and which of them all consoles share. */
    static void declare(Cache cache, List<Feature> features) {
        features.forEach(feature -> cache.declare(feature.caches()));
        cache.share(features.stream()
                .flatMap(feature -> feature.sharedAnswers().stream())
                .toList());
    }

    static void register(HealthBoard health, Cache cache, Settings settings) {
        health.register("cache", Weight.AUXILIARY, () -> Result.up(cache.figures()));
        if (settings.redis() != null) {
            health.register("redis", Weight.AUXILIARY, () -> {
                String trouble = cache.trouble();
                return trouble == null ? Result.up(Map.of()) : Result.degraded(trouble, Map.of());
            });
        }
    }
}

package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The cache's meters, and the sums that the health document shows. */
final class CacheMeters {
    private static final String TIMES = "Time of an operation of the cache";

    private final Map<CacheKind, Counter> hits = new EnumMap<>(CacheKind.class);
    private final Map<CacheKind, Counter> misses = new EnumMap<>(CacheKind.class);
    private final LongAdder allHits = new LongAdder();
    private final LongAdder allMisses = new LongAdder();
    private final Metrics metrics;

    CacheMeters(Metrics metrics, Supplier<Number> keys) {
        this.metrics = metrics;
        for (CacheKind kind : CacheKind.values()) {
            hits.put(kind, metrics.counter("cache.hits", "Questions that the cache answered", "cache", kind.key()));
            misses.put(kind, metrics.counter("cache.misses", "Questions that had to be computed", "cache", kind.key()));
        }
        metrics.gauge("cache.keys", "Answers kept in this program's memory", keys);
    }

    void hit(CacheKind kind) {
        hits.get(kind).increment();
        allHits.increment();
    }

    void miss(CacheKind kind) {
        misses.get(kind).increment();
        allMisses.increment();
    }

    /** A timer of {@code cache_operation_duration_seconds}. */
    Timer timer(String operation) {
        return metrics.timer("cache.operation.duration", TIMES, "operation", operation);
    }

    long hits() {
        return allHits.sum();
    }

    long misses() {
        return allMisses.sum();
    }
}

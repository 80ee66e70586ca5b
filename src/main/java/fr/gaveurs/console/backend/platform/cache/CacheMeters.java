package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The cache's meters, and the sums that the health document shows. */
final class CacheMeters {
    private static final String TIMES = "Time of an operation of the cache";

    private record Counters(Counter hits, Counter misses) {}

    private final Map<CacheKind, Counters> counters = new ConcurrentHashMap<>();
    private final LongAdder allHits = new LongAdder();
    private final LongAdder allMisses = new LongAdder();
    private final Metrics metrics;

    CacheMeters(Metrics metrics, Supplier<Number> keys) {
        this.metrics = metrics;
        metrics.gauge("cache.keys", "Answers kept in this program's memory", keys);
    }

    /** A kind is counted from here on, also while nothing of it was asked for. */
    void declare(CacheKind kind) {
        counters(kind);
    }

    private Counters counters(CacheKind kind) {
        return counters.computeIfAbsent(
                kind,
                added -> new Counters(
                        metrics.counter("cache.hits", "Questions that the cache answered", "cache", kind.key()),
                        metrics.counter("cache.misses", "Questions that had to be computed", "cache", kind.key())));
    }

    void hit(CacheKind kind) {
        counters(kind).hits().increment();
        allHits.increment();
    }

    void miss(CacheKind kind) {
        counters(kind).misses().increment();
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

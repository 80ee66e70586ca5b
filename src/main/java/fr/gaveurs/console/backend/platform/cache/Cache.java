package fr.gaveurs.console.backend.platform.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.platform.cache.Generations.Mark;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the bytes of their JSON. An answer is given from here only while every sample that was acknowledged before
 * the question is in it: {@link #committed} makes older ones invalid before the acknowledgements go out. Of those who
 * ask the same at the same time one computes, and the others wait. Thread-safe.
 */
public final class Cache implements Part {
    /** Lives are shortened by up to this share, so that what was computed together does not expire together. */
    private static final double JITTER = 0.15;
    /** An entry's own cost beside its bytes, about. */
    private static final int OVERHEAD = 300;

    /** Computes an answer. */
    @FunctionalInterface
    public interface Computation {
        /** What is to be encoded as JSON; it may throw what its caller shall see, which is not cached. */
        Object run() throws Exception;
    }

    private record Entry(byte[] bytes, Mark mark, long nanos) {}

    private record Flight(String key, Mark mark) {}

    private final boolean enabled;
    private final @Nullable SecondLevel second;
    private final Generations generations = new Generations();
    private final com.github.benmanes.caffeine.cache.Cache<String, Entry> entries;
    private final Map<Flight, CompletableFuture<byte[]>> flights = new ConcurrentHashMap<>();
    private final LongUnaryOperator jitter;
    private final CacheMeters meters;
    private final Timer lookups;
    private final Timer computations;

    /**
     * @param enabled false computes every answer; commits are told to other consoles all the same
     * @param maxBytes of answers kept in memory
     * @param second what several consoles share; null for none
     */
    public Cache(boolean enabled, long maxBytes, @Nullable SecondLevel second, Metrics metrics) {
        this(enabled, maxBytes, second, metrics, Ticker.systemTicker());
    }

    /** Says what will be asked for: its meters are there from now on. */
    public void declare(Collection<CacheKind> kinds) {
        kinds.forEach(meters::declare);
    }

    /** Says the types of all answers that are shared with other consoles: none is before. */
    public void share(List<Type> answers) {
        if (second != null) {
            second.answers(answers);
        }
    }

    Cache(boolean enabled, long maxBytes, @Nullable SecondLevel second, Metrics metrics, Ticker ticker) {
        this.enabled = enabled;
        this.second = second;
        this.jitter = nanos ->
                nanos - (long) (nanos * JITTER * ThreadLocalRandom.current().nextDouble());
        this.entries = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .maximumWeight(maxBytes)
                .weigher((String key, Entry entry) -> entry.bytes().length + 2 * key.length() + OVERHEAD)
                .expireAfter(Expiry.<String, Entry>writing((key, entry) -> Duration.ofNanos(entry.nanos())))
                .build();
        this.meters = new CacheMeters(metrics, entries::estimatedSize);
        this.lookups = meters.timer("get");
        this.computations = meters.timer("compute");
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public void start() {
        if (second != null) {
            second.start(new SecondLevel.Listener() {
                @Override
                public void touched(Set<String> tags) {
                    generations.touch(tags);
                }

                @Override
                public void blind() {
                    generations.touchEverything();
                }
            });
        }
    }

    @Override
    public List<Supervised> supervised() {
        return second == null ? List.of() : second.supervised();
    }

    @Override
    public void stop(Deadline deadline) {
        if (second != null) {
            second.close();
        }
    }

    /**
     * The answer to a question, as JSON; not to be changed.
     *
     * @throws Exception what {@code computation} threw, here or in the thread that computed for all who asked
     */
    public byte[] get(CacheKey key, Computation computation) throws Exception {
        if (!enabled) {
            return encode(computation);
        }
        long from = System.nanoTime();
        try {
            // First the mark, then everything else: what is touched from here on makes the answer too old to keep.
            Mark mark = generations.of(key.tag());
            byte[] kept = kept(key, mark);
            if (kept != null) {
                meters.hit(key.kind());
                return kept;
            }
            Flight flight = new Flight(key.text(), mark);
            CompletableFuture<byte[]> own = new CompletableFuture<>();
            CompletableFuture<byte[]> others = flights.putIfAbsent(flight, own);
            if (others != null) {
                byte[] shared = await(others);
                meters.hit(key.kind());
                return shared;
            }
            return fly(key, flight, own, computation);
        } finally {
            lookups.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        }
    }

    private byte @Nullable [] kept(CacheKey key, Mark mark) {
        if (!relies(key)) {
            return null;
        }
        Entry entry = entries.getIfPresent(key.text());
        return entry != null && entry.mark().equals(mark) ? entry.bytes() : null;
    }

    /** Whether nothing that would make an entry old can happen without our hearing of it. */
    private boolean relies(CacheKey key) {
        return !key.shared() || second == null || second.listening();
    }

    private byte[] fly(CacheKey key, Flight flight, CompletableFuture<byte[]> own, Computation computation)
            throws Exception {
        try {
            // Somebody may have finished between our look and our flight.
            byte[] bytes = kept(key, flight.mark());
            if (bytes == null) {
                bytes = obtain(key, flight.mark(), computation);
            } else {
                meters.hit(key.kind());
            }
            own.complete(bytes);
            return bytes;
        } catch (Exception | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(flight, own);
        }
    }

    private byte[] obtain(CacheKey key, Mark mark, Computation computation) throws Exception {
        SecondLevel.Found found = second == null || !key.shared() ? SecondLevel.NOTHING : second.find(key);
        if (found instanceof SecondLevel.Found.Bytes known) {
            meters.hit(key.kind());
            keep(key, known.bytes(), mark, known.left().toNanos());
            return known.bytes();
        }
        meters.miss(key.kind());
        byte[] bytes = encode(computation);
        long nanos = jitter.applyAsLong(key.kind().ttl().toNanos());
        keep(key, bytes, mark, nanos);
        if (second != null && found instanceof SecondLevel.Found.Gap gap) {
            second.store(key, gap, bytes, Duration.ofNanos(nanos));
        }
        return bytes;
    }

    private void keep(CacheKey key, byte[] bytes, Mark mark, long nanos) {
        if (relies(key)) {
            entries.put(key.text(), new Entry(bytes, mark, nanos));
        }
    }

    private byte[] encode(Computation computation) throws Exception {
        long from = System.nanoTime();
        byte[] bytes = Json.MAPPER.writeValueAsBytes(computation.run());
        computations.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        return bytes;
    }

    private static byte[] await(CompletableFuture<byte[]> others) throws Exception {
        try {
            return others.get();
        } catch (ExecutionException e) {
            // The question is the same, and so is its answer. Nobody changes an exception that both throw.
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Samples with these tags were committed, or may have been. Call it before anybody is told of it; it waits for
     * nothing.
     *
     * @param touched tags by {@link Tags#touched}
     */
    public void committed(Set<String> touched) {
        if (second != null) {
            second.touch(touched);
        }
        generations.touch(touched);
    }

    /** The stations' newest samples in memory have changed. */
    public void remembered(Set<String> touched) {
        generations.touch(Tags.live(touched));
    }

    /** Numbers for the health document. */
    public Map<String, Object> figures() {
        long hits = meters.hits();
        long all = hits + meters.misses();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cache_enabled", enabled);
        if (all > 0) {
            figures.put("hit_percent", 100.0 * hits / all);
        }
        figures.put("hits", hits);
        figures.put("misses", all - hits);
        figures.put("keys", entries.estimatedSize());
        return figures;
    }

    /** What is wrong with the second level, for a technician; null while all is well, or where there is none. */
    public @Nullable String trouble() {
        return second == null ? null : second.trouble();
    }
}

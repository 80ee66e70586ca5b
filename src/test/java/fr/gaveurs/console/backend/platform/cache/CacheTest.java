package fr.gaveurs.console.backend.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.QualityApi;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.api.quality.Statistics.SiteFigures;
import fr.gaveurs.console.backend.features.quality.QualityCaches;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CacheTest {
    private record Asked(int number) {}

    private final AtomicLong nanos = new AtomicLong();
    private final Metrics metrics = new Metrics();
    private final Cache cache = new Cache(true, 1 << 20, null, metrics, nanos::get);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** For those that never wait: as virtual threads they would keep every processor from all others. */
    private final ExecutorService busy = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        busy.shutdownNow();
        metrics.close();
    }

    private static CacheKey key(CacheKind kind, int number, String tag) {
        return CacheKey.shared(kind, "test", new Asked(number), tag);
    }

    private static final CacheKey ALL = key(QualityCaches.HOURLY, 0, Tags.ALL);

    private static Set<String> sampleOf(String device) {
        List<String> tags = new ArrayList<>();
        Tags.touched(tags, device, "LL");
        return Set.copyOf(tags);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private double metric(String series) {
        return metrics.scrape("text/plain; version=0.0.4; charset=utf-8")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void oneComputesWhileTheOthersWait() throws Exception {
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch allAsk = new CountDownLatch(1);
        List<Future<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(threads.submit(() -> cache.get(ALL, () -> {
                computed.incrementAndGet();
                allAsk.await();
                return List.of("answer");
            })));
        }
        await().until(() -> computed.get() == 1);
        allAsk.countDown();

        for (Future<byte[]> answer : answers) {
            assertThat(text(answer.get())).isEqualTo("[\"answer\"]");
        }
        assertThat(computed).hasValue(1);
        assertThat(metric("cache_misses_total{cache=\"hourly\"}")).isEqualTo(1);
        assertThat(metric("cache_hits_total{cache=\"hourly\"}")).isEqualTo(39);
        assertThat(metric("cache_keys")).isEqualTo(1);
        assertThat(metric("cache_operation_duration_seconds_count{operation=\"get\"}"))
                .isEqualTo(40);
        assertThat(metric("cache_operation_duration_seconds_count{operation=\"compute\"}"))
                .isEqualTo(1);
        assertThat(cache.figures()).containsEntry("hit_percent", 97.5).containsEntry("keys", 1L);
    }

    @Test
    void whoAsksAfterACommitDoesNotJoinAComputationFromBefore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<byte[]> before = threads.submit(() -> cache.get(ALL, () -> {
            running.countDown();
            finish.await();
            return "old";
        }));
        running.await();
        cache.committed(sampleOf("D1"));

        assertThat(text(cache.get(ALL, () -> "new"))).isEqualTo("\"new\"");
        finish.countDown();

        assertThat(text(before.get())).isEqualTo("\"old\"");
        assertThat(text(cache.get(ALL, () -> "newer")))
                .as("what came late is not kept")
                .isNotEqualTo("\"old\"");
    }

    @Test
    void aCommitTouchesItsStationItsSiteAndTheHallAlone() throws Exception {
        CacheKey one = key(QualityCaches.DEVICE, 1, Tags.of("D1", "LL"));
        CacheKey two = key(QualityCaches.DEVICE, 2, Tags.of("D2", null));
        CacheKey site = key(QualityCaches.DAILY, 3, Tags.of(null, "LL"));
        CacheKey other = key(QualityCaches.DAILY, 4, Tags.of(null, "LS"));
        CacheKey live = CacheKey.local(QualityCaches.LATEST, "live", new Asked(5), Tags.live("D1", null));
        List<CacheKey> keys = List.of(one, two, site, other, ALL, live);
        for (CacheKey key : keys) {
            cache.get(key, () -> "old");
        }

        cache.committed(sampleOf("D1"));

        List<String> answers = new ArrayList<>();
        for (CacheKey key : keys) {
            answers.add(text(cache.get(key, () -> "new")));
        }
        assertThat(answers).containsExactly("\"new\"", "\"old\"", "\"new\"", "\"old\"", "\"new\"", "\"old\"");
        cache.remembered(sampleOf("D1"));
        assertThat(text(cache.get(live, () -> "new"))).isEqualTo("\"new\"");
    }

    /** Writers commit and only then say so; whoever asks afterwards must see at least what was said. */
    @Test
    void nobodyReadsLessThanWasAcknowledged() throws Exception {
        AtomicLong stored = new AtomicLong();
        AtomicLong acknowledged = new AtomicLong();
        List<Future<Integer>> readers = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(7);
        for (int reader = 0; reader < 6; reader++) {
            readers.add(busy.submit(() -> {
                start.await();
                int wrong = 0;
                while (acknowledged.get() < 20_000 && !Thread.currentThread().isInterrupted()) {
                    long known = acknowledged.get();
                    long read = Long.parseLong(text(cache.get(ALL, stored::get)));
                    wrong += read < known ? 1 : 0;
                }
                return wrong;
            }));
        }
        start.await();
        for (int i = 0; i < 20_000; i++) {
            long now = stored.incrementAndGet();
            cache.committed(sampleOf("D1"));
            acknowledged.set(now);
            if (i % 50 == 0) {
                Thread.sleep(1); // room for hits
            }
        }

        for (Future<Integer> reader : readers) {
            assertThat(reader.get()).isZero();
        }
        assertThat(metric("cache_hits_total{cache=\"hourly\"}")).isPositive();
    }

    @Test
    void livesAreShortenedByUpToASeventh() throws Exception {
        for (CacheKind kind : QualityCaches.ALL) {
            for (int i = 0; i < 30; i++) {
                cache.get(key(kind, i, Tags.ALL), () -> "old");
            }
            long born = nanos.get();
            long ttl = kind.ttl().toNanos();

            nanos.set(born + (long) (0.849 * ttl));
            assertThat(alive(kind)).as(kind + " before the shortest life's end").isEqualTo(30);
            nanos.set(born + (long) (0.925 * ttl));
            assertThat(alive(kind)).as(kind + " half way").isBetween(1, 29);
            nanos.set(born + ttl);
            assertThat(alive(kind)).as(kind + " after the longest life's end").isZero();
        }
    }

    /** How many of the answers are still there; those that are not stay away, since they are too large to be kept. */
    private int alive(CacheKind kind) throws Exception {
        int alive = 0;
        for (int i = 0; i < 30; i++) {
            alive += text(cache.get(key(kind, i, Tags.ALL), () -> "x".repeat(1 << 21)))
                            .equals("\"old\"")
                    ? 1
                    : 0;
        }
        return alive;
    }

    @Test
    void aFailureReachesAllWhoWaitAndIsNotKept() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<byte[]> first = threads.submit(() -> cache.get(ALL, () -> {
            running.countDown();
            finish.await();
            throw new IllegalStateException("away");
        }));
        running.await();
        AtomicInteger joined = new AtomicInteger();
        Thread second = Thread.ofVirtual().start(() -> {
            try {
                cache.get(ALL, () -> "computed");
            } catch (Exception e) {
                joined.incrementAndGet();
            }
        });
        await().until(() -> second.getState() == Thread.State.WAITING);
        finish.countDown();

        assertThatThrownBy(first::get).hasRootCauseMessage("away");
        second.join();
        assertThat(joined).hasValue(1);
        assertThat(text(cache.get(ALL, () -> "well"))).isEqualTo("\"well\"");
    }

    @Test
    void itTakesNoMoreMemoryThanItMay() throws Exception {
        for (int i = 0; i < 100; i++) {
            cache.get(key(QualityCaches.DAILY, i, Tags.ALL), () -> "x".repeat(50_000));
        }

        assertThat(metric("cache_keys")).isBetween(10.0, 20.0);
    }

    @Test
    void switchedOffItComputesEachAnswer() throws Exception {
        Cache off = new Cache(false, 1 << 20, null, metrics, nanos::get);
        AtomicInteger computed = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            off.get(ALL, computed::incrementAndGet);
        }

        assertThat(computed).hasValue(3);
        assertThat(off.figures()).containsEntry("cache_enabled", false).doesNotContainKey("hit_percent");
    }

    @Test
    void parametersCannotPassForEachOther() {
        record Two(String a, String b) {}
        assertThat(CacheKey.shared(QualityCaches.DAILY, "t", new Two("x\",\"b\":\"y", "z"), Tags.ALL)
                        .text())
                .isNotEqualTo(CacheKey.shared(QualityCaches.DAILY, "t", new Two("x", "y\",\"b\":\"z"), Tags.ALL)
                        .text());
        assertThat(key(QualityCaches.DAILY, 1, Tags.ALL).text())
                .isNotEqualTo(key(QualityCaches.HOURLY, 1, Tags.ALL).text());
    }

    @Test
    void theShapeIsThatOfVersionNamesAndTypes() {
        String shape = Shape.of("1.0", List.of(Figures.class));

        assertThat(shape).isEqualTo(Shape.of("1.0", List.of(Figures.class))).hasSize(16);
        assertThat(Shape.of("1.1", List.of(Figures.class))).isNotEqualTo(shape);
        assertThat(Shape.of("1.0", List.of(SiteFigures.class))).isNotEqualTo(shape);
        record A(int x) {}
        record B(long x) {}
        assertThat(Shape.of("1", List.of(A.class)).replace("A", "B")).isNotEqualTo(Shape.of("1", List.of(B.class)));
        assertThat(Shape.of("1", List.of(QualityApi.LIST_SAMPLES.response())))
                .isNotEqualTo(Shape.of("1", List.of(QualityApi.STATS_DAILY.response())));
    }
}

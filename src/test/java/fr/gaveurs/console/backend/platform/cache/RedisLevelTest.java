package fr.gaveurs.console.backend.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.backend.LogLines;
import fr.gaveurs.console.backend.features.quality.QualityCaches;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** Several caches on one Redis, with a number for a database. */
@Timeout(120)
class RedisLevelTest {
    private record Asked(String what) {}

    private static final CacheKey KEY = CacheKey.shared(QualityCaches.DAILY, "test", new Asked("sum"), Tags.ALL);
    private static final Duration PATIENCE = Patience.LIMIT;

    private final AtomicLong stored = new AtomicLong();
    private final List<Node> nodes = new ArrayList<>();
    private TestRedis redis;

    @AfterEach
    void close() throws Exception {
        nodes.forEach(Node::close);
        redis.close();
    }

    /** One console's cache. */
    private final class Node {
        final Metrics metrics = new Metrics();
        final Breakers breakers = new Breakers(Clock.systemUTC(), metrics);
        final Cache cache;
        final AtomicLong computed = new AtomicLong();
        private boolean closed;

        Node(String version, String password, String database) {
            this(version, password, () -> database);
        }

        Node(String version, String password, Callable<String> database) {
            this(version, null, password, database);
        }

        Node(String version, String user, String password, Callable<String> database) {
            RedisAddress address = new RedisAddress("127.0.0.1", redis.port(), false, user, password, 0);
            cache = new Cache(true, 1 << 20, new RedisLevel(address, version, database, breakers, metrics), metrics);
            cache.start();
            cache.share(List.of(Figures.class));
            nodes.add(this);
        }

        Node() {
            this("1", null, "db");
        }

        String trouble() {
            return Objects.requireNonNullElse(cache.trouble(), "");
        }

        Node ready() {
            await().atMost(PATIENCE).until(() -> cache.trouble() == null);
            return this;
        }

        long read() {
            try {
                return Long.parseLong(new String(
                        cache.get(KEY, () -> {
                            computed.incrementAndGet();
                            return stored.get();
                        }),
                        StandardCharsets.UTF_8));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** Stores a sample and tells the cache, as before an acknowledgement. */
        long commit() {
            long now = stored.incrementAndGet();
            Set<String> tags = new HashSet<>();
            Tags.touched(tags, "D1", "LL");
            cache.committed(tags);
            return now;
        }

        BreakerState breaker() {
            return breakers.find(RedisLevel.BREAKER).state();
        }

        double metric(String series) {
            return metrics.scrape("text/plain; version=0.0.4; charset=utf-8")
                    .lines()
                    .filter(line -> line.startsWith(series + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }

        void close() {
            if (!closed) {
                closed = true;
                cache.stop(Deadline.in(Duration.ofSeconds(2)));
                metrics.close();
            }
        }
    }

    private boolean hasEntry() {
        try (Jedis jedis = redis.client()) {
            return jedis.keys("gvc:*").stream().anyMatch(key -> key.contains(KEY.text()));
        }
    }

    /** Commits and reads until what the node computed after its last commit is in Redis. */
    private void share(Node node) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        for (int pause = 10; System.nanoTime() < limit; pause = Math.min(2 * pause, 1_000)) {
            forget(); // else an answer of the round before is taken for that of this one
            node.commit();
            Thread.sleep(pause); // until Redis knows; too short is made up for by the next round
            node.read();
            long written = System.nanoTime() + Duration.ofMillis(500).toNanos();
            while (System.nanoTime() < written) {
                if (node.computed.get() > 0 && hasEntry()) {
                    return;
                }
                Thread.sleep(5);
            }
        }
        throw new AssertionError("nothing is shared: " + node.trouble());
    }

    private void forget() {
        try (Jedis jedis = redis.client()) {
            jedis.keys("gvc:*").stream().filter(key -> key.contains(KEY.text())).forEach(jedis::del);
        }
    }

    @Test
    void consolesShareAnswersAndAgreeAfterACommitOnOneOfThem() throws Exception {
        redis = TestRedis.open();
        Node a = new Node().ready();
        Node b = new Node().ready();
        share(a);
        assertThat(b.read()).isEqualTo(stored.get());
        assertThat(b.computed).as("another console had computed it").hasValue(0);
        assertThat(b.metric("cache_redis_hits_total")).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            Node writer = i % 2 == 0 ? a : b;
            Node reader = i % 2 == 0 ? b : a;
            long now = writer.commit();
            assertThat(writer.read()).isEqualTo(now);
            await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> reader.read() == now);
        }
        assertThat(a.metric("cache_operation_duration_seconds_count{operation=\"redis_get\"}"))
                .isPositive();
        assertThat(a.metric("cache_operation_duration_seconds_count{operation=\"redis_invalidate\"}"))
                .isPositive();
        assertThat(a.metric("cache_operation_duration_seconds_count{operation=\"redis_set\"}"))
                .isPositive();
        assertThat(a.metric("circuit_breaker_calls_total{name=\"redis\",result=\"succeeded\"}"))
                .isPositive();
    }

    @Test
    void whateverHappensToRedisAnswersStayRight() throws Exception {
        redis = TestRedis.open();
        Node a = new Node().ready();
        Node b = new Node().ready();
        AtomicLong acknowledged = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> {
                    long wrong = 0;
                    while (acknowledged.get() >= 0) {
                        long known = acknowledged.get();
                        wrong += a.read() < known ? 1 : 0;
                        Thread.sleep(1);
                    }
                    return wrong;
                }));
            }
            try {
                hammer(a, acknowledged);
                redis.flush();
                hammer(a, acknowledged);
                agree(a, b);

                redis.fill();
                hammer(a, acknowledged);
                agree(a, b);
                assertThat(a.breaker()).as("a full Redis answers").isEqualTo(BreakerState.CLOSED);
                await().atMost(PATIENCE).until(() -> {
                    acknowledged.set(a.commit()); // what is in memory already asks Redis nothing
                    a.read();
                    return String.valueOf(a.cache.trouble()).contains("full");
                });
                redis.makeRoom();

                redis.freeze();
                hammer(a, acknowledged);
                await().atMost(PATIENCE).until(() -> {
                    acknowledged.set(a.commit());
                    a.read();
                    return a.breaker() == BreakerState.OPEN;
                });
                assertThat(a.cache.trouble()).contains("does not answer");
                hammer(a, acknowledged);
                redis.thaw();
                agree(a, b);
                await().atMost(PATIENCE).until(() -> a.breaker() == BreakerState.CLOSED);

                redis.kill();
                hammer(a, acknowledged);
                await().atMost(PATIENCE).until(() -> a.breaker() == BreakerState.OPEN);
                await().atMost(PATIENCE).until(() -> b.cache.trouble() != null);
                b.read();
                acknowledged.set(a.commit());
                assertThat(b.read())
                        .as("while nothing is heard, nothing is kept")
                        .isEqualTo(stored.get());
                redis.start();
                agree(a, b);
                hammer(a, acknowledged);
                agree(a, b);
            } finally {
                acknowledged.set(-1);
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get())
                        .as("answers older than an acknowledgement")
                        .isZero();
            }
        }
        await().atMost(PATIENCE).until(() -> a.breaker() == BreakerState.CLOSED);
    }

    private static void hammer(Node node, AtomicLong acknowledged) throws InterruptedException {
        for (int i = 0; i < 150; i++) {
            acknowledged.set(node.commit());
            assertThat(node.read()).isGreaterThanOrEqualTo(acknowledged.get());
            if (i % 3 == 0) {
                Thread.sleep(1); // room for the readers, and for Redis' own thread
            }
        }
    }

    private void agree(Node a, Node b) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> a.read() == stored.get() && b.read() == stored.get());
    }

    @Test
    void aRedisThatComesBackWithAnOldMemoryIsNotBelieved() throws Exception {
        redis = TestRedis.open();
        Node a = new Node().ready();
        Node b = new Node().ready();
        share(a);
        try (Jedis jedis = redis.client()) {
            jedis.save();
        }
        long now = a.commit();
        await().atMost(PATIENCE).until(() -> a.cache.trouble() == null);
        redis.kill();
        redis.start();
        assertThat(hasEntry()).as("the old answer is there again").isTrue();

        await().atMost(PATIENCE).until(() -> a.cache.trouble() == null && b.cache.trouble() == null);
        assertThat(a.read()).isEqualTo(now);
        assertThat(b.read()).isEqualTo(now);
        assertThat(new Node().ready().read()).isEqualTo(now);
    }

    @Test
    void aConsoleThatDiedBeforeItCouldTellIsMadeUpForWhenItStartsAgain() throws Exception {
        redis = TestRedis.open();
        Node a = new Node().ready();
        Node b = new Node().ready();
        share(a);
        await().atMost(PATIENCE).until(() -> b.read() == stored.get());
        stored.incrementAndGet(); // committed, and killed there

        Node again = new Node().ready();

        await().atMost(PATIENCE).until(() -> again.read() == stored.get() && b.read() == stored.get());
    }

    @Test
    void otherVersionsAndOtherDatabasesHaveAnswersOfTheirOwn() throws Exception {
        redis = TestRedis.open();
        Node a = new Node().ready();
        Node same = new Node().ready();
        Node upgraded = new Node("2", null, "db").ready();
        Node elsewhere = new Node("1", null, "other").ready();
        share(a);
        long shared = stored.get();
        stored.set(1_000_000); // nobody is told: only who computes can see it

        assertThat(same.read()).as("from Redis").isEqualTo(shared);
        assertThat(upgraded.read()).isEqualTo(1_000_000);
        assertThat(elsewhere.read()).isEqualTo(1_000_000);
    }

    @Test
    void aDatabaseThatIsStillAwayIsWaitedFor() throws Exception {
        redis = TestRedis.open();
        AtomicBoolean away = new AtomicBoolean(true);
        Node a = new Node("1", null, () -> {
            if (away.get()) {
                throw new SQLException("still away");
            }
            return "db";
        });
        await().atMost(PATIENCE).until(() -> String.valueOf(a.cache.trouble()).contains("still away"));
        assertThat(a.read()).isEqualTo(stored.get());
        away.set(false);

        share(a.ready());
    }

    @Test
    void aWrongPasswordIsATroubleThatIsNamedAndNothingMore() throws Exception {
        redis = TestRedis.withPassword("right");
        Node wrong = new Node("1", "hidden", "db");
        await().atMost(PATIENCE).until(() -> wrong.breaker() == BreakerState.OPEN);

        assertThat(wrong.cache.trouble()).contains("WRONGPASS").doesNotContain("hidden");
        long now = wrong.commit();
        assertThat(wrong.read()).isEqualTo(now);

        Node right = new Node("1", "right", "db").ready();
        assertThat(right.read()).isEqualTo(now);
    }

    /** Redis grants no channels to a new user: 7 lines a second it was, of a circuit breaker that opened and closed. */
    @Test
    void whatItsUserMayNotDoIsSaidOnceWithTheRemedyWhichThenHelps() throws Exception {
        redis = TestRedis.open();
        allow("reset", "on", ">pw", "~*", "+@all", "resetchannels");
        Node node;
        Node other;
        try (LogLines log = LogLines.of("fr.gaveurs.console.backend")) {
            node = new Node("1", "app", "pw", () -> "db");
            other = new Node();
            await().pollDelay(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> node.trouble()
                    .contains("NOPERM"));
            assertThat(node.trouble()).contains("ACL SETUSER", "&gvc:*");
            assertThat(node.breaker()).isEqualTo(BreakerState.CLOSED);
            assertThat(log.warnings()).singleElement().asString().contains("NOPERM", "ACL SETUSER");
        }
        long now = node.commit();
        assertThat(node.read()).as("computed").isEqualTo(now);

        allow(
                "reset",
                "on",
                ">pw",
                "~gvc:*",
                "resetchannels",
                "&gvc:*",
                "+@connection",
                "+info",
                "+set",
                "+mget",
                "+del",
                "+publish",
                "+subscribe",
                "+unsubscribe");
        node.ready();
        agree(node, other);
        assertThat(node.trouble()).isEmpty();
    }

    /** As one that may not even ask which process it is. */
    @Test
    void aLoginThatMayDoNothingIsATroubleThatIsNamed() throws Exception {
        redis = TestRedis.open();
        allow("reset", "on", ">pw", "+@connection");
        Node node = new Node("1", "app", "pw", () -> "db");
        await().atMost(PATIENCE).until(() -> node.trouble().contains("ACL SETUSER"));
        long now = node.commit();
        assertThat(node.read()).isEqualTo(now);
    }

    private void allow(String... rules) {
        try (Jedis jedis = redis.client()) {
            jedis.aclSetUser("app", rules);
        }
    }

    @Test
    void aRedisThatComesLaterIsFound() throws Exception {
        redis = TestRedis.open();
        redis.kill();
        Node a = new Node();
        long now = a.commit();
        assertThat(a.read()).isEqualTo(now);
        await().atMost(PATIENCE).until(() -> a.breaker() == BreakerState.OPEN);

        redis.start();

        await().atMost(PATIENCE).until(() -> a.breaker() == BreakerState.CLOSED);
        share(a.ready());
        assertThat(a.read()).isEqualTo(stored.get());
    }
}

package fr.gaveurs.console.backend.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Whole consoles: what they answer with the cache is what they answer without it. */
@Timeout(120)
class CachedAnswersTest {
    private static final Duration PATIENCE = Patience.LIMIT;
    private static final String DEVICE = "ESP32_LL_01";
    private static final List<String> FROM_THE_DATABASE = List.of(
            "/api/sqal/stats/hourly",
            "/api/sqal/stats/hourly?device_id=" + DEVICE,
            "/api/sqal/stats/daily?site_code=LL",
            "/api/sqal/stats/sites",
            "/api/sqal/stats/grade-distribution",
            "/api/sqal/samples?limit=3",
            "/api/sqal/samples?device_id=" + DEVICE);

    private static double reads(TestConsole console) {
        double reads = console.metric("db_operations_total{operation=\"read\",status=\"ok\"}");
        return Double.isNaN(reads) ? 0 : reads;
    }

    private static List<String> answers(TestConsole console) {
        List<String> answers = new ArrayList<>();
        for (String path : FROM_THE_DATABASE) {
            answers.add(console.get(path).body());
        }
        answers.add(console.json("/api/sqal/dashboard/overview")
                .path("samples_today")
                .toString());
        return answers;
    }

    private static void asksOnceForEachCommit(TestConsole console, String path) throws Exception {
        console.store(TestMessages.sample(DEVICE));
        double before = reads(console);
        for (int i = 0; i < 3; i++) {
            assertThat(console.get(path).statusCode()).isEqualTo(200);
        }
        assertThat(reads(console) - before).as(path).isEqualTo(1);

        console.store(TestMessages.sample(DEVICE));
        console.get(path);
        console.get(path);
        assertThat(reads(console) - before).as(path).isEqualTo(2);
    }

    @Test
    void theSameQuestionAsksTheDatabaseOnceForEachCommit() throws Exception {
        List<String> paths = new ArrayList<>(FROM_THE_DATABASE);
        paths.add("/api/sqal/dashboard/overview");
        try (TestConsole console = TestConsole.start()) {
            for (String path : paths) {
                // Jobs ask the database now and then, too: what nobody disturbed is counted.
                await().untilAsserted(() -> asksOnceForEachCommit(console, path));
            }
        }
    }

    @Test
    void whoSawTheAcknowledgementSeesTheSampleEverywhere() throws Exception {
        try (TestConsole console = TestConsole.start();
                TestConsole plain = TestConsole.with()
                        .database(console.database())
                        .noCache()
                        .start()) {
            for (int stored = 1; stored <= 20; stored++) {
                answers(console);
                console.store(TestMessages.sample(stored % 2 == 0 ? DEVICE : "ESP32_LS_02"));

                assertThat(answers(console)).isEqualTo(answers(plain));
                assertThat(console.json("/api/sqal/dashboard/overview")
                                .get("samples_today")
                                .asInt())
                        .isEqualTo(stored);
            }
            assertThat(reads(plain)).isGreaterThan(reads(console));
        }
    }

    @Test
    void whatTheSpoolBringsLaterIsInTheAnswersToo() throws Exception {
        TestConsole.Options options = TestConsole.with();
        try (FaultyLink link = new FaultyLink(options.info().port());
                TestConsole console = options.databaseThrough(link.port()).start();
                TestConsole plain = TestConsole.with()
                        .database(console.database())
                        .noCache()
                        .start()) {
            console.store(TestMessages.sample(DEVICE));
            answers(console);
            link.cut();
            console.store(TestMessages.sample(DEVICE)); // spooled
            answers(console);
            link.mend();
            await().atMost(PATIENCE).until(() -> console.count("SELECT count(*) FROM sensor_samples") == 2);

            await().atMost(PATIENCE).until(() -> answers(console).equals(answers(plain)));
        }
    }

    @Test
    void theNewestSampleIsThatOfTheMemory() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            for (int i = 0; i < 10; i++) {
                console.get("/api/sqal/samples/latest");
                TestMessages sample = TestMessages.sample(DEVICE);
                console.store(sample);
                await().until(() -> console.json("/api/sqal/samples/latest")
                        .at("/items/0/sample_id")
                        .asString()
                        .equals(sample.id()));
            }
            double hits = console.metric("cache_hits_total{cache=\"latest\"}");
            console.get("/api/sqal/samples/latest");
            assertThat(console.metric("cache_hits_total{cache=\"latest\"}")).isEqualTo(hits + 1);
        }
    }

    @Test
    void whatIsWrongWithAQuestionIsSaidEachTime() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            for (int i = 0; i < 2; i++) {
                assertThat(console.get("/api/sqal/samples?cursor=none").statusCode())
                        .isEqualTo(400);
                assertThat(console.get("/api/sqal/stats/hourly?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void twoConsolesOnOneDatabaseAndOneRedisAgree() throws Exception {
        ConnectionInfo database = TestDatabase.freshInfo();
        try (TestRedis redis = TestRedis.withPassword("secret");
                TestConsole a = TestConsole.with()
                        .database(database)
                        .redis(redis.port(), "secret")
                        .start();
                TestConsole b = TestConsole.with()
                        .database(database)
                        .redis(redis.port(), "secret")
                        .start();
                TestConsole plain =
                        TestConsole.with().database(database).noCache().start()) {
            await().atMost(PATIENCE).until(() -> redisIs(a, "up") && redisIs(b, "up"));
            for (int i = 0; i < 5; i++) {
                answers(b);
                (i % 2 == 0 ? a : b).store(TestMessages.sample(DEVICE));
                List<String> right = answers(plain);
                assertThat(answers(i % 2 == 0 ? a : b)).isEqualTo(right);
                await().atMost(PATIENCE)
                        .until(() -> answers(a).equals(right) && answers(b).equals(right));
            }
            await().atMost(PATIENCE).until(() -> {
                a.store(TestMessages.sample(DEVICE));
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
                answers(a);
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
                answers(b);
                return b.metric("cache_redis_hits_total") > 0;
            });

            redis.kill();
            await().atMost(PATIENCE).until(() -> redisIs(a, "degraded") && redisIs(b, "degraded"));
            assertThat(a.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(a.json("/health/ready").get("status").asString()).isEqualTo("degraded");
            a.store(TestMessages.sample(DEVICE));
            assertThat(answers(a)).isEqualTo(answers(plain)).isEqualTo(answers(b));
            await().atMost(PATIENCE).until(() -> a.metric("circuit_breaker_state{name=\"redis\",state=\"open\"}") == 1);

            redis.start();
            await().atMost(PATIENCE).until(() -> redisIs(a, "up") && redisIs(b, "up"));
            assertThat(answers(b)).isEqualTo(answers(plain)).isEqualTo(answers(a));
        }
    }

    private static boolean redisIs(TestConsole console, String status) {
        return console.component("redis").path("status").asString("").equals(status);
    }

    @Test
    void withoutARedisNothingSpeaksOfIt() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.get("/api/sqal/stats/sites");
            console.get("/api/sqal/stats/sites");

            assertThat(console.get("/health").body()).doesNotContain("redis");
            assertThat(console.get("/metrics").body()).doesNotContain("redis");
            // What a check of health found serves for a second.
            JsonNode figures = await().until(
                            () -> console.component("cache").get("figures"),
                            known -> known.path("hit_percent").asDouble() == 50);
            assertThat(figures.get("cache_enabled").asBoolean()).isTrue();
        }
    }
}

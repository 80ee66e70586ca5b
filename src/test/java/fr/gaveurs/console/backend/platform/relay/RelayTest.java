package fr.gaveurs.console.backend.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestStations;
import fr.gaveurs.console.backend.platform.cache.TestRedis;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Two consoles on one database, told of each other's changes by either transport. */
@Timeout(180)
class RelayTest {
    private static final String DEVICE = "ESP32_LL_01";
    private static final List<String> QUESTIONS = List.of(
            "/api/sqal/stats/hourly?device_id=" + DEVICE,
            "/api/sqal/stats/sites",
            "/api/sqal/samples?device_id=" + DEVICE);

    enum By {
        REDIS,
        POSTGRESQL
    }

    private final ConnectionInfo info = TestDatabase.freshInfo();
    private @Nullable TestRedis redis;
    private FaultyLink link;
    private TestConsole one;
    private TestConsole two;

    private void start(By by) throws Exception {
        redis = by == By.REDIS ? TestRedis.open() : null;
        link = new FaultyLink(info.port());
        one = options().start();
        two = options().databaseThrough(link.port()).start();
        awaitHearing(1);
    }

    private TestConsole.Options options() {
        TestConsole.Options options = TestConsole.with().database(info).relay();
        return redis == null ? options : options.redis(redis.port(), null);
    }

    private void awaitHearing(int others) {
        await().atMost(RawWebSocket.PATIENCE)
                .until(() -> hears(one)
                        && hears(two)
                        && one.metric("relay_consoles") == others
                        && two.metric("relay_consoles") == others);
    }

    private static boolean hears(TestConsole console) {
        return console.metric("relay_connected") == 1;
    }

    @AfterEach
    void stop() throws Exception {
        two.close();
        one.close();
        link.close();
        if (redis != null) {
            redis.close();
        }
    }

    private static JsonNode awaitUpdate(RawWebSocket dashboard, TestMessages sample) throws Exception {
        return dashboard.awaitJson(message -> message.path("type").asString().equals("sensor_update")
                && message.path("sample_id").asString().equals(sample.id()));
    }

    private static List<String> answers(TestConsole console) {
        List<String> answers = new ArrayList<>();
        QUESTIONS.forEach(path -> answers.add(console.get(path).body()));
        return answers;
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void whatOneStoresTheOtherShows(By by) throws Exception {
        start(by);
        try (RawWebSocket dashboard = two.realtime();
                TestConsole plain = TestConsole.with().database(info).noCache().start()) {
            dashboard.awaitJson("snapshot");
            for (int i = 0; i < 5; i++) {
                answers(two);
                TestMessages sample = TestMessages.sample(DEVICE);
                one.store(sample);
                JsonNode shown = awaitUpdate(dashboard, sample);
                assertThat(shown.at("/vl53l8ch/raw/distance_matrix").size()).isEqualTo(8);
                // Its answers follow, too: those that it had given are not given again.
                List<String> right = answers(plain);
                await().until(() -> answers(two).equals(right));
            }
            assertThat(two.metric("cache_hits_total{cache=\"trends\"}")
                            + two.metric("cache_hits_total{cache=\"hourly\"}"))
                    .as("answers are kept while others are heard")
                    .isPositive();
            JsonNode device = await().until(
                            () -> two.json("/api/sqal/devices/" + DEVICE),
                            known -> known.get("recent_scores").size() == 5);
            assertThat(device.at("/device/state").asString()).isEqualTo("live");
            await("figures are the hall's")
                    .until(() -> two.json("/api/sqal/dashboard/overview")
                                    .get("samples_last_hour")
                                    .asInt()
                            == 5);
            assertThat(two.metric("samples_analyzed_total{device_id=\"" + DEVICE + "\",grade=\""
                            + device.at("/latest/fusion/final_grade").asString() + "\"}"))
                    .as("counters count what this console did")
                    .isNaN();

            // The station comes over: the same measurement is acknowledged again, and stored once.
            TestMessages again = TestMessages.sample(DEVICE);
            one.store(again);
            two.store(again, TestMessages.sample(DEVICE));
            assertThat(one.count("SELECT count(*) FROM sensor_samples")).isEqualTo(7);
            await().until(() ->
                    one.json("/api/sqal/devices/" + DEVICE).get("recent_scores").size() == 7);
            assertThat(one.json("/api/sqal/devices").get("items").size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void stationsAndBugsAreTheSameOnBoth(By by) throws Exception {
        TestStations.leave(info, "ESP32_MT_07", "pending");
        start(by);
        assertThat(TestStations.enrollment(two, "ESP32_MT_07")).isEqualTo("pending");
        assertThat(one.post("/api/sqal/devices/ESP32_MT_07/approve", "").statusCode())
                .isEqualTo(200);
        await().until(() -> TestStations.enrollment(two, "ESP32_MT_07").equals("approved"));
        // One that is new to both, and of this machine.
        TestStations.hello(two, "ESP32_MT_08");
        await().until(() -> TestStations.enrollment(one, "ESP32_MT_08").equals("approved"));

        try (RawWebSocket dashboard = two.realtime()) {
            dashboard.awaitJson("snapshot");
            one.post(
                    "/api/bugs",
                    Json.MAPPER.writeValueAsString(Map.of(
                            "title", "Balance bloquée", "description", "Le poids reste à 512 g", "severity", "high")));
            assertThat(dashboard.awaitJson("bug").toString()).contains("Balance bloquée");
            await().until(() -> two.metric("bugs_open{severity=\"high\"}") == 1);
            assertThat(two.metric("bugs_reported_total{source=\"person\"}")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void whatWasNotHeardIsReadAfterwards(By by) throws Exception {
        start(by);
        one.store(TestMessages.sample(DEVICE));
        await().until(() -> !TestStations.enrollment(two, DEVICE).isEmpty());
        try (RawWebSocket dashboard = two.realtime()) {
            dashboard.awaitJson("snapshot");
            if (redis == null) {
                // The one connection that hears; the database itself is well.
                assertThat(one.count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE application_name = 'gaveurs-console relay' AND datname = current_database()"))
                        .isGreaterThanOrEqualTo(2);
            } else {
                redis.kill();
            }
            TestMessages unheard = TestMessages.sample(DEVICE);
            one.store(unheard);
            awaitUpdate(dashboard, unheard);
            if (redis != null) {
                await().atMost(RawWebSocket.PATIENCE)
                        .until(() -> two.get("/health").body().contains("other consoles are not heard"));
                redis.start();
                redis.flush();
            }
            awaitHearing(1);

            link.cut();
            await().until(() -> !two.get("/health/ready").body().contains("\"ready\""));
            TestMessages away = TestMessages.sample(DEVICE);
            TestMessages fresh = TestMessages.sample("ESP32_LS_02");
            one.store(away, fresh);
            link.mend();
            awaitUpdate(dashboard, fresh);
            await().until(() -> two.json("/api/sqal/devices/" + DEVICE)
                    .at("/latest/sample_id")
                    .asString()
                    .equals(away.id()));
            awaitHearing(1);
            List<String> right = answers(one);
            await().until(() -> answers(two).equals(right));
        }
        one.stop();
        await().until(() -> two.metric("relay_consoles") == 0);
        await("one that said goodbye is not missed").until(() -> hears(two));
    }
}

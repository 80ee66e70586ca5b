package fr.gaveurs.console.backend.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The conversation of {@code /ws/realtime/}. */
class RealtimeTest {
    private static TestConsole console;
    private RawWebSocket dashboard;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        console.store(
                TestMessages.graded("ESP32_LL_01", Grade.A),
                TestMessages.graded("ESP32_LS_02", Grade.REJECT),
                TestMessages.graded("ESP32_LL_03", Grade.UNGRADED));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @BeforeEach
    void connect() throws Exception {
        dashboard = console.realtime();
    }

    @AfterEach
    void disconnect() throws Exception {
        dashboard.close();
    }

    private JsonNode say(String message, String answer) throws Exception {
        dashboard.sendText(message);
        return dashboard.awaitJson(answer);
    }

    private JsonNode subscribe(String filters) throws Exception {
        say("{\"type\":\"subscribe\",\"filters\":" + filters + "}", "subscribe_ack");
        return dashboard.awaitJson("snapshot");
    }

    private static Set<String> devices(JsonNode snapshot) {
        return new HashSet<>(snapshot.get("devices").findValuesAsString("device_id"));
    }

    /** The ids of the updates up to the one of a marker, which is stored last and fits every filter here. */
    private List<String> updatesUntil(TestMessages marker, TestMessages... before) throws Exception {
        List<String> ids = new java.util.ArrayList<>();
        for (TestMessages sample : before) {
            console.store(sample);
        }
        console.store(marker);
        JsonNode update = dashboard.awaitJson("sensor_update");
        while (!update.get("sample_id").asString().equals(marker.id())) {
            ids.add(update.get("sample_id").asString());
            update = dashboard.awaitJson("sensor_update");
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"filters\":{\"sitecode\":\"LL\"}` | filters.sitecode | is not a field here; known are device_id, matrices",
                "`\"filters\":{\"site_code\":\"LL\",\"site_code\":\"LS\"}` | filters.site_code | is given more than once",
                "`\"filters\":{\"site_code\":7}` | filters.site_code | must be text",
                "`\"filters\":{\"min_grade\":\"Z\"}` | filters.min_grade | must be one of A+, A, B, C, REJECT",
                "`\"filters\":{\"min_grade\":\"UNGRADED\"}` | filters.min_grade | must be one of A+, A, B, C, REJECT",
                "`\"filters\":{\"matrices\":\"no\"}` | filters.matrices | must be true or false",
                "`\"filters\":{\"device_id\":\"X\"}` | filters.device_id | must be a list",
                "`\"filters\":{\"max_rate_hz\":\"5\"}` | filters.max_rate_hz | must be a number",
                "`\"filters\":{\"max_rate_hz\":0}` | filters.max_rate_hz | must be a number from 0.01 to 1000",
                "`\"filters\":7` | filters | must be an object",
                "`\"device_id\":[\"X\"]` | device_id | is not a field here; known are filters",
            })
    void aFilterThatIsNotUnderstoodIsNamedAndTheOldOnesStay(String rest, String field, String said) throws Exception {
        subscribe("{\"device_id\":[\"ESP32_LS_02\"]}");

        JsonNode error = say("{\"type\":\"subscribe\"," + rest + "}", "error");

        assertThat(error.get("errors")).hasSize(1);
        assertThat(error.at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(error.at("/errors/0/message").asString()).contains(said);
        assertThat(error.get("message").asString()).contains(field, said);
        assertThat(updatesUntil(
                        TestMessages.graded("ESP32_LS_02", Grade.A), TestMessages.graded("ESP32_LL_01", Grade.A)))
                .isEmpty();
    }

    @Test
    void aTypeThatDoesNotExistIsAnsweredWithThoseThatDo() throws Exception {
        for (String message : List.of("{\"type\":\"subscripe\"}", "{}", "null", "[]")) {
            JsonNode error = say(message, "error");
            assertThat(error.at("/errors/0/field").asString()).as(message).isEqualTo("type");
            assertThat(error.at("/errors/0/message").asString()).contains("subscribe, unsubscribe, heartbeat");
        }
    }

    @Test
    void whatDashboardsAddToOtherMessagesSpoilsNothing() throws Exception {
        say("{\"type\":\"heartbeat\",\"timestamp\":\"2026-11-23T12:00:00Z\",\"client\":{\"a\":1}}", "heartbeat_ack");
        say("{\"type\":\"ping\",\"timestamp\":1}", "pong");
        say("{\"type\":\"unsubscribe\",\"filters\":{}}", "unsubscribe_ack");
        say("{\"type\":\"subscribe\"}", "subscribe_ack");
        say("{\"timestamp\":\"2026-11-23T12:00:00Z\",\"filters\":null,\"type\":\"subscribe\"}", "subscribe_ack");
        say(
                "{\"filters\":{\"device_id\":null,\"site_code\":\"LL\",\"min_grade\":\"A+\",\"max_rate_hz\":5,"
                        + "\"matrices\":false},\"type\":\"subscribe\"}",
                "subscribe_ack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/realtime/", "/ws/realtime"})
    void greetsAndTellsWhereEverythingStands(String path) throws Exception {
        try (RawWebSocket other = RawWebSocket.open(console.port(), path)) {
            JsonNode hello = other.readJson();
            JsonNode snapshot = other.readJson();

            assertThat(hello.get("type").asString()).isEqualTo("connection_established");
            assertThat(hello.get("version").asString()).isEqualTo("9.9.9");
            assertThat(snapshot.get("type").asString()).isEqualTo("snapshot");
            assertThat(devices(snapshot)).contains("ESP32_LL_01", "ESP32_LS_02", "ESP32_LL_03");
            JsonNode first = snapshot.at("/devices/0");
            assertThat(first.at("/device/state").asString()).isIn("live", "stale");
            assertThat(first.at("/device/age_seconds").asDouble()).isGreaterThanOrEqualTo(0);
            assertThat(first.at("/latest/vl53l8ch/raw/distance_matrix").size()).isEqualTo(8);
            assertThat(first.get("recent_scores").size()).isGreaterThan(0);
        }
    }

    @Test
    void theSnapshotComesBeforeAnyUpdateHoweverBusyTheHallIs() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        // Ended by a flag: a sample that was sent and not awaited would reach the test after this one.
        CompletableFuture<Void> busy = CompletableFuture.runAsync(
                () -> {
                    try (RawWebSocket device = console.sensors()) {
                        while (!enough.get()) {
                            device.sendText(TestMessages.sample("ESP32_LL_01").utf8());
                            device.awaitJson("ack");
                        }
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
        for (int i = 0; i < 30; i++) {
            try (RawWebSocket other = console.realtime()) {
                assertThat(other.readJson().get("type").asString()).isEqualTo("connection_established");
                assertThat(other.readJson().get("type").asString()).isEqualTo("snapshot");
            }
        }
        enough.set(true);
        assertThat(busy).succeedsWithin(RawWebSocket.PATIENCE);
        await().until(() -> console.backend().unfinished().samples() == 0);
    }

    @Test
    void anUpdateHasTheShapeThatDashboardsExpect() throws Exception {
        dashboard.awaitJson("snapshot");
        TestMessages sample = TestMessages.graded("ESP32_LL_01", Grade.B).claim("A", 0.81);
        console.store(sample);

        JsonNode update = dashboard.awaitJson("sensor_update");

        assertThat(update.get("sample_id").asString()).isEqualTo(sample.id());
        assertThat(update.get("device_id").asString()).isEqualTo("ESP32_LL_01");
        assertThat(update.get("site_code").asString()).isEqualTo("LL");
        assertThat(Instant.parse(update.get("timestamp").asString()))
                .as("the sample's own time")
                .isEqualTo(sample.time());
        for (String matrix : List.of(
                "distance_matrix", "reflectance_matrix", "amplitude_matrix", "ambient_matrix", "status_matrix")) {
            assertThat(update.at("/vl53l8ch/raw/" + matrix).size()).isEqualTo(8);
            assertThat(update.at("/vl53l8ch/raw/" + matrix + "/7").size()).isEqualTo(8);
        }
        assertThat(update.at("/vl53l8ch/raw/distance_matrix/2/2").asDouble()).isEqualTo(90);
        assertThat(update.at("/vl53l8ch/analysis").propertyNames())
                .contains("volume_mm3", "weight_g", "score", "grade", "defects", "floor_mm");
        assertThat(update.at("/as7341/raw/channels/F4").asDouble()).isCloseTo(4000, within(1.0));
        assertThat(update.at("/as7341/analysis/spectral_ratios/violet_orange_ratio")
                        .asDouble())
                .isCloseTo(0.4, within(0.01));
        assertThat(update.at("/fusion/final_grade").asString()).isEqualTo("B");
        assertThat(update.at("/fusion/is_compliant").asBoolean()).isTrue();
        assertThat(update.at("/fusion/claimed_grade").asString()).isEqualTo("A");
        assertThat(update.at("/fusion/claim_differs").asBoolean()).isTrue();
        assertThat(Json.MAPPER.treeToValue(update, Realtime.ServerMessage.class))
                .isInstanceOf(Realtime.SensorUpdate.class);
    }

    @Test
    void everyMessageFitsTheContractAndSeqCountsByOne() throws Exception {
        Set<String> types = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            console.store(TestMessages.sample("ESP32_LL_01"));
        }
        dashboard.sendText("{\"type\":\"heartbeat\"}");
        dashboard.sendText("{\"type\":\"ping\"}");
        for (long seq = 1; !types.contains("health") || !types.contains("pong"); seq++) {
            assertThat(seq).as("messages until a pulse and a pong came").isLessThan(200);
            JsonNode message = dashboard.readJson();
            types.add(message.get("type").asString());
            assertThat(message.get("seq").asLong()).isEqualTo(seq);
            assertThat(Instant.parse(message.get("timestamp").asString()))
                    .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
            Json.MAPPER.treeToValue(message, Realtime.ServerMessage.class);
        }
    }

    @Test
    void thePulseTellsHowTheBackendIs() throws Exception {
        // Degraded where the machine is short of something just now, which is not this test's matter.
        JsonNode health = dashboard.awaitJson(m -> m.path("type").asString().equals("health")
                && Set.of("ready", "degraded").contains(m.path("status").asString()));

        assertThat(health.propertyNames())
                .contains("components", "samples_per_second", "queue_depth", "devices_live", "devices_total");
        assertThat(health.get("components").findValuesAsString("name"))
                .contains("database", "sample writer", "disk", "server threads", "memory");
        assertThat(health.get("devices_total").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aStationThatChangesIsAnnounced() throws Exception {
        dashboard.awaitJson("snapshot");
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello("ESP32_MT_77"));
            device.awaitJson("hello_ack");
            device.sendText(TestMessages.heartbeat("ESP32_MT_77", 9));

            JsonNode status = dashboard.awaitJson(m -> m.path("type").asString().equals("device_status")
                    && m.at("/device/device_id").asString().equals("ESP32_MT_77")
                    && m.at("/device/buffer_size").asInt() == 9);
            assertThat(status.at("/device/connected").asBoolean()).isTrue();
        }
        dashboard.awaitJson(m -> m.path("type").asString().equals("device_status")
                && m.at("/device/device_id").asString().equals("ESP32_MT_77")
                && !m.at("/device/connected").asBoolean());
    }

    @Test
    void filtersByDevice() throws Exception {
        JsonNode snapshot = subscribe("{\"device_id\":[\"ESP32_LL_01\",\"ESP32_ZZ_99\"]}");
        assertThat(devices(snapshot)).containsExactly("ESP32_LL_01");

        assertThat(updatesUntil(
                        TestMessages.sample("ESP32_LL_01"),
                        TestMessages.sample("ESP32_LS_02"),
                        TestMessages.sample("ESP32_LL_03")))
                .isEmpty();
    }

    @Test
    void filtersBySite() throws Exception {
        assertThat(devices(subscribe("{\"site_code\":\"LS\"}"))).containsExactly("ESP32_LS_02");

        assertThat(updatesUntil(TestMessages.sample("ESP32_LS_02"), TestMessages.sample("ESP32_LL_01")))
                .isEmpty();
    }

    @Test
    void filtersByLeastGrade() throws Exception {
        assertThat(devices(subscribe("{\"min_grade\":\"B\"}")))
                .as("a snapshot shows every station")
                .contains("ESP32_LS_02");
        TestMessages good = TestMessages.graded("ESP32_LL_01", Grade.B);

        assertThat(updatesUntil(
                        TestMessages.graded("ESP32_LL_03", Grade.A_PLUS),
                        good,
                        TestMessages.graded("ESP32_LL_01", Grade.C),
                        TestMessages.graded("ESP32_LL_01", Grade.REJECT),
                        TestMessages.graded("ESP32_LL_01", Grade.UNGRADED)))
                .containsExactly(good.id());
    }

    @Test
    void leavesMatricesOutOnRequest() throws Exception {
        JsonNode snapshot = subscribe("{\"matrices\":false}");
        assertThat(snapshot.toString()).doesNotContain("distance_matrix");
        console.store(TestMessages.sample("ESP32_LL_01"));

        JsonNode update = dashboard.awaitJson("sensor_update");

        assertThat(update.at("/vl53l8ch/raw").isNull()).isTrue();
        assertThat(update.at("/vl53l8ch/analysis/weight_g").isNumber()).isTrue();
    }

    @Test
    void aLowerRateSkipsAndTheNewestComesInTheEnd() throws Exception {
        subscribe("{\"max_rate_hz\":5,\"device_id\":[\"ESP32_LL_01\"]}");
        long from = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            console.store(TestMessages.sample("ESP32_LL_01"));
        }
        TestMessages last = TestMessages.sample("ESP32_LL_01");
        console.store(last);
        int updates = 1;
        JsonNode update = dashboard.awaitJson("sensor_update");
        while (!update.get("sample_id").asString().equals(last.id())) {
            updates++;
            update = dashboard.awaitJson("sensor_update");
        }

        double seconds = (System.nanoTime() - from) / 1e9;
        assertThat(updates).isLessThanOrEqualTo((int) Math.ceil(seconds * 5) + 1);
    }

    @Test
    void aSubscribeIsAcknowledgedWithWhatWasUnderstood() throws Exception {
        JsonNode ack = say(
                "{\"type\":\"subscribe\",\"filters\":{\"site_code\":\"LL\",\"min_grade\":\"a+\",\"max_rate_hz\":2.5}}",
                "subscribe_ack");

        assertThat(ack.at("/filters/site_code").asString()).isEqualTo("LL");
        assertThat(ack.at("/filters/min_grade").asString()).isEqualTo("A+");
        assertThat(ack.at("/filters/max_rate_hz").asDouble()).isEqualTo(2.5);
        assertThat(ack.at("/filters/device_id").isNull()).isTrue();
        assertThat(say("{\"type\":\"subscribe\"}", "subscribe_ack")
                        .at("/filters/site_code")
                        .isNull())
                .as("without filters everything")
                .isTrue();
        assertThat(devices(dashboard.awaitJson("snapshot"))).contains("ESP32_LL_01", "ESP32_LS_02");
    }

    @Test
    void unsubscribedItIsSilentUntilItSubscribesAgain() throws Exception {
        dashboard.awaitJson("health");
        say("{\"type\":\"unsubscribe\"}", "unsubscribe_ack");
        TestMessages unheard = TestMessages.sample("ESP32_LS_02");
        try (RawWebSocket other = console.realtime()) {
            other.awaitJson("snapshot");
            console.store(TestMessages.sample("ESP32_LL_01"), unheard);
            other.awaitJson(m -> m.path("sample_id").asString().equals(unheard.id()));
        }
        dashboard.sendText("{\"type\":\"heartbeat\"}");
        assertThat(dashboard.readJson().get("type").asString()).isEqualTo("heartbeat_ack");

        subscribe("null");
        TestMessages heard = TestMessages.sample("ESP32_LL_01");
        assertThat(updatesUntil(heard)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "null",
                "{\"type\":\"dance\"}",
                "{\"kind\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"filters\":\"all\"}",
                "{\"type\":\"subscribe\",\"filters\":{\"device_id\":\"ESP32_LL_01\"}}",
                "{\"type\":\"subscribe\",\"filters\":{\"min_grade\":\"E\"}}",
                "{\"type\":\"subscribe\",\"filters\":{\"min_grade\":\"UNGRADED\"}}",
                "{\"type\":\"subscribe\",\"filters\":{\"max_rate_hz\":0}}",
                "{\"type\":\"subscribe\",\"filters\":{\"max_rate_hz\":-1}}",
                "{\"type\":\"subscribe\",\"filters\":{\"max_rate_hz\":1e9}}",
                "{\"type\":\"subscribe\",\"filters\":{\"max_rate_hz\":\"NaN\"}}",
            })
    void whatCannotBeUsedIsRefusedAndTheSocketLives(String message) throws Exception {
        JsonNode error = say(message, "error");

        assertThat(error.get("message").asString()).isNotBlank().doesNotContain("Exception");
        assertThat(error.get("seq").isNumber()).isTrue();
        say("{\"type\":\"heartbeat\"}", "heartbeat_ack");
    }

    @Test
    void hostileMessagesAreRefusedToo() throws Exception {
        String ids = "\"x\",".repeat(501) + "\"x\"";
        say("{\"type\":\"subscribe\",\"filters\":{\"device_id\":[" + ids + "]}}", "error");
        say("[".repeat(60_000), "error");
        dashboard.sendText("x".repeat(70_000));

        assertThat(dashboard.awaitClose().code()).isEqualTo(1009);
    }

    @Test
    void thousandsOfQuestionsAreAllAnsweredInOrder() throws Exception {
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 3_000; i++) {
                    dashboard.sendText(i % 2 == 0 ? "{\"type\":\"ping\"}" : "{\"type\":\"heartbeat\"}");
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        long seq = 0;
        for (int i = 0; i < 3_000; ) {
            assertThat(seq - i).as("pulses between the answers").isLessThan(120);
            JsonNode message = dashboard.readJson();
            assertThat(message.get("seq").asLong()).isEqualTo(++seq);
            String type = message.get("type").asString();
            if (type.equals("pong") || type.equals("heartbeat_ack")) {
                assertThat(type).isEqualTo(i++ % 2 == 0 ? "pong" : "heartbeat_ack");
            }
        }
        assertThat(asking.join(RawWebSocket.PATIENCE)).isTrue();
    }
}

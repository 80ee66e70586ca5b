package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.HistogramDecoder;
import fr.gaveurs.console.backend.features.quality.SampleView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The conversation of {@code /ws/sensors/}, with a real console and a real database. */
class DeviceSocketTest {
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static JsonNode exchange(String message) throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(message);
            return device.readJson();
        }
    }

    private static JsonNode ack(TestMessages sample) throws Exception {
        JsonNode answer = exchange(sample.text());
        assertThat(answer.get("type").asString()).as(answer.toString()).isEqualTo("ack");
        return answer;
    }

    private static long rows(String sampleId) {
        return console.count("SELECT count(*) FROM sensor_samples WHERE sample_id = ?", sampleId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/sensors/", "/ws/sensors"})
    void answersWithAndWithoutTheLastSlash(String path) throws Exception {
        try (RawWebSocket device = RawWebSocket.open(console.port(), path)) {
            JsonNode first = device.readJson();

            assertThat(first.get("type").asString()).isEqualTo("connection_established");
            assertThat(first.propertyNames()).containsExactlyInAnyOrder("type", "timestamp", "message");
            assertThat(Instant.parse(first.get("timestamp").asString()))
                    .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void aHelloMakesTheStationKnown() throws Exception {
        JsonNode answer = exchange(TestMessages.hello("ESP32_LS_21"));

        assertThat(answer.get("type").asString()).isEqualTo("hello_ack");
        assertThat(answer.get("message").asString()).isEqualTo("welcome");
        assertThat(answer.get("token").isNull())
                .as("on this machine none is needed")
                .isTrue();
        JsonNode device = console.json("/api/sqal/devices/ESP32_LS_21").get("device");
        assertThat(device.get("site_code").asString()).isEqualTo("LS");
        assertThat(device.get("location").asString()).isEqualTo("Ligne 2");
        assertThat(device.get("firmware_version").asString()).isEqualTo("1.4.2");
        assertThat(device.get("mac_address").asString()).isEqualTo("AA:BB:CC:00:11:22");
        assertThat(device.get("ip_address").asString()).isEqualTo("192.168.1.44");
        assertThat(device.get("enrollment").asString()).isEqualTo("approved");
        assertThat(device.get("state").asString()).isEqualTo("never_seen");
        await().untilAsserted(() -> assertThat(console.count(
                        "SELECT count(*) FROM devices WHERE device_id = 'ESP32_LS_21' AND location = 'Ligne 2'"))
                .isEqualTo(1));
    }

    @Test
    void aStationKnowsWhetherItsSocketIsOpen() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello("ESP32_LS_22"));
            device.awaitJson("hello_ack");
            assertThat(connected()).isTrue();
        }
        await().until(() -> !connected());
    }

    private static boolean connected() {
        return console.json("/api/sqal/devices/ESP32_LS_22")
                .at("/device/connected")
                .asBoolean();
    }

    @ParameterizedTest
    @EnumSource(Grade.class)
    void aSampleIsAcknowledgedWithItsGradeAndKeptWithEveryFigure(Grade grade) throws Exception {
        TestMessages message =
                TestMessages.graded("ESP32_LL_01", grade).claim("b", 0.75).id("figures " + grade);
        exchange(TestMessages.hello("ESP32_LL_01"));

        JsonNode ack = ack(message);

        Sample expected = SampleView.of(message.received(Instant.now()));
        assertThat(ack.get("sample_id").asString()).isEqualTo(message.id());
        assertThat(ack.get("status").asString()).isEqualTo("saved");
        assertThat(ack.get("fusion_grade").asString()).isEqualTo(grade.letter());
        assertThat(ack.propertyNames())
                .containsExactlyInAnyOrder("type", "sample_id", "timestamp", "status", "fusion_score", "fusion_grade");
        Double score = expected.fusion().finalScore();
        assertThat(
                        ack.get("fusion_score").isNull()
                                ? null
                                : (Double) ack.get("fusion_score").asDouble())
                .isEqualTo(score);
        await().untilAsserted(() -> assertThat(stored(message)).isEqualTo(withoutReceipt(expected)));
    }

    /** As the database has it, that is after a way through its columns. */
    private static JsonNode stored(TestMessages message) {
        ObjectNode sample = (ObjectNode) console.json(
                "/api/sqal/samples/" + message.id().replace(" ", "%20").replace("+", "%2B"));
        assertThat(Instant.parse(sample.remove("received_at").asString()))
                .isBetween(message.time().minusSeconds(1), Instant.now().plusSeconds(1));
        sample.remove(List.of("sequence", "late")); // by what the station sent before
        return sample;
    }

    private static JsonNode withoutReceipt(Sample sample) {
        ObjectNode tree = Json.MAPPER.valueToTree(sample);
        tree.remove(List.of("received_at", "sequence", "late"));
        return Json.MAPPER.readTree(tree.toString());
    }

    @Test
    void aSampleWithoutSpectrumOrLotIsKeptToo() throws Exception {
        TestMessages message = TestMessages.sample("ESP32_LL_01").noSpectrum().lot(null);
        ack(message);

        JsonNode stored = console.json("/api/sqal/samples/" + message.id());

        assertThat(stored.get("as7341").isNull()).isTrue();
        assertThat(stored.get("lot").isNull()).isTrue();
        assertThat(stored.at("/fusion/claimed_grade").isNull()).isTrue();
        assertThat(stored.at("/fusion/claim_differs").asBoolean()).isFalse();
    }

    @Test
    void theHistogramsOfAFullMessageAreKeptWithoutLoss() throws Exception {
        TestMessages message = TestMessages.sample("ESP32_LL_01").bins(24);
        ack(message);

        byte[] packed = console.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT histogram FROM sample_histograms WHERE sample_id = ?")
                        .bind(0, message.id())
                        .mapTo(byte[].class)
                        .one());

        HistogramDecoder.Histograms read = HistogramDecoder.decode(packed);
        assertThat(read.zones()).isEqualTo(64);
        assertThat(read.bins()).isEqualTo(24);
        assertThat(read.counts()[24 * 9 + 5])
                .as("zone 9 (row 1, column 1), bin 5")
                .isEqualTo(1.25f + 9);
        assertThat(read.counts()[24 * 9 + 6]).isZero();
    }

    @Test
    void sentAgainItIsAcknowledgedAgainAndStoredOnce() throws Exception {
        TestMessages message = TestMessages.graded("ESP32_LL_01", Grade.A).bins(4);
        JsonNode first = ack(message);
        long before = console.count("SELECT sum(samples) FROM stats_hourly");

        JsonNode second = ack(message);

        assertThat(second.get("fusion_grade")).isEqualTo(first.get("fusion_grade"));
        assertThat(second.get("fusion_score")).isEqualTo(first.get("fusion_score"));
        assertThat(second.get("status").asString()).isEqualTo("saved");
        assertThat(rows(message.id())).isEqualTo(1);
        assertThat(console.count("SELECT sum(samples) FROM stats_hourly")).isEqualTo(before);
    }

    @Test
    void aResendIsStoredOnceAndOtherFiguresAreAnotherMeasurement() throws Exception {
        Instant time = Instant.now();
        ack(TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).id("told twice").at(time));

        JsonNode answer = ack(TestMessages.graded("ESP32_LL_01", Grade.REJECT)
                .id("told twice")
                .at(time));

        assertThat(answer.get("fusion_grade").asString()).isEqualTo("REJECT");
        assertThat(rows("told twice")).isEqualTo(2);
        try (RawWebSocket device = console.sensors()) {
            // Both in the same batch, as far as that can be had.
            String twice = TestMessages.graded("ESP32_LL_01", Grade.B)
                    .id("in one go")
                    .at(time)
                    .text();
            for (int i = 0; i < 20; i++) {
                device.sendText(twice);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(device.awaitJson("ack").get("fusion_grade").asString())
                        .isEqualTo("B");
            }
        }
        assertThat(rows("in one go")).isEqualTo(1);
    }

    @Test
    void aReusedIdWithAnotherTimeIsAnotherMeasurement() throws Exception {
        Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ack(TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).id("reused").at(time.minusSeconds(60)));
        ack(TestMessages.graded("ESP32_LL_01", Grade.C).id("reused").at(time));
        ack(TestMessages.graded("ESP32_LS_09", Grade.B).id("reused").at(time.minusSeconds(120)));

        assertThat(rows("reused")).isEqualTo(3);
        assertThat(grade("")).as("the newest").isEqualTo("C");
        assertThat(grade("?timestamp=" + time.minusSeconds(60))).isEqualTo("A+");
        assertThat(grade("?device_id=ESP32_LS_09")).isEqualTo("B");
    }

    private static String grade(String query) {
        return console.json("/api/sqal/samples/reused" + query)
                .at("/fusion/final_grade")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:07.5Z", "2019-12-31T23:59:59Z"})
    void aWrongClockIsFlaggedAndTheSampleKeptUnderItsReceipt(String deviceTime) throws Exception {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
        TestMessages message = TestMessages.sample("ESP32_LL_31")
                .id("clock " + deviceTime)
                .at(Instant.parse(deviceTime))
                .bins(4);
        ack(message);
        JsonNode stored = console.json("/api/sqal/samples/" + message.id().replace(" ", "%20"));

        assertThat(stored.get("clock_wrong").asBoolean()).isTrue();
        assertThat(Instant.parse(stored.get("timestamp").asString())).isBetween(begin, Instant.now());
        assertThat(stored.get("timestamp")).isEqualTo(stored.get("received_at"));
        await().until(() -> console.json("/api/sqal/devices/ESP32_LL_31")
                .at("/device/clock_wrong")
                .asBoolean());
        assertThat(console.count(
                        "SELECT count(*) FROM sensor_samples WHERE sample_id = ? AND device_time = ?::timestamptz",
                        message.id(),
                        deviceTime))
                .isEqualTo(1);

        ack(message);
        assertThat(rows(message.id()))
                .as("a resend is recognised by the time that the device claims")
                .isEqualTo(1);
        assertThat(console.count("SELECT count(*) FROM sample_histograms WHERE sample_id = ?", message.id()))
                .isEqualTo(1);
        ack(message.at(Instant.parse(deviceTime).plusSeconds(1)));
        assertThat(rows(message.id())).isEqualTo(2);
    }

    @Test
    void aTimeAheadIsTakenForFiveMinutesOnly() throws Exception {
        ack(TestMessages.sample("ESP32_LL_01").at(Instant.now().plus(Duration.ofMinutes(4))));
        TestMessages ahead = TestMessages.sample("ESP32_LL_01").at(Instant.now().plus(Duration.ofMinutes(6)));

        JsonNode answer = exchange(ahead.text());

        assertThat(answer.get("type").asString()).isEqualTo("validation_error");
        assertThat(answer.at("/errors/0/field").asString()).isEqualTo("timestamp");
        assertThat(answer.at("/errors/0/message").asString()).contains("set the device's clock");
        assertThat(rows(ahead.id())).isZero();
    }

    @Test
    void aPingIsAnsweredAndAPongIsNot() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText("{\"type\":\"pong\",\"timestamp\":\"2026-11-23T12:00:00Z\"}");
            device.sendText("{\"type\":\"ping\",\"timestamp\":\"2026-11-23T12:00:00Z\"}");

            JsonNode pong = device.readJson();

            assertThat(pong.get("type").asString()).isEqualTo("pong");
            assertThat(pong.propertyNames()).containsExactlyInAnyOrder("type", "timestamp");
        }
    }

    @Test
    void aHeartbeatTellsWhatTheDeviceHoldsBack() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello("ESP32_LS_23"));
            device.sendText(TestMessages.heartbeat("ESP32_LS_23", 12));
            device.roundTrip();
            assertThat(buffered()).isEqualTo(12);

            device.sendText("{\"type\":\"heartbeat\",\"buffer_size\":3}");
            device.roundTrip();
            assertThat(buffered())
                    .as("without an id it speaks for the one that said hello")
                    .isEqualTo(3);
        }
    }

    private static int buffered() {
        return console.json("/api/sqal/devices/ESP32_LS_23")
                .at("/device/buffer_size")
                .asInt();
    }

    @Test
    void oneSocketMaySpeakForSeveralStations() throws Exception {
        try (RawWebSocket gateway = console.sensors()) {
            for (String device : new String[] {"ESP32_MT_01", "ESP32_MT_02", "ESP32_MT_03"}) {
                gateway.sendText(TestMessages.sample(device).text());
                gateway.awaitJson("ack");
                assertThat(console.json("/api/sqal/devices/" + device)
                                .at("/device/connected")
                                .asBoolean())
                        .isTrue();
            }
        }
    }
}

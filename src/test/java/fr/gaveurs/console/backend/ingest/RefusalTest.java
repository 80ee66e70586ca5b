package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a device may not send: it is told which field, nothing of what it sent comes back, and it can go on. */
class RefusalTest {
    private static final String SECRET = "SECRET-PAYLOAD";
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static Arguments spoilt(String field, Consumer<ObjectNode> spoil) {
        return Arguments.of(field, spoil);
    }

    private static ObjectNode tof(ObjectNode message) {
        return (ObjectNode) message.get("vl53l8ch");
    }

    private static ObjectNode meta(ObjectNode message) {
        return (ObjectNode) message.get("meta");
    }

    private static ObjectNode channels(ObjectNode message) {
        return (ObjectNode) message.at("/as7341/channels");
    }

    private static ArrayNode row(ObjectNode message, String matrix, int row) {
        return (ArrayNode) tof(message).get(matrix).get(row);
    }

    static Stream<Arguments> spoiltMessages() {
        return Stream.of(
                spoilt("timestamp", m -> m.remove("timestamp")),
                spoilt("timestamp", m -> m.put("timestamp", SECRET)),
                spoilt("timestamp", m -> m.put("timestamp", 1_795_437_077)),
                spoilt("sample_id", m -> m.put("sample_id", "")),
                spoilt("sample_id", m -> m.put("sample_id", SECRET + "x".repeat(100))),
                spoilt("sample_id", m -> m.put("sample_id", SECRET + "\u0000")),
                spoilt("sample_id", m -> m.put("sample_id", 17.5)),
                spoilt("device_id", m -> m.put("device_id", SECRET + " with spaces")),
                spoilt("device_id", m -> m.remove("device_id")),
                spoilt("meta.device_id", m -> meta(m).put("device_id", SECRET)),
                spoilt("meta.firmware_version", m -> meta(m).put("firmware_version", SECRET)),
                spoilt("meta.temperature_c", m -> meta(m).put("temperature_c", -40.5)),
                spoilt("meta.temperature_c", m -> meta(m).put("temperature_c", SECRET)),
                spoilt("meta.humidity_percent", m -> meta(m).put("humidity_percent", 100.5)),
                spoilt("vl53l8ch.distance_matrix", m -> tof(m).remove("distance_matrix")),
                spoilt("vl53l8ch.status_matrix", m -> m.remove("vl53l8ch")),
                spoilt("vl53l8ch", m -> m.put("vl53l8ch", SECRET)),
                spoilt("vl53l8ch.distance_matrix[3][4]", m -> row(m, "distance_matrix", 3)
                        .set(4, 4000.5)),
                spoilt("vl53l8ch.distance_matrix[0][0]", m -> row(m, "distance_matrix", 0)
                        .set(0, SECRET)),
                spoilt("vl53l8ch.distance_matrix[7][7]", m -> row(m, "distance_matrix", 7)
                        .setNull(7)),
                spoilt("vl53l8ch.reflectance_matrix[1][2]", m -> row(m, "reflectance_matrix", 1)
                        .set(2, 256)),
                spoilt("vl53l8ch.amplitude_matrix[1][2]", m -> row(m, "amplitude_matrix", 1)
                        .set(2, -1)),
                spoilt("vl53l8ch.ambient_matrix[1][2]", m -> row(m, "ambient_matrix", 1)
                        .set(2, 4096)),
                spoilt("vl53l8ch.status_matrix[1][2]", m -> row(m, "status_matrix", 1)
                        .set(2, 5.5)),
                spoilt("vl53l8ch.ambient_matrix", m -> row(m, "ambient_matrix", 1)
                        .add(1)),
                spoilt("vl53l8ch.ambient_matrix", m -> ((ArrayNode) tof(m).get("ambient_matrix")).remove(7)),
                spoilt("as7341.channels.F5", m -> channels(m).put("F5_555nm", 65_536)),
                spoilt("as7341.channels.NIR", m -> channels(m).put("NIR", SECRET)),
                spoilt("as7341.integration_time", m -> ((ObjectNode) m.get("as7341")).put("integration_time", 0)),
                spoilt("as7341.gain", m -> ((ObjectNode) m.get("as7341")).put("gain", 1024)),
                spoilt("lot_abattage", m -> m.put("lot_abattage", SECRET + "\u0000")));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("spoiltMessages")
    void theFieldIsNamedAndNothingIsStoredOrSentBack(String field, Consumer<ObjectNode> spoil) throws Exception {
        TestMessages valid = TestMessages.sample("ESP32_LL_01").lot(SECRET);
        ObjectNode message = valid.json();
        spoil.accept(message);
        try (RawWebSocket device = console.sensors()) {
            device.sendText(message.toString());

            JsonNode answer = device.readJson();

            assertThat(answer.get("type").asString()).isEqualTo("validation_error");
            assertThat(answer.propertyNames()).containsExactlyInAnyOrder("type", "sample_id", "message", "errors");
            assertThat(answer.get("errors").findValuesAsString("field")).contains(field);
            if (!field.equals("sample_id")) {
                assertThat(answer.get("sample_id").asString()).isEqualTo(valid.id());
            }
            assertThat(answer.toString()).doesNotContain(SECRET).doesNotContain("Exception");
            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isZero();
            device.sendText("{\"type\":\"ping\"}");
            assertThat(device.readJson().get("type").asString()).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense SECRET-PAYLOAD",
                "{",
                "{\"type\":\"sensor_data\",\"sample_id\":\"SECRET-PAYLOAD",
                "[]",
                "[{\"type\":\"ping\"}]",
                "null",
                "17",
                "\"SECRET-PAYLOAD\"",
                "{}",
                "{\"type\":17}",
                "{\"type\":null}",
                "{\"kind\":\"SECRET-PAYLOAD\"}",
                "{\"type\":\"ping\"} {\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"esp32_hello\"}",
                "{\"type\":\"esp32_hello\",\"device_id\":\"SECRET-PAYLOAD!\"}",
                "{\"type\":\"sensor_data\",\"sample_id\":NaN}",
            })
    void whatIsNoMessageIsRefused(String text) throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(text);

            JsonNode answer = device.readJson();

            assertThat(answer.get("type").asString()).isEqualTo("validation_error");
            assertThat(answer.get("message").asString()).isNotBlank();
            assertThat(answer.toString()).doesNotContain("SECRET").doesNotContain("Exception");
        }
    }

    @Test
    void aHeartbeatOfNobodyIsToldSo() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText("{\"type\":\"heartbeat\",\"buffer_size\":-1}");

            JsonNode answer = device.readJson();
            assertThat(answer.get("type").asString()).isEqualTo("error");
            assertThat(answer.get("message").asString()).contains("device_id");
        }
    }

    @Test
    void whatIsIgnoredIsIgnoredWholly() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText("{\"type\":\"ping\",\"n\":" + "9".repeat(200_000) + "}");

            assertThat(device.readJson().get("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void depthsAndLengthsWithoutEndAreRefused() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            for (String hostile : new String[] {
                "[".repeat(500_000),
                "{\"a\":".repeat(100_000),
                "{\"type\":\"sensor_data\",\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}",
                "{\"" + "n".repeat(500_000) + "\":1}",
                "{\"type\":\"" + "t".repeat(500_000) + "\"}",
            }) {
                device.sendText(hostile);

                JsonNode answer = device.readJson();

                assertThat(answer.get("type").asString()).isIn("validation_error", "error");
                assertThat(answer.toString().length()).isLessThan(1_000);
            }
        }
    }

    @Test
    void anUnknownTypeIsAnErrorThatListsTheKnown() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText("{\"type\":\"SECRET-PAYLOAD\"}");

            JsonNode answer = device.readJson();

            assertThat(answer.get("type").asString()).isEqualTo("error");
            assertThat(answer.get("sample_id").isNull()).isTrue();
            assertThat(answer.get("message").asString())
                    .contains("esp32_hello, sensor_data, heartbeat, firmware_status, ping or pong");
            assertThat(answer.toString()).doesNotContain("SECRET");
        }
    }

    @Test
    void manyErrorsAreListedUpToTwentyAndTheRestCounted() throws Exception {
        ObjectNode message = TestMessages.sample("ESP32_LL_01").json();
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                row(message, "distance_matrix", row).set(column, -1);
            }
        }
        try (RawWebSocket device = console.sensors()) {
            device.sendText(message.toString());

            JsonNode answer = device.readJson();

            assertThat(answer.get("errors").size()).isEqualTo(20);
            assertThat(answer.get("message").asString()).startsWith("64 fields are wrong");
        }
    }

    @Test
    void unknownFieldsAreNoFault() throws Exception {
        ObjectNode message = TestMessages.sample("ESP32_LL_01").json();
        message.put("novelty", SECRET);
        tof(message).putObject("novelty").putArray("deep").addArray().add(1);
        try (RawWebSocket device = console.sensors()) {
            device.sendText(message.toString());

            assertThat(device.readJson().get("type").asString()).isEqualTo("ack");
        }
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM sensor_samples"));
    }
}

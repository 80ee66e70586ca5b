package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.quality.DeviceMessage.Heartbeat;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Hello;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Ping;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Pong;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Refused;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DeviceMessagesTest {
    private static final String HELLO = """
            {"type": "esp32_hello", "device_id": "ESP32_LS_01", "mac_address": "24:0A:C4:02:01:70",
             "location": "Ligne 1", "ip_address": "192.168.1.138", "firmware_version": "1.0.0",
             "sensors": {"vl53l8ch": "0x29", "as7341": "0x39"}, "timestamp": "2026-11-23T12:31:16.967400Z"}""";

    @Test
    void hello() {
        assertThat(SampleJson.parse(HELLO))
                .isEqualTo(
                        new Hello("ESP32_LS_01", "24:0A:C4:02:01:70", "Ligne 1", "192.168.1.138", "1.0.0", null, null));
        Hello withToken = (Hello) SampleJson.parse(HELLO.replace("\"sensors\"", "\"token\": \"s3cret\", \"sensors\""));
        assertThat(withToken.token()).isEqualTo("s3cret");
        assertThat(withToken.toString()).doesNotContain("s3cret");
    }

    @Test
    void aHelloOfABadIdIsRefused() {
        Refused refused = (Refused) SampleJson.parse(HELLO.replace("ESP32_LS_01", "../etc"));
        assertThat(refused.errors()).singleElement().satisfies(e -> {
            assertThat(e.field()).isEqualTo("device_id");
            assertThat(e.message()).doesNotContain("etc");
        });
        assertThat(SampleJson.parse("{\"type\": \"esp32_hello\"}")).isInstanceOf(Refused.class);
        assertThat(SampleJson.parse(HELLO.replace("1.0.0", "v1"))).isInstanceOf(Refused.class);
    }

    @Test
    void heartbeat() {
        assertThat(SampleJson.parse("""
                                {"type": "heartbeat", "device_id": "ESP32_LS_01", "status": "online", "uptime": 35,
                                 "stats": {"measurements_sent": 24}, "buffer_size": 3,
                                 "timestamp": "2026-11-23T12:31:47.402628Z"}""")).isEqualTo(new Heartbeat("ESP32_LS_01", 35L, 3, null, List.of()));
        assertThat(SampleJson.parse("{\"type\": \"heartbeat\"}"))
                .isEqualTo(new Heartbeat(null, null, null, null, List.of()));
        assertThat(SampleJson.parse("{\"type\": \"heartbeat\", \"status\": \"error\", \"error\": \"i2c\"}"))
                .isEqualTo(new Heartbeat(null, null, null, "i2c", List.of()));
        assertThat(SampleJson.parse("{\"type\": \"heartbeat\", \"status\": \"error\"}"))
                .isEqualTo(new Heartbeat(null, null, null, "error", List.of()));
        assertThat(SampleJson.parse("{\"type\": \"heartbeat\", \"status\": \"online\", \"error\": \"i2c\"}"))
                .as("what is said of an error that is over")
                .isEqualTo(new Heartbeat(null, null, null, null, List.of()));
    }

    @Test
    void pingAndPong() {
        assertThat(SampleJson.parse("{\"type\": \"ping\", \"timestamp\": \"x\"}"))
                .isEqualTo(new Ping());
        assertThat(SampleJson.parse("{\"timestamp\": \"x\", \"type\": \"pong\"}"))
                .isEqualTo(new Pong());
    }

    @Test
    void aTypeThatIsNone() {
        assertThat(SampleJson.parse("{\"type\": \"reboot\", \"a\": [1, {}]}")).isEqualTo(new Unknown());
        assertThat(SampleJson.parse("{\"type\": \"é<\\u0000" + "x".repeat(500) + "\"}"))
                .isEqualTo(new Unknown());
    }

    @Test
    void theTypeMayComeLate() {
        ObjectNode sample = SampleJson.valid();
        sample.remove("type");
        sample.put("type", "sensor_data");
        assertThat(SampleJson.parse(sample)).isInstanceOf(SensorData.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"sensor_data\"",
                "[]",
                "[{\"type\": \"ping\"}]",
                "{}",
                "{\"type\": null}",
                "{\"type\": 1}",
                "{\"type\": {\"type\": \"ping\"}}",
                "{\"a\": 1}"
            })
    void whatIsNoMessageIsRefused(String text) {
        Refused refused = (Refused) SampleJson.parse(text);
        assertThat(refused.sampleId()).isNull();
        assertThat(refused.message()).isNotBlank();
        assertThat(refused.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"type\": \"ping\"",
                "{\"type\": \"ping\",}",
                "{\"type\": \"ping\"}}",
                "{\"type\": \"ping\"} {\"type\": \"ping\"}",
                "{\"type\": \"ping\"} SECRET",
                "{\"type\": \"ping\", SECRET: 1}",
                "{\"type\": \"ping\", \"a\": SECRET}",
                "{\"type\": \"ping\", 'SECRET': 1}",
                "{\"type\": \"sensor_data\", \"vl53l8ch\": {\"distance_matrix\": [[1, 2, SECRET",
                "SECRET",
                "{\"type\": \"ping\", \"a\": 01}",
                "{\"type\": \"ping\", \"a\": \"\\x\"}"
            })
    void whatIsMalformedIsRefusedWithoutRepeatingIt(String text) {
        Refused refused = (Refused) SampleJson.parse(text);
        assertThat(refused.message()).isNotBlank().doesNotContain("SECRET");
        assertThat(refused.errors()).isEmpty();
    }

    @Test
    void aMalformedMessageSaysWhere() {
        Refused refused = (Refused) SampleJson.parse("{\"type\": \"ping\",\n  \"a\": ?}");
        assertThat(refused.message()).contains("line 2").contains("column");
    }

    @Test
    void aCutSampleIsRefusedByItsId() {
        String text = SampleJson.valid().toString();
        for (int cut = 1; cut < text.length(); cut += 7) {
            Refused refused = (Refused) SampleJson.parse(text.substring(0, cut));
            assertThat(refused.sampleId()).isIn(null, "MG-261123-7504-029");
        }
        Refused late = (Refused) SampleJson.parse(text.substring(0, text.length() - 5));
        assertThat(late.sampleId()).isEqualTo("MG-261123-7504-029");
    }

    @Test
    void depthIsBounded() {
        Refused refused = (Refused)
                SampleJson.parse("{\"type\": \"ping\", \"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertThat(refused.message()).contains("levels deep");
        assertThat(SampleJson.parse("{\"type\": \"ping\", \"a\": " + "1".repeat(200) + "}"))
                .isEqualTo(new Ping());
    }

    @Test
    void otherEncodingsAndBrokenUtf8AreRefused() {
        String ping = "{\"type\": \"ping\"}";
        assertThat(SampleJson.parse(ping.getBytes(StandardCharsets.UTF_16LE))).isInstanceOf(Refused.class);
        assertThat(SampleJson.parse(ping.getBytes(StandardCharsets.UTF_16BE))).isInstanceOf(Refused.class);
        assertThat(SampleJson.parse(ping.getBytes(StandardCharsets.UTF_16))).isInstanceOf(Refused.class);
        byte[] broken = "{\"type\": \"esp32_hello\", \"device_id\": \"ABCD\"}".getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 4] = (byte) 0xC3;
        assertThat(SampleJson.parse(broken)).isInstanceOf(Refused.class);
    }
}

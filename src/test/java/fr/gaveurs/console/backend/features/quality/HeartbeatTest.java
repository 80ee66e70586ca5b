package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Heartbeat;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Hello;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What boards of the field write into their heartbeats and hellos: one that can be read is taken. */
class HeartbeatTest {
    private static Heartbeat heartbeat(String fields) {
        assertThat(SampleJson.parse("{\"type\":\"heartbeat\"," + fields + "}")).isInstanceOf(Heartbeat.class);
        return (Heartbeat) SampleJson.parse("{\"type\":\"heartbeat\"," + fields + "}");
    }

    private static String error(String json) {
        return heartbeat("\"status\":\"error\",\"error\":" + json).error();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1",
                "-2147483648",
                "1262304000",
                "4294967295",
                "\"three days\"",
                "\"35\"",
                "true",
                "[35]",
                "{\"s\": 35}",
                "NaN",
                "1e300",
            })
    void anUptimeThatCannotBeIsLeftOut(String uptime) {
        Heartbeat read = heartbeat("\"uptime\":" + uptime + ",\"buffer_size\":3");
        assertThat(read.uptimeSeconds()).isNull();
        assertThat(read.bufferSize()).isEqualTo(3);
        assertThat(read.leftOut()).containsExactly("uptime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967295", "2147483648", "\"many\"", "null and"})
    void aBufferThatCannotBeIsLeftOut(String size) {
        if (size.startsWith("null")) {
            assertThat(heartbeat("\"buffer_size\":null").leftOut()).isEmpty();
            return;
        }
        Heartbeat read = heartbeat("\"buffer_size\":" + size + ",\"uptime\":35");
        assertThat(read.bufferSize()).isNull();
        assertThat(read.uptimeSeconds()).isEqualTo(35);
        assertThat(read.leftOut()).containsExactly("buffer_size");
    }

    @Test
    void anErrorIsCleanedAndCut() {
        assertThat(error("\"\\u001b[0;31mE (1234) i2c:\\ttimeout\\u001b[0m\\r\\nat 0x400d1234\""))
                .isEqualTo("E (1234) i2c: timeout\nat 0x400d1234");
        assertThat(error("\"\\u0000a\\ud800b\\u0007\"")).isEqualTo("a\uFFFDb");
        assertThat(error("\"" + "x".repeat(50_000) + "\""))
                .hasSize(PlainWords.MAX_TEXT + 1)
                .endsWith("x…");
        assertThat(error("-5")).isEqualTo("-5");
        assertThat(error("true")).isEqualTo("true");
        assertThat(error("{\"code\":259,\"at\":[\"i2c\",\"tof\"],\"deep\":{}}"))
                .isEqualTo("{code: 259, at: [i2c, tof], deep: {}}");
        assertThat(error("[]")).isEqualTo("[]");
        assertThat(error("null")).isEqualTo("error");
        assertThat(error("\"  \\n \"")).isEqualTo("error");
        assertThat(heartbeat("\"status\":\"ERROR\",\"message\":\"low heap\"").error())
                .isEqualTo("low heap");
        assertThat(heartbeat("\"error\":\"x\",\"message\":\"y\",\"status\":\"error\"")
                        .error())
                .isEqualTo("x");
        assertThat(heartbeat("\"status\":7,\"error\":\"x\"").leftOut()).containsExactly("status");
    }

    @Test
    void manyElementsOfAnErrorArePassedOver() {
        String error = error("[" + "1,".repeat(100_000) + "1]");
        assertThat(error.length()).isLessThanOrEqualTo(PlainWords.MAX_TEXT + 1);
    }

    @Test
    void onlyWhoItIsMustBeRight() {
        assertThat(SampleJson.parse("{\"type\":\"heartbeat\",\"device_id\":\"no id\"}"))
                .isInstanceOf(Refused.class);
        assertThat(SampleJson.parse("{\"type\":\"heartbeat\",\"device_id\":5}")).isInstanceOf(Refused.class);
    }

    private static Hello hello(String fields) {
        return (Hello) SampleJson.parse("{\"type\":\"esp32_hello\",\"device_id\":\"ESP32_LL_01\"," + fields + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "24:0a:c4:0b:11:22",
                "24-0A-C4-0B-11-22",
                "240ac40b1122",
                "240a.c40b.1122",
                " 24:0A:C4:0B:11:22 ",
            })
    void aMacAddressIsTheSameHoweverItIsWritten(String mac) {
        assertThat(hello("\"mac_address\":\"" + mac + "\"").macAddress()).isEqualTo("24:0A:C4:0B:11:22");
    }

    @Test
    void whatABoardSaysOfItselfIsNoReasonToRefuseIt() {
        Hello read = hello("\"mac_address\":5,\"location\":\"Ligne\\t2\\n\",\"ip_address\":[192,168],\"token\":\"\"");
        assertThat(read).isEqualTo(new Hello("ESP32_LL_01", null, "Ligne 2", null, null, null, null));
        assertThat(hello("\"location\":\"" + "x".repeat(400) + "\"").location()).hasSize(PlainWords.MAX_LINE + 1);
        assertThat(hello("\"mac_address\":\"unknown\"").macAddress()).isEqualTo("unknown");
    }

    @Test
    void theStationIsNamedByBytesThatAreNoText() {
        byte[] bytes = Json.MAPPER.writeValueAsBytes("x \"device_id\" : \"ESP32_LL_01\"");
        byte[] plain =
                "{\"device_id\" : \"ESP32_LL_01\", \u00ff".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(DeviceMessages.deviceIdIn(plain, 0, plain.length)).isEqualTo("ESP32_LL_01");
        assertThat(DeviceMessages.deviceIdIn(bytes, 0, bytes.length)).isNull();
    }
}

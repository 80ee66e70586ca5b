package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the backend says of a broken rule, in French. */
class RuleTextTest {
    private final Messages french = new Messages(Language.FR, ZoneOffset.UTC);

    private static String said(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        DeviceMessage message = DeviceMessages.parse(bytes, 0, bytes.length, Instant.parse("2026-11-27T12:00:00Z"));
        assertThat(message).isInstanceOf(DeviceMessage.Refused.class);
        return ((DeviceMessage.Refused) message).summary();
    }

    /** Whatever the backend refuses: its own words are not shown to somebody who reads French. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"type\":",
                "{\"type\":7}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"ping\"} 1",
                "{\"type\":\"sensor_data\"}",
                "{\"type\":\"sensor_data\",\"timestamp\":\"yesterday\",\"sample_id\":\"\",\"device_id\":\"a b\"}",
                "{\"type\":\"sensor_data\",\"timestamp\":7,\"sample_id\":7,\"device_id\":7}",
                "{\"type\":\"sensor_data\",\"timestamp\":\"2026-06-30T23:59:60Z\",\"sample_id\":\"s\"}",
                "{\"type\":\"sensor_data\",\"timestamp\":\"2026-06-30T23:59:50+02:00Z\",\"sample_id\":\"s\"}",
                "{\"type\":\"sensor_data\",\"timestamp\":\"1850-06-30T23:59:50Z\",\"sample_id\":\"s\"}",
                "{\"type\":\"sensor_data\",\"timestamp\":\"2026-11-27T12:30:00Z\",\"sample_id\":\"s\"}",
                "{\"type\":\"sensor_data\",\"device_id\":\"A\",\"meta\":{\"device_id\":\"B\",\"firmware_version\":\"x\"}}",
                "{\"type\":\"sensor_data\",\"device_id\":\"A\",\"device_id\":\"A\",\"vl53l8ch\":7,\"as7341\":7}",
                "{\"type\":\"sensor_data\",\"vl53l8ch\":{\"distance_matrix\":[[1]],\"reflectance_matrix\":7},\"as7341\":{}}",
                "{\"type\":\"sensor_data\",\"as7341\":{\"channels\":{\"F1\":-1,\"F1\":2}}}",
                "{\"type\":\"sensor_data\",\"as7341\":{\"channels\":[1],\"integration_time\":\"long\"}}",
                "{\"type\":\"esp32_hello\",\"device_id\":\"a b\",\"firmware_version\":[]}",
                "{\"type\":\"heartbeat\",\"device_id\":[]}",
                "{\"type\":\"firmware_status\",\"device_id\":\"A\",\"offer_id\":\"x\",\"state\":\"dancing\"}"
            })
    void whatIsRefusedIsSaidInFrench(String json) {
        String said = said(json);
        assertThat(RuleText.of(said, french))
                .as(said)
                .doesNotContainPattern("\\b(must|is|has|says|message is|send|set|the)\\b");
    }

    @Test
    void eachFieldKeepsItsNameAndItsFigures() {
        assertThat(RuleText.of(
                        "vl53l8ch.distance_matrix[3][4] must be a finite number from 0 to 4000; sample_id is missing; …",
                        french))
                .isEqualTo("vl53l8ch.distance_matrix[3][4] doit être un nombre fini de 0 à 4000; sample_id manque; …");
    }

    @Test
    void whatANewerBackendSaysIsShownAsItIs() {
        assertThat(RuleText.of("colour must be blue; device_id is missing", french))
                .isEqualTo("colour must be blue; device_id manque");
    }
}

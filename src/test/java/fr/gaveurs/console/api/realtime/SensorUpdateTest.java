package fr.gaveurs.console.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.MadeUp;
import org.junit.jupiter.api.Test;

/** The sample's fields stand in the message itself, in their order. */
class SensorUpdateTest {
    private final Sample sample = MadeUp.sample("ESP32_LL_01", "LL", MadeUp.NOW, 0.8, null, null, 0.7, 0.2, false);

    @Test
    void theWireIsThatOfTheSampleWithATypeBeforeAndAnAgeBehind() {
        String plain = Json.MAPPER.writeValueAsString(sample);
        assertThat(Json.MAPPER.writeValueAsString(Realtime.SensorUpdate.of(sample)))
                .isEqualTo("{\"type\":\"sensor_update\"," + plain.substring(1));
        assertThat(Json.MAPPER.writeValueAsString(new Realtime.SensorUpdate(sample, 1.5)))
                .isEqualTo("{\"type\":\"sensor_update\"," + plain.substring(1, plain.length() - 1)
                        + ",\"age_seconds\":1.5}");
    }

    @Test
    void itIsReadWithFieldsOfANewerConsoleAndWithoutThoseOfOne() {
        String sent = Json.MAPPER.writeValueAsString(new Realtime.SensorUpdate(sample, 1.5));
        String newer = sent.replace("\"sample_id\"", "\"seq\":7,\"new_in_9\":{\"deep\":[1,2]},\"sample_id\"");
        assertThat(Json.MAPPER.readValue(newer, Realtime.ServerMessage.class))
                .isEqualTo(new Realtime.SensorUpdate(sample, 1.5));
        assertThat(Json.MAPPER.readValue(sent.replace(",\"age_seconds\":1.5", ""), Realtime.ServerMessage.class))
                .isEqualTo(Realtime.SensorUpdate.of(sample));
    }
}

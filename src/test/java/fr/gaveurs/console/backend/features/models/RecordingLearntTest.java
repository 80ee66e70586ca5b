package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.quality.Recordings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** Recorded traffic is sent, its truth taken from the recordings, and a model trained that knows the next samples. */
class RecordingLearntTest {
    @Test
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    void fromTheRecordingsToAModelThatBeatsTheFormula() throws Exception {
        List<String> messages = new ArrayList<>(Recordings.samples(Recordings.COMPACT));
        messages.addAll(Recordings.samples(Recordings.FULL));
        // As a replay sends it: another id, station and time, the same figures.
        String first = messages.getFirst();
        String id = first.replaceAll("(?s).*?\"sample_id\": ?\"([^\"]+)\".*", "$1");
        messages.add(first.replace(id, id + "~run-1")
                .replace("ESP32_LS_01", "ESP32_LS_77")
                .replaceFirst("(\"timestamp\": ?\")2026-11-23T12", "$12026-11-23T13"));
        try (TestConsole console = TestConsole.start()) {
            try (RawWebSocket device = console.sensors()) {
                for (String message : messages) {
                    device.sendText(message);
                    assertThat(device.readJson().path("type").asString()).isEqualTo("ack");
                }
            }
            int added = 0;
            int impossible = 0;
            for (String name : List.of(Recordings.COMPACT, Recordings.FULL)) {
                JsonNode result = StoredSamples.read(
                        console.send("POST", "/api/ai/truth/recording", Files.readAllBytes(Recordings.file(name))));
                assertThat(result.get("unknown_samples").asInt()).isZero();
                added += result.get("added").asInt();
                impossible += result.get("faults").size();
            }
            assertThat(impossible).as("oxidations above 1 are named").isEqualTo(19);
            assertThat(added).as("the truths of each, of the replayed one too").isEqualTo(3 * 417 - 19);
            assertThat(StoredSamples.read(console.send(
                                    "POST",
                                    "/api/ai/truth/recording",
                                    Files.readAllBytes(Recordings.file(Recordings.FULL))))
                            .get("added")
                            .asInt())
                    .as("once more changes nothing")
                    .isZero();
            JsonNode dataset = StoredSamples.read(console.post("/api/ai/datasets", "{\"name\":\"recorded\"}"));
            assertThat(dataset.get("samples").asInt()).isEqualTo(417);
            long model = StoredSamples.train(console, dataset.get("id").asLong(), 7);
            JsonNode targets = console.json("/api/ai/models/" + model).at("/report/targets");
            assertThat(targets.size()).isEqualTo(3);
            for (JsonNode target : targets) {
                assertThat(target.at("/held_out/mae").asDouble()).isLessThan(0.01);
                assertThat(target.at("/against_formula/p").asDouble()).isLessThan(0.01);
            }
            assertThat(console.send("POST", "/api/ai/truth/recording", "no recording".getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}

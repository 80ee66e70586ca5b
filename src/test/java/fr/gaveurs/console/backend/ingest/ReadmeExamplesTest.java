package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What README shows of a station's messages, sent to a console, is answered as README says. */
class ReadmeExamplesTest {
    private static final Path README = Path.of("README.md");

    private static JsonNode block(String mark) throws IOException {
        Matcher found = Pattern.compile("<!-- " + mark + " -->\\s*```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README));
        assertThat(found.find()).as("README shows %s", mark).isTrue();
        return Json.MAPPER.readTree(found.group(1));
    }

    private static JsonNode send(RawWebSocket station, String name) throws IOException {
        station.sendText(Json.MAPPER.writeValueAsString(block("try: " + name)));
        return station.readJson();
    }

    private static JsonNode withoutTime(JsonNode message) {
        return ((ObjectNode) message).without(List.of("timestamp"));
    }

    @Test
    void theBoundsOfABugAreThoseOfTheApi() throws Exception {
        String readme = Files.readString(README);
        for (String field : List.of("title", "description")) {
            Size size = BugInput.NewBug.class.getDeclaredField(field).getAnnotation(Size.class);
            assertThat(readme).contains("a `" + field + "` of " + size.min() + " to " + size.max());
            if (field.equals("title")) {
                assertThat(readme).contains("A title of " + size.min() + " characters is enough");
            }
        }
    }

    @Test
    void anExampleIsAnsweredAsReadmeSays() throws Exception {
        TestClock clock = new TestClock(Instant.parse("2026-11-23T12:31:18Z"));
        try (TestConsole console = TestConsole.with().clock(clock).start();
                RawWebSocket station = console.sensors()) {
            JsonNode hello = send(station, "hello");
            assertThat(hello.has("timestamp")).isTrue();
            assertThat(withoutTime(hello)).isEqualTo(withoutTime(block("answer: hello")));

            JsonNode ack = send(station, "sample");
            assertThat(ack.has("timestamp")).isTrue();
            JsonNode shown = block("answer: sample");
            String score = shown.get("fusion_score").asString();
            assertThat(ack.get("fusion_score").asString())
                    .as("to the last digit")
                    .isEqualTo(score);
            assertThat(withoutTime(ack)).isEqualTo(withoutTime(shown));
            assertThat(console.json("/api/sqal/samples/" + ack.get("sample_id").asString())
                            .at("/fusion/final_score")
                            .asString())
                    .isEqualTo(score);
            assertThat(send(station, "sample").path("status").asString())
                    .as("again, once")
                    .isEqualTo("saved");
            assertThat(console.count("SELECT count(*) FROM sensor_samples")).isEqualTo(1);

            String id = block("try: heartbeat").get("device_id").asString();
            station.sendText(Json.MAPPER.writeValueAsString(block("try: heartbeat")));
            await().atMost(RawWebSocket.PATIENCE).until(() -> console.json("/api/sqal/devices/" + id)
                    .at("/device/buffer_size")
                    .isInt());
            station.roundTrip();
        }
    }
}

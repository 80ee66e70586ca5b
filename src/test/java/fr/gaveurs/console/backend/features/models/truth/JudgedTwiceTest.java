package fr.gaveurs.console.backend.features.models.truth;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.StoredSamples;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One of twenty samples is judged by two people. */
class JudgedTwiceTest {
    private static final Instant TIME = Instant.parse("2026-11-27T08:00:00Z");

    /** Of keys that are alike but for a number, as a station's are. */
    @Test
    void oneOfTwenty() {
        for (String device : List.of("ESP32_LL_01", "ESP32_LS_02")) {
            long twice = IntStream.range(0, 20_000)
                    .filter(i -> TruthQueue.isTwice(new SampleKey(device, "S-" + i, TIME.plusSeconds(i))))
                    .count();
            assertThat(twice).isBetween(900L, 1_100L);
            int longest = 0;
            int without = 0;
            for (int i = 0; i < 20_000; i++) {
                without = TruthQueue.isTwice(new SampleKey(device, "S-" + i, TIME.plusSeconds(i))) ? 0 : without + 1;
                longest = Math.max(longest, without);
            }
            assertThat(longest).as("samples in a row that one judges").isLessThan(300);
        }
    }

    @Test
    void twoPeopleJudgeThemAndTheirAgreementIsShown() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            List<Example> examples = StoredSamples.of(console, 4, 24, 5).examples();
            // However the times fall: one that is given to two.
            Example some = examples.get(40);
            String id = IntStream.range(0, 10_000)
                    .mapToObj(i -> some.sampleId() + "-" + i)
                    .filter(each -> TruthQueue.isTwice(new SampleKey(some.deviceId(), each, some.time())))
                    .findFirst()
                    .orElseThrow();
            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE sensor_samples SET sample_id = ? WHERE sample_id = ?", id, some.sampleId()));
            Set<String> expected = examples.stream()
                    .filter(each -> !each.sampleId().equals(some.sampleId()))
                    .filter(each -> TruthQueue.isTwice(new SampleKey(each.deviceId(), each.sampleId(), each.time())))
                    .map(Example::sampleId)
                    .collect(Collectors.toSet());
            expected.add(id);

            judgeAll(console, "anais");
            Set<String> second = judgeAll(console, "luc");
            // The one that brought the partitions is no example.
            assertThat(second).containsAll(expected).hasSizeLessThanOrEqualTo(expected.size() + 1);
            assertThat(console.json("/api/ai/truth/agreement").get("pairs").asInt())
                    .isEqualTo(second.size());
            assertThat(console.json("/api/ai/truth/queue").get("items").size())
                    .as("whoever is third is asked for nothing")
                    .isZero();
        }
    }

    /** Answers those that somebody else had judged. */
    private static Set<String> judgeAll(TestConsole console, String name) throws Exception {
        String token = StoredSamples.read(
                        console.post("/api/admin/tokens", "{\"name\":\"" + name + "\",\"role\":\"operator\"}"))
                .get("token")
                .asString();
        Set<String> second = new HashSet<>();
        while (true) {
            JsonNode queue = Json.MAPPER
                    .readTree(console.get("/api/ai/truth/queue?limit=50", "Authorization", "Bearer " + token)
                            .body())
                    .get("items");
            if (queue.isEmpty()) {
                return second;
            }
            for (JsonNode each : queue) {
                if (each.get("second").asBoolean()) {
                    second.add(each.get("sample_id").asString());
                }
                String said = "{\"device_id\":" + each.get("device_id") + ",\"sample_id\":" + each.get("sample_id")
                        + ",\"time\":" + each.get("time") + ",\"grade\":\"A\"}";
                assertThat(console.send(
                                        "POST",
                                        "/api/ai/truth",
                                        said.getBytes(StandardCharsets.UTF_8),
                                        "Content-Type",
                                        "application/json",
                                        "Authorization",
                                        "Bearer " + token)
                                .statusCode())
                        .isEqualTo(201);
            }
        }
    }
}

package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.learning.Example;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files of labels that are wrong, labels that differ, and queries that cannot be meant, with a real console. */
class TruthFaultsTest {
    private static final String AUDITED = "SELECT count(*) FROM audit_log WHERE route = ";

    private static TestConsole console;
    private static List<Example> samples;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        samples = StoredSamples.of(console, 2, 12, 8).examples();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static HttpResponse<String> sent(String csv) {
        return console.send(
                "POST", "/api/ai/truth/import", csv.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/csv");
    }

    private static String of(int sample) {
        return samples.get(sample).deviceId() + "," + samples.get(sample).sampleId();
    }

    @Test
    void aWrongLineCostsNoOther() {
        JsonNode result = StoredSamples.read(sent("device_id,sample_id,freshness,weight_g\n" + of(0) + ",0.5,\n" + of(1)
                + ",0,5,\n" + of(2) + "\n" + of(3) + ",\"0.5,\n" + of(4) + ",0.6,\n"));
        assertThat(result.get("added").asInt()).isEqualTo(2);
        assertThat(result.get("faults").valueStream().map(JsonNode::asString))
                .hasSize(3)
                .allMatch(fault -> fault.matches("line [345]: .*"));
    }

    @Test
    void nonsenseIsNoSuccess() {
        for (String none : List.of("", "device_id,sample_id,freshness\n", "<html></html>", "{}", of(0) + ",0.5\n")) {
            assertThat(sent(none).statusCode()).as(none).isEqualTo(400);
        }
    }

    @Test
    void linesThatContradictEachOtherAreNamedAndTheCountsAddUp() {
        JsonNode result = StoredSamples.read(sent("device_id,sample_id,oxidation,grader\n" + of(5) + ",0.5,Luc\n"
                + of(6) + ",0.4,Luc\n" + of(5) + ",0.7,Luc\n" + of(6) + ",0.4,Luc\n" + of(5) + ",0.9,Anne\n"));
        assertThat(result.at("/faults/0").asString()).contains("line 4", "0.7", "line 2", "0.5", "neither");
        assertThat(result.get("added").asInt()).isEqualTo(2);
        assertThat(result.get("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void whatChangedNothingHasNoRowInTheJournal() {
        String file = "device_id,sample_id,fat_quality\n" + of(7) + ",0.5\n";
        sent(file);
        long rows = console.count(AUDITED + "'importTruth'");
        sent(file);
        sent("device_id,sample_id,fat_quality\nESP32_LL_01,nowhere,0.5\n");
        assertThat(console.count(AUDITED + "'importTruth'")).isEqualTo(rows);
        assertThat(console.post("/api/ai/drift", "").statusCode()).isBetween(200, 201);
        assertThat(console.count(AUDITED + "'reckonDrift'")).isZero();
    }

    @Test
    void theSameQueryOfTheSameLabelsIsTheSameDataSetAndItsCardSaysWhereLabelsDiffer() {
        sent("device_id,sample_id,weight_g,grader\n" + of(8) + ",500,Luc\n" + of(8) + ",510,Anne\n" + of(9)
                + ",450,\n");
        String query = "{\"name\":\"weights\",\"lots\":[\"" + samples.get(8).lot() + "\"]}";
        HttpResponse<String> first = console.post("/api/ai/datasets", query);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        JsonNode made = StoredSamples.read(first);
        assertThat(made.at("/contents/differing").asInt()).isEqualTo(1);
        HttpResponse<String> again = console.post("/api/ai/datasets", query);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(StoredSamples.read(again).get("id")).isEqualTo(made.get("id"));
        assertThat(new String(
                        console.bytes("/api/ai/datasets/" + made.get("id").asLong() + "/rows"), StandardCharsets.UTF_8))
                .contains(",505.0\r\n");
        HttpResponse<String> small = console.post(
                "/api/ai/training", "{\"dataset_id\":" + made.get("id").asLong() + "}");
        assertThat(small.statusCode()).isEqualTo(409);
        assertThat(small.body()).contains("40 are needed");
    }

    @Test
    void aQueryThatCannotBeMeantIsRefused() {
        for (String query : List.of(
                "{\"name\":\"  \"}",
                "{\"name\":\"\u202E\"}",
                "{\"name\":\"x\",\"from\":\"2026-11-23T00:00:00Z\",\"to\":\"2026-11-22T00:00:00Z\"}")) {
            assertThat(console.post("/api/ai/datasets", query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        HttpResponse<String> nothing = console.post("/api/ai/training", "{}");
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).contains("dataset_id");
    }
}

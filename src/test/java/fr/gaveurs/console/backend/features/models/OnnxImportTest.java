package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.models.learning.LinearForm;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.onnx.HostileOnnx;
import fr.gaveurs.console.backend.features.models.onnx.HostileOnnx.Hostile;
import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxExport;
import fr.gaveurs.console.backend.features.models.onnx.OnnxRuntimeFolder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxSchema;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Models that were made elsewhere, from the file to what they say of samples. */
class OnnxImportTest {
    private static TestConsole console;
    private static long own;
    private static long learnt;
    private static long later;
    /** The console's own linear model, as a program elsewhere might have made it. */
    private static byte[] file;

    @BeforeAll
    static void start() throws Exception {
        OnnxRuntimeFolder.ensure();
        console = TestConsole.start();
        StoredSamples first = StoredSamples.of(console, 4, 40, 31);
        first.label();
        learnt = first.dataset();
        own = first.model(learnt, 1);
        file = OnnxExport.write(LinearForm.of(ModelFiles.read(console.bytes("/api/ai/models/" + own + "/artefact"))));
        StoredSamples.of(console, 4, 40, 32).label();
        later = first.dataset();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static HttpResponse<String> send(byte[] bytes, String query) {
        return console.send("POST", "/api/ai/models" + query, bytes);
    }

    private static JsonNode taken(byte[] bytes, String query) {
        return StoredSamples.read(send(bytes, query));
    }

    private static JsonNode because(long id, String verb) {
        return StoredSamples.read(
                console.send("POST", "/api/ai/models/" + id + "/" + verb, null, "Gaveurs-Reason", "tried"));
    }

    @Test
    void aHundredHostileFilesAreRefusedEachForItsOwnReasonAndSamplesGoOn() throws Exception {
        long before = console.count("SELECT count(*) FROM model_versions");
        int sent = 0;
        for (Map.Entry<String, Hostile> each : HostileOnnx.all().entrySet()) {
            HttpResponse<String> answer = send(each.getValue().bytes(), "");
            String kind = each.getValue().reason().key().replace('_', '-');
            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(400);
            JsonNode problem = Json.MAPPER.readTree(answer.body());
            assertThat(problem.get("type").asString()).as(each.getKey()).isEqualTo("/problems/onnx-" + kind);
            assertThat(problem.get("detail").asString()).as(each.getKey()).isNotBlank();
            if (++sent % 20 == 0) {
                console.store(TestMessages.sample("ESP32_LL_01"));
            }
        }
        assertThat(sent).isGreaterThanOrEqualTo(100);
        HttpResponse<String> large = console.send("POST", "/api/ai/models", new byte[21 << 20]);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(console.count("SELECT count(*) FROM model_versions")).isEqualTo(before);
    }

    @Test
    void whatOnlyItsProcessCanTellIsRefusedToo() {
        HttpResponse<String> mixed = send(OnnxBuilder.ofMixedTypes().bytes(), "");
        assertThat(mixed.statusCode()).isEqualTo(400);
        assertThat(mixed.body()).contains("/problems/onnx-runtime");
        HttpResponse<String> wrong = send(
                new OnnxBuilder()
                        .property(OnnxSchema.GOLDEN, OnnxBuilder.goldenOf(0.25))
                        .bytes(),
                "");
        assertThat(wrong.body()).contains("/problems/onnx-golden").contains("golden row 1");
    }

    @Test
    void oneThatLearntElsewhereIsJudgedUsedAndBroughtBack() throws Exception {
        JsonNode version = taken(file, "?name=from%20Python&dataset_id=" + later);
        assertThat(version.get("state").asString()).isEqualTo("validated");
        assertThat(version.get("methods").toString()).contains("onnx");
        assertThat(version.get("targets").size()).isEqualTo(3);
        long id = version.get("id").asLong();
        JsonNode target = console.json("/api/ai/models/" + id).at("/report/targets/0");
        assertThat(target.at("/validated/samples").asInt())
                .as("those that it learnt from are no judges of it")
                .isEqualTo(160);
        assertThat(target.at("/validated/mae").asDouble()).isLessThan(0.02);
        assertThat(target.at("/leaderboard/0/method").asString()).isEqualTo("onnx");
        assertThat(target.at("/interval/assured").asBoolean()).isTrue();
        assertThat(target.get("remarks").toString()).doesNotContain("may_have_learnt_these");
        assertThat(console.bytes("/api/ai/models/" + id + "/artefact")).isEqualTo(file);
        HttpResponse<String> download = console.get("/api/ai/models/" + id + "/artefact");
        assertThat(download.headers().firstValue("repr-digest").orElseThrow()).startsWith("sha-256=:");
        assertThat(download.headers().firstValue("content-disposition").orElseThrow())
                .contains(".onnx");

        because(own, "activate");
        because(id, "activate");
        String ask = "{\"version_id\":%d,\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}";
        JsonNode said = StoredSamples.read(console.post("/api/ai/predict", String.format(Locale.ROOT, ask, id)));
        JsonNode plain = StoredSamples.read(console.post("/api/ai/predict", String.format(Locale.ROOT, ask, own)));
        for (String figure : List.of("freshness", "fat_quality", "oxidation")) {
            double value = said.at("/figures/" + figure + "/value").asDouble();
            assertThat(value)
                    .as("what the console reckons itself")
                    .isCloseTo(plain.at("/figures/" + figure + "/value").asDouble(), within(1e-4));
            assertThat(value)
                    .isBetween(
                            said.at("/figures/" + figure + "/low").asDouble(),
                            said.at("/figures/" + figure + "/high").asDouble());
        }
        TestMessages sample = TestMessages.sample("ESP32_LL_01");
        console.store(sample);
        await().until(() -> console.json("/api/ai/predictions?sample_id=" + sample.id() + "&version_id=" + id)
                        .get("items")
                        .size()
                == 1);
        JsonNode back = StoredSamples.read(console.post("/api/ai/rollback", ""));
        assertThat(back.get("id").asLong()).isEqualTo(own);
        because(own, "deactivate");
        assertThat(taken(file, "?dataset_id=" + later).get("id").asLong())
                .as("the same file, judged on the same samples, is the same version")
                .isEqualTo(id);
    }

    @Test
    void withoutADataSetItHasNoIntervalAndIsADraft() throws Exception {
        JsonNode version = taken(file, "");
        assertThat(version.get("state").asString()).isEqualTo("draft");
        JsonNode figure = StoredSamples.read(console.post(
                        "/api/ai/predict",
                        "{\"version_id\":" + version.get("id").asLong()
                                + ",\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}"))
                .at("/figures/freshness");
        assertThat(figure.get("flags").toString()).contains("no_interval", "training_unknown");
        assertThat(figure.get("distance").isNull()).as("nobody knows from what").isTrue();
        assertThat(figure.get("low").asDouble()).isZero();
        assertThat(figure.get("high").asDouble()).isEqualTo(1);
        assertThat(console.post(
                                "/api/ai/predict",
                                "{\"version_id\":" + version.get("id").asLong()
                                        + ",\"channels\":[1345,null,1920,8051,3679,2363,3843,2403,5000,800]}")
                        .statusCode())
                .as("a channel is missing")
                .isEqualTo(422);
    }

    @Test
    void itIsNoJudgeOfWhatItLearntFrom() {
        HttpResponse<String> same = send(file, "?dataset_id=" + learnt);
        assertThat(same.body()).contains("/problems/onnx-learnt").contains("data set " + learnt);
        JsonNode silent = taken(new OnnxBuilder().bytes(), "?dataset_id=" + later);
        JsonNode target =
                console.json("/api/ai/models/" + silent.get("id").asLong()).at("/report/targets/0");
        assertThat(target.get("remarks").toString()).contains("may_have_learnt_these");
        assertThat(target.at("/interval/assured").asBoolean()).isFalse();
        assertThat(silent.get("state").asString()).isEqualTo("draft");
        assertThat(send(file, "?dataset_id=987654").statusCode()).isEqualTo(404);
        assertThat(send(console.bytes("/api/ai/models/" + own + "/artefact"), "?dataset_id=" + later)
                        .statusCode())
                .as("a model of the console brings its own intervals")
                .isEqualTo(400);
    }
}

package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.ExampleCsv;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From labels over a data set to a model that is asked, with a real console and its PostgreSQL. */
class TruthAndTrainingTest {
    private static TestConsole console;
    private static StoredSamples samples;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        samples = StoredSamples.of(console, 4, 24, 5);
        samples.label();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static JsonNode importCsv(String csv) {
        return StoredSamples.read(console.send(
                "POST", "/api/ai/truth/import", csv.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/csv"));
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        long rows = console.count("SELECT count(*) FROM truth_labels");
        JsonNode again = samples.label();
        assertThat(again.get("added").asInt()).isZero();
        assertThat(again.get("corrected").asInt()).isZero();
        assertThat(again.get("unchanged").asInt()).isEqualTo(3 * 96);
        assertThat(console.count("SELECT count(*) FROM truth_labels")).isEqualTo(rows);
    }

    @Test
    void unknownSamplesAndWrongLinesAreNamedAndTheOthersTaken() {
        Example known = samples.examples().get(1);
        JsonNode result = importCsv("device_id;sample_id;weight_g;grade;grader\n"
                + "ESP32_LL_01;nowhere;500;A;Luc\n"
                + known.deviceId() + ";" + known.sampleId() + ";512,5;B;Luc\n"
                + known.deviceId() + ";" + known.sampleId() + ";-3;B;Luc\n"
                + known.deviceId() + ";" + known.sampleId() + ";;Z;Luc\n");
        assertThat(result.get("added").asInt()).isEqualTo(2);
        assertThat(result.get("unknown_samples").asInt()).isEqualTo(1);
        assertThat(result.at("/unknown/0").asString()).isEqualTo("ESP32_LL_01 nowhere");
        assertThat(result.get("faults").toString())
                .contains("line 4")
                .contains("line 5")
                .contains("REJECT");
        JsonNode label = console.json("/api/ai/truth?kind=weight").at("/items/0");
        assertThat(label.get("value").asDouble()).isEqualTo(512.5);
        assertThat(label.get("grader").asString()).isEqualTo("Luc");
    }

    @Test
    void aCorrectionKeepsWhatWasSaidBefore() {
        Example known = samples.examples().get(2);
        String row = "device_id,sample_id,weight_g\n" + known.deviceId() + "," + known.sampleId() + ",";
        importCsv(row + "400\n");
        assertThat(importCsv(row + "410\n").get("corrected").asInt()).isEqualTo(1);
        String path = "/api/ai/truth?kind=weight&sample_id=" + known.sampleId();
        assertThat(console.json(path).get("items").size()).isEqualTo(1);
        JsonNode all = console.json(path + "&replaced=true").get("items");
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(1).get("value").asDouble()).isEqualTo(400);
        assertThat(all.get(1).get("replaced_at").isNull()).isFalse();
    }

    @Test
    void anInspectorSeesNoGradeAndIsNotAskedTwice() {
        JsonNode queue = console.json("/api/ai/truth/queue?limit=50").get("items");
        assertThat(queue.size()).isEqualTo(50);
        assertThat(queue.get(0).propertyNames())
                .doesNotContain("grade", "final_grade", "fusion", "claimed_grade", "final_score");
        assertThat(queue.toString()).doesNotContain("\"freshness\"").doesNotContain("grade");
        JsonNode first = queue.get(0);
        String said = "{\"device_id\":" + first.get("device_id") + ",\"sample_id\":" + first.get("sample_id")
                + ",\"time\":" + first.get("time") + ",\"freshness\":0.7,\"grade\":\"B\"}";
        assertThat(console.post("/api/ai/truth", said).statusCode()).isEqualTo(201);
        JsonNode then = console.json("/api/ai/truth/queue?limit=50").get("items");
        assertThat(then.valueStream().map(each -> each.get("sample_id").asString()))
                .doesNotContain(first.get("sample_id").asString());
        assertThat(console.post("/api/ai/truth", said.replace("\"freshness\":0.7", "\"freshness\":7"))
                        .body())
                .contains("between 0 and 1");
        assertThat(console.post("/api/ai/truth", said.replaceAll("\"sample_id\":\"[^\"]+\"", "\"sample_id\":\"none\""))
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'addTruth'"))
                .isEqualTo(1);
    }

    @Test
    void aDataSetIsFrozenAndTrainedOnWithoutItsSamples() throws Exception {
        long dataset = samples.dataset();
        JsonNode kept = console.json("/api/ai/datasets/" + dataset);
        byte[] rows = console.bytes("/api/ai/datasets/" + dataset + "/rows");
        assertThat(ModelFiles.sha256(rows)).isEqualTo(kept.get("sha256").asString());
        assertThat(kept.at("/contents/stations").size()).isEqualTo(4);
        List<Example> frozen = ExampleCsv.read(new String(rows, StandardCharsets.UTF_8));
        assertThat(frozen).hasSize(96);
        assertThat(frozen.getFirst().truth().get(Target.FRESHNESS))
                .isEqualTo(samples.examples().getFirst().truth().get(Target.FRESHNESS));

        long model = samples.model(dataset, 3);
        JsonNode card = console.json("/api/ai/models/" + model);
        assertThat(card.at("/version/state").asString()).isEqualTo("validated");
        assertThat(card.at("/report/targets").size()).isEqualTo(3);
        assertThat(card.at("/report/targets/0/leaderboard").size()).isEqualTo(7);
        byte[] file = console.bytes("/api/ai/models/" + model + "/artefact");
        assertThat(ModelFiles.sha256(file)).isEqualTo(card.at("/version/sha256").asString());
        assertThat(samples.model(dataset, 3))
                .as("the same data set and seed give the same bytes, and so the same version")
                .isEqualTo(model);

        Example asked = samples.examples().get(7);
        JsonNode said = StoredSamples.read(console.post(
                "/api/ai/predict",
                "{\"version_id\":" + model + ",\"channels\":"
                        + Arrays.toString(asked.input().counts()) + "}"));
        assertThat(said.at("/figures/freshness/value").asDouble())
                .isCloseTo(asked.truth().get(Target.FRESHNESS), within(0.03));
        assertThat(said.at("/figures/freshness/low").asDouble())
                .isLessThan(said.at("/figures/freshness/high").asDouble());
        String ask = "{\"version_id\":" + model + ",\"channels\":";
        HttpResponse<String> dark = console.post("/api/ai/predict", ask + "[0,0,0,0,0,0,0,0,0,null]}");
        assertThat(dark.statusCode()).isEqualTo(422);
        assertThat(dark.body()).contains("nothing can be told");
        for (String wrong : List.of(
                "[-1,1,1,1,1,1,1,1,1,1]}",
                "[1e300,1,1,1,1,1,1,1,1,1]}",
                "[1]}",
                "[1,1,1,1,1,1,1,1,1,1],\"gain\":0}",
                "[1,1,1,1,1,1,1,1,1,1],\"volume_mm3\":-1}")) {
            assertThat(console.post("/api/ai/predict", ask + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void aModelFileComesInOnceAndADamagedOneNever() {
        long dataset = samples.dataset();
        long model = samples.model(dataset, 4);
        byte[] file = console.bytes("/api/ai/models/" + model + "/artefact");
        HttpResponse<String> same = console.send("POST", "/api/ai/models?name=again", file);
        assertThat(same.statusCode()).as(same.body()).isEqualTo(409);
        assertThat(same.body()).contains("is the model " + model + " already").contains("data set " + dataset);
        HttpResponse<String> nameless = console.send("POST", "/api/ai/models", file);
        assertThat(nameless.statusCode()).as(nameless.body()).isEqualTo(201);
        assertThat(StoredSamples.read(nameless).get("id").asLong()).isEqualTo(model);
        String text = new String(file, StandardCharsets.UTF_8);
        for (String damaged :
                List.of(text.replace("\"level\":0.9", "\"level\":0.5"), "{}", "", text.substring(0, 4_000))) {
            HttpResponse<String> refused =
                    console.send("POST", "/api/ai/models", damaged.getBytes(StandardCharsets.UTF_8));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            JsonNode problem = Json.MAPPER.readTree(refused.body());
            assertThat(problem.get("detail").asString())
                    .as("said once")
                    .isNotEqualTo(problem.at("/errors/0/message").asString());
        }
        byte[] noise = new byte[256];
        Arrays.fill(noise, (byte) 0xFF);
        noise[0] = '{';
        assertThat(console.send("POST", "/api/ai/models", noise).body())
                .contains("it is no JSON")
                .doesNotContain("Unrecognized");
        assertThat(console.send("POST", "/api/ai/models", "[".repeat(2_000).getBytes(StandardCharsets.UTF_8))
                        .body())
                .doesNotContain("StreamReadConstraints");
    }

    @Test
    void whatIsTrainedAgainSaysThatItWasThereAndARetiredOneComesNotBack() {
        long dataset = samples.dataset();
        long model = samples.model(dataset, 31);
        JsonNode first = console.json("/api/ai/training").at("/items/0");
        assertThat(first.get("known_version").asBoolean()).isFalse();
        assertThat(samples.model(dataset, 31)).isEqualTo(model);
        assertThat(console.json("/api/ai/training").at("/items/0/known_version").asBoolean())
                .isTrue();
        byte[] file = console.bytes("/api/ai/models/" + model + "/artefact");
        StoredSamples.read(console.post("/api/ai/models/" + model + "/retire", ""));
        long training = StoredSamples.read(
                        console.post("/api/ai/training", "{\"dataset_id\":" + dataset + ",\"seed\":31}"))
                .get("id")
                .asLong();
        JsonNode run = await().until(() -> console.json("/api/ai/training/" + training), each -> each.get("finished_at")
                .isString());
        assertThat(run.get("state").asString()).isEqualTo("failed");
        assertThat(run.get("error").asString())
                .contains("model " + model)
                .contains("retired")
                .contains("seed");
        HttpResponse<String> again = console.send("POST", "/api/ai/models", file);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("retired");
    }

    @Test
    void whatRanOnAConsoleThatIsGoneComesBeforeWhatWasQueuedLater() {
        long dataset = samples.dataset();
        samples.model(dataset, 40);
        long gone = console.jdbi()
                .withHandle(handle -> handle.createQuery("INSERT INTO model_trainings (dataset_id, name, seed, targets,"
                                + " features, requested_by_kind, state, console, heard_at, started_at, attempts, progress)"
                                + " SELECT dataset_id, 'gone', 41, targets, features, 'local', 'running', 'gone',"
                                + " now() - interval '12 seconds', now(), 1, 34 FROM model_trainings"
                                + " WHERE id = (SELECT max(id) FROM model_trainings WHERE state = 'done') RETURNING id")
                        .mapTo(Long.class)
                        .one());
        long later = StoredSamples.read(
                        console.post("/api/ai/training", "{\"dataset_id\":" + dataset + ",\"seed\":42}"))
                .get("id")
                .asLong();
        await().until(() ->
                console.json("/api/ai/training/" + later).get("finished_at").isString());
        JsonNode first = console.json("/api/ai/training/" + gone);
        assertThat(first.get("state").asString()).isEqualTo("done");
        assertThat(Instant.parse(first.get("finished_at").asString()))
                .isBefore(Instant.parse(console.json("/api/ai/training/" + later)
                        .get("started_at")
                        .asString()));
    }

    @Test
    void whatADataSetDoesNotListIsCounted() throws Exception {
        List<Example> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Example plain = samples.examples().get(i);
            many.add(new Example(
                    plain.deviceId(),
                    plain.sampleId(),
                    plain.time(),
                    "LOT-" + i,
                    plain.day(),
                    plain.input(),
                    plain.truth()));
        }
        JsonNode contents = Json.MAPPER.valueToTree(DatasetBuilder.contents(many, 0));
        assertThat(contents.get("lots").size()).isEqualTo(50);
        assertThat(contents.get("all_lots").asInt()).isEqualTo(60);
        assertThat(contents.get("all_stations").asInt())
                .isEqualTo(contents.get("stations").size());
    }

    @Test
    void whatCannotBeTrainedSaysWhy() {
        long dataset = samples.dataset();
        assertThat(console.post(
                                "/api/ai/training",
                                "{\"dataset_id\":" + dataset + ",\"features\":[\"log_f1\",\"final_score\"]}")
                        .body())
                .contains("final_score")
                .contains("400");
        assertThat(console.post("/api/ai/training", "{\"dataset_id\":999999}").statusCode())
                .isEqualTo(404);
        long training = StoredSamples.read(
                        console.post("/api/ai/training", "{\"dataset_id\":" + dataset + ",\"targets\":[\"weight\"]}"))
                .get("id")
                .asLong();
        JsonNode run = await().until(() -> console.json("/api/ai/training/" + training), each -> each.get("finished_at")
                .isString());
        assertThat(run.get("state").asString()).isEqualTo("failed");
        assertThat(run.get("error").asString()).contains("40 are needed");
        assertThat(console.post("/api/ai/training/" + training + "/cancel", "").statusCode())
                .isEqualTo(409);
        assertThat(console.post("/api/ai/predict", "{\"channels\":[1,1,1,1,1,1,1,1,1,1]}")
                        .body())
                .contains("no model is active");
    }

    @Test
    void aQueryWithoutLabelsMakesNoDataSet() {
        HttpResponse<String> none =
                console.post("/api/ai/datasets", "{\"name\":\"none\",\"device_ids\":[\"ESP32_XX_9\"]}");
        assertThat(none.statusCode()).isEqualTo(409);
        assertThat(none.body()).contains("import some first");
        Set<String> names = console.json("/api/ai/datasets")
                .get("items")
                .valueStream()
                .map(each -> each.get("name").asString())
                .collect(Collectors.toSet());
        assertThat(names).doesNotContain("none");
    }
}

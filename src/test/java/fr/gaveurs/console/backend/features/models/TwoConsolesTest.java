package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two consoles on one database: each training is done once, and a role is one version's, whoever asks at the same time. */
class TwoConsolesTest {
    private static CompletableFuture<HttpResponse<String>> act(TestConsole console, long id, String verb) {
        return CompletableFuture.supplyAsync(() ->
                console.send("POST", "/api/ai/models/" + id + "/" + verb, null, "Gaveurs-Reason", "at the same time"));
    }

    private static final String ASK = "{\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}";

    @Test
    void anOnnxModelThatOneConsoleTookInIsRunByBoth() throws Exception {
        try (TestConsole one = TestConsole.start();
                TestConsole two = TestConsole.with().database(one.database()).start()) {
            long id = StoredSamples.read(one.send("POST", "/api/ai/models", new OnnxBuilder().bytes()))
                    .get("id")
                    .asLong();
            assertThat(act(one, id, "activate").join().statusCode()).isEqualTo(200);
            for (TestConsole console : List.of(two, one)) {
                JsonNode said = Json.MAPPER.readTree(
                        await().until(() -> console.post("/api/ai/predict", ASK), answer -> answer.statusCode() == 200)
                                .body());
                assertThat(said.get("version_id").asLong()).isEqualTo(id);
                assertThat(said.at("/figures/freshness/value").isNumber()).isTrue();
            }
            TestMessages sample = TestMessages.sample("ESP32_LL_07");
            two.store(sample);
            await().until(() -> one.json("/api/ai/predictions?sample_id=" + sample.id())
                            .get("items")
                            .size()
                    == 1);
            assertThat(one.json("/api/ai/predictions?sample_id=" + sample.id())
                            .at("/items/0/prediction/figures/freshness/distance")
                            .isNull())
                    .as("nobody knows what it learnt from")
                    .isTrue();
            assertThat(act(two, id, "deactivate").join().statusCode()).isEqualTo(200);
            await().until(() -> one.post("/api/ai/predict", ASK).statusCode() == 409);
        }
    }

    @Test
    void eachTrainingIsDoneOnceAndARoleIsGivenToOne() throws Exception {
        try (TestConsole one = TestConsole.start();
                TestConsole two = TestConsole.with().database(one.database()).start()) {
            StoredSamples samples = StoredSamples.of(one, 4, 20, 61);
            samples.label();
            long dataset = samples.dataset();
            List<Long> trainings = new ArrayList<>();
            for (int seed = 1; seed <= 4; seed++) {
                trainings.add(StoredSamples.read((seed % 2 == 0 ? one : two)
                                .post("/api/ai/training", "{\"dataset_id\":" + dataset + ",\"seed\":" + seed + "}"))
                        .get("id")
                        .asLong());
            }
            List<Long> made = new ArrayList<>();
            for (long training : trainings) {
                JsonNode run = await().until(
                                () -> two.json("/api/ai/training/" + training),
                                each -> each.get("finished_at").isString());
                assertThat(run.get("state").asString()).isEqualTo("done");
                made.add(run.get("version_id").asLong());
            }
            assertThat(made).doesNotHaveDuplicates();
            assertThat(one.count("SELECT count(*) FROM model_trainings WHERE attempts = 1"))
                    .isEqualTo(4);

            List<Integer> answers = Stream.of(act(one, made.get(0), "activate"), act(two, made.get(0), "activate"))
                    .map(CompletableFuture::join)
                    .map(HttpResponse::statusCode)
                    .sorted()
                    .toList();
            assertThat(answers).as("the same version twice").containsExactly(200, 409);
            for (long version : made.subList(1, 4)) {
                CompletableFuture<HttpResponse<String>> shadow = act(one, version, "shadow");
                CompletableFuture<HttpResponse<String>> retire = act(two, version, "retire");
                assertThat(retire.join().statusCode()).isEqualTo(200);
                assertThat(shadow.join().statusCode()).isIn(200, 409);
                assertThat(one.json("/api/ai/models/" + version)
                                .at("/version/state")
                                .asString())
                        .as("whoever came first")
                        .isEqualTo("retired");
                assertThat(one.json("/api/ai/assignments?role=shadow")
                                .at("/items/0/version_id")
                                .asLong(0))
                        .isNotEqualTo(version);
            }
        }
    }
}

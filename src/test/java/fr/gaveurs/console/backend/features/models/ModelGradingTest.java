package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.quality.PeriodQueries.ModelGraded;
import fr.gaveurs.console.backend.features.quality.PeriodScope;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The setting of a product by which the active model's figures take the formula's place, and what it leaves behind. */
class ModelGradingTest {
    private static final String STATION = "ESP32_LL_1";

    private static TestConsole console;
    private static StoredSamples samples;
    private static long model;
    private static long entier;
    private static long bloc;
    private static long tranche;
    private static int asked;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().products(TestProducts.PLAN).start();
        samples = StoredSamples.of(console, 4, 40, 51);
        samples.label();
        model = samples.model(samples.dataset(), 1);
        StoredSamples.read(
                console.send("POST", "/api/ai/models/" + model + "/activate", null, "Gaveurs-Reason", "tried"));
        entier = profile("Entier");
        bloc = profile("Bloc");
        tranche = profile("Tranche");
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static long profile(String name) {
        return StoredSamples.read(
                        console.post("/api/reports/profiles", "{\"name\":\"" + name + "\",\"weight_lower_g\":350}"))
                .get("id")
                .asLong();
    }

    private static HttpResponse<String> set(long profile, String body) {
        return console.send(
                "PUT",
                "/api/ai/grading/" + profile,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Gaveurs-Reason",
                "the model knows better");
    }

    /** Sends a liver as the model learnt of them, the next one; its answer. */
    private static JsonNode send(TestMessages message, boolean familiar) throws Exception {
        ObjectNode json = message.json();
        if (familiar) {
            Example liver = samples.examples().get(asked++);
            ObjectNode channels = (ObjectNode) json.at("/as7341/channels");
            int at = 0;
            for (String name : channels.propertyNames().stream().toList()) {
                channels.put(name, liver.input().counts()[at++]);
            }
        }
        try (RawWebSocket device = console.sensors()) {
            device.sendText(Json.MAPPER.writeValueAsBytes(json));
            return device.readJson();
        }
    }

    private static JsonNode stored(TestMessages message) {
        await().until(() -> console.get("/api/sqal/samples/" + message.id()).statusCode() == 200);
        return console.json("/api/sqal/samples/" + message.id());
    }

    @Test
    void whatAnAdministratorSetsIsCheckedAndInTheJournal() {
        JsonNode plain = console.json("/api/ai/grading").at("/items/0");
        assertThat(plain.get("profile_name").asString()).isEqualTo("Bloc");
        assertThat(plain.get("by_model").asBoolean()).as("off by default").isFalse();
        assertThat(plain.get("changed_at").isNull()).isTrue();
        assertThat(set(bloc, "{\"by_model\":true}").body()).contains("at least one station");
        assertThat(set(999_999, "{\"by_model\":false}").statusCode()).isEqualTo(404);
        JsonNode on = StoredSamples.read(set(bloc, "{\"by_model\":true,\"device_ids\":[\"ESP32_LS_7\"]}"));
        assertThat(on.get("by_model").asBoolean()).isTrue();
        assertThat(on.get("reason").asString()).isEqualTo("the model knows better");
        assertThat(set(entier, "{\"by_model\":true,\"device_ids\":[\"ESP32_LS_7\"]}")
                        .body())
                .contains("Bloc (ESP32_LS_7)");
        assertThat(console.send("DELETE", "/api/reports/profiles/" + bloc, null).body())
                .contains("graded with a model");
        StoredSamples.read(set(bloc, "{\"by_model\":false}"));
        assertThat(console.json("/api/ai/grading").at("/items/0/device_ids/0").asString())
                .as("its stations are remembered")
                .isEqualTo("ESP32_LS_7");
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'setModelGrading'"
                        + " AND reason = 'the model knows better'"))
                .isPositive();
    }

    @Test
    void itNeedsAReasonAndStationsThatAreUnknownAreNamed() {
        String body = "{\"by_model\":true,\"device_ids\":[\"ESP32_XX_7\"]}";
        HttpResponse<String> silent = console.send(
                "PUT",
                "/api/ai/grading/" + tranche,
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.body()).contains("\"field\":\"reason\"");
        assertThat(grading(tranche).get("by_model").asBoolean()).isFalse();
        JsonNode set = StoredSamples.read(set(tranche, body));
        assertThat(set.at("/unknown_device_ids/0").asString()).isEqualTo("ESP32_XX_7");
        StoredSamples.read(set(tranche, "{\"by_model\":false}"));
    }

    @Test
    void aProductThatNoModelGradesIsToldAndACondition() {
        StoredSamples.read(set(tranche, "{\"by_model\":true,\"device_ids\":[\"ESP32_LS_9\"]}"));
        assertThat(grading(tranche).get("trouble").isNull()).isTrue();
        StoredSamples.read(
                console.send("POST", "/api/ai/models/" + model + "/deactivate", null, "Gaveurs-Reason", "tried"));
        try {
            assertThat(grading(tranche).get("trouble").asString()).isEqualTo("no model is active");
            await().until(() -> console.get("/api/sqal/conditions?kind=model_grading_off")
                    .body()
                    .contains("Tranche"));
        } finally {
            StoredSamples.read(
                    console.send("POST", "/api/ai/models/" + model + "/activate", null, "Gaveurs-Reason", "tried"));
            StoredSamples.read(set(tranche, "{\"by_model\":false}"));
        }
        await().until(() -> !console.get("/api/sqal/conditions?kind=model_grading_off")
                .body()
                .contains("Tranche"));
    }

    private static JsonNode grading(long profile) {
        return console.json("/api/ai/grading")
                .get("items")
                .valueStream()
                .filter(each -> each.get("profile_id").asLong() == profile)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSampleSaysForEverWithWhatItWasGraded() throws Exception {
        TestMessages before = TestMessages.sample(STATION);
        send(before, true);
        assertThat(stored(before).has("graded_with")).isFalse();
        StoredSamples.read(set(entier, "{\"by_model\":true,\"device_ids\":[\"" + STATION + "\"]}"));
        TestMessages sample = TestMessages.sample(STATION).lot("LOT-M");
        JsonNode answer;
        JsonNode update;
        try (RawWebSocket dashboard = console.realtime()) {
            dashboard.awaitJson("snapshot");
            answer = send(sample, true);
            update = dashboard.awaitJson(
                    message -> message.path("sample_id").asString().equals(sample.id())
                            && message.get("type").asString().equals("sensor_update"));
        }
        JsonNode kept = stored(sample);
        JsonNode graded = kept.get("graded_with");
        assertThat(graded.at("/model/version_id").asLong()).isEqualTo(model);
        assertThat(graded.at("/model/sha256").asString())
                .isEqualTo(console.json("/api/ai/models/" + model)
                        .at("/version/sha256")
                        .asString());
        assertThat(graded.get("profile").asString()).isEqualTo("Entier");
        double freshness = kept.at("/as7341/analysis/freshness").asDouble();
        assertThat(graded.get("freshness").asDouble()).isEqualTo(freshness);
        assertThat(freshness).isNotEqualTo(graded.get("formula_freshness").asDouble());
        assertThat(kept.at("/fusion/final_score").asDouble())
                .isNotEqualTo(graded.get("formula_score").asDouble());
        assertThat(answer.get("fusion_score").asDouble())
                .as("the station is told the grade that is stored")
                .isEqualTo(kept.at("/fusion/final_score").asDouble());
        assertThat(answer.get("fusion_grade").asString())
                .isEqualTo(kept.at("/fusion/final_grade").asString());
        assertThat(update.get("graded_with")).as("and so are dashboards").isEqualTo(graded);
        assertThat(console.json("/api/sqal/samples?limit=5")
                        .get("items")
                        .valueStream()
                        .filter(each -> each.get("sample_id").asString().equals(sample.id()))
                        .map(each -> each.get("graded_with_model").asLong()))
                .containsExactly(model);
        await().until(() -> console.count(
                        "SELECT count(*) FROM log_entries WHERE kind = 'model_grade' AND key LIKE ?", "%" + sample.id())
                == 1);
        List<ModelGraded> reported = console.jdbi()
                .withHandle(handle -> PeriodQueries.gradedWithModels(
                        handle,
                        new PeriodScope(
                                sample.time().minusSeconds(3_600),
                                sample.time().plusSeconds(3_600),
                                List.of(),
                                "LOT-M")));
        assertThat(reported).as("and so do reports").hasSize(1);
        assertThat(reported.getFirst().samples()).isEqualTo(1);
        assertThat(reported.getFirst().model().versionId()).isEqualTo(model);
        List<Long> lines = new ArrayList<>();
        console.jdbi()
                .useTransaction(handle -> PeriodQueries.samples(
                        () -> handle,
                        new PeriodScope(
                                sample.time().minusSeconds(3_600),
                                sample.time().plusSeconds(3_600),
                                List.of(),
                                "LOT-M"),
                        null,
                        line -> lines.add(line.model())));
        assertThat(lines).containsExactly(model);
        JsonNode formula = await().until(
                        () -> console.json("/api/ai/predictions?sample_id=" + sample.id()),
                        said -> said.get("items").size() > 0);
        assertThat(formula.at("/items/0/prediction/figures/freshness/value").asDouble())
                .as("what stands beside it is the same")
                .isEqualTo(freshness);
        HttpResponse<String> product = console.post(
                "/api/products", "{\"device_id\":\"" + STATION + "\",\"sample_id\":\"" + sample.id() + "\"}");
        if (kept.at("/fusion/is_compliant").asBoolean()) {
            JsonNode made = StoredSamples.read(product);
            assertThat(made.at("/graded_with/version_id").asLong()).isEqualTo(model);
            console.jdbi()
                    .useHandle(handle -> handle.execute("DELETE FROM sensor_samples WHERE sample_id = ?", sample.id()));
            assertThat(console.json("/api/products/" + made.get("product_id").asString())
                            .at("/graded_with/version_id")
                            .asLong())
                    .as("also when its sample is gone")
                    .isEqualTo(model);
            assertThat(console.json("/api/public/traceability/"
                                    + made.get("product_id").asString())
                            .get("model")
                            .asLong())
                    .isEqualTo(model);
        }

        TestMessages strange = TestMessages.sample(STATION);
        send(strange, false);
        assertThat(stored(strange).has("graded_with"))
                .as("what is not to be trusted leaves the formula's grade")
                .isFalse();
        assertThat(console.metric("model_gradings_total{by=\"model\"}")).isPositive();
        assertThat(console.metric("model_gradings_total{by=\"formula\"}")).isPositive();

        StoredSamples.read(set(entier, "{\"by_model\":false}"));
        TestMessages after = TestMessages.sample(STATION);
        send(after, true);
        assertThat(stored(after).has("graded_with")).isFalse();
    }
}

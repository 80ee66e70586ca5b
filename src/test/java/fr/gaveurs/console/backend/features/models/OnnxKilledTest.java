package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.features.models.onnx.OnnxBuilder;
import fr.gaveurs.console.backend.features.models.onnx.OnnxRuntimeFolder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an ONNX model's process does must never be felt by samples. */
class OnnxKilledTest {
    private static final int KILLS = Integer.getInteger("onnx.kills", 4);
    private static final String ASK = "{\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}";

    @Test
    void killedAgainAndAgainItLosesNothingAndPredictionsGoOn() throws Exception {
        OnnxRuntimeFolder.ensure();
        try (TestConsole console =
                TestConsole.with().products(TestProducts.PLAN).start()) {
            long id = StoredSamples.read(console.send("POST", "/api/ai/models", new OnnxBuilder().bytes()))
                    .get("id")
                    .asLong();
            StoredSamples.read(
                    console.send("POST", "/api/ai/models/" + id + "/activate", null, "Gaveurs-Reason", "tried"));
            gradeByModel(console);
            OnnxKills.Outcome outcome = OnnxKills.run(console, id, KILLS);
            assertThat(outcome.stored()).isEqualTo(outcome.acknowledged());
            assertThat(outcome.told()).isEqualTo(outcome.acknowledged());
            assertThat(console.metric("model_onnx_failures_total{reason=\"ended\"}"))
                    .isEqualTo(KILLS);
            assertThat(console.get("/api/sqal/conditions?kind=model_unusable").body())
                    .doesNotContain("model " + id);
            assertThat(console.metric("model_gradings_total{by=\"model\"}"))
                    .as("an acknowledgement waits for no other process, whatever a product's profile says")
                    .isZero();
            assertThat(console.metric("model_gradings_total{by=\"formula\"}")).isEqualTo(outcome.acknowledged());
        }
        await().until(() -> OnnxKills.process(), Optional::isEmpty);
    }

    @Test
    void oneThatCannotBeRunAnyMoreIsSaidToBeAndIsUsedAgainOnceItCan() throws Exception {
        OnnxRuntimeFolder.ensure();
        byte[] file = new OnnxBuilder().bytes();
        try (TestConsole console = TestConsole.start()) {
            long id = StoredSamples.read(console.send("POST", "/api/ai/models", file))
                    .get("id")
                    .asLong();
            StoredSamples.read(
                    console.send("POST", "/api/ai/models/" + id + "/activate", null, "Gaveurs-Reason", "tried"));
            byte[] wrong = new OnnxBuilder()
                    .property("golden_rows", OnnxBuilder.goldenOf(0.25))
                    .bytes();
            replace(console, id, wrong);
            try (TestConsole restarted =
                    TestConsole.with().database(console.database()).start()) {
                await().until(() -> restarted
                        .get("/api/sqal/conditions?kind=model_unusable")
                        .body()
                        .contains("golden row 1"));
                JsonNode version = restarted.json("/api/ai/models/" + id).get("version");
                assertThat(version.get("fault").asString()).contains("golden row 1");
                assertThat(restarted.post("/api/ai/predict", ASK).statusCode()).isEqualTo(409);
            }
            replace(console, id, file);
            try (TestConsole restarted =
                    TestConsole.with().database(console.database()).start()) {
                await().until(() -> restarted.post("/api/ai/predict", ASK).statusCode() == 200);
            }
        }
    }

    private static void gradeByModel(TestConsole console) {
        long profile = StoredSamples.read(
                        console.post("/api/reports/profiles", "{\"name\":\"Entier\",\"weight_lower_g\":1}"))
                .get("id")
                .asLong();
        StoredSamples.read(console.send(
                "PUT",
                "/api/ai/grading/" + profile,
                "{\"by_model\":true,\"device_ids\":[\"ESP32_KI_01\"]}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Gaveurs-Reason",
                "tried"));
    }

    private static void replace(TestConsole console, long id, byte[] file) {
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE model_versions SET artefact = ?, sha256 = encode(sha256(?), 'hex') WHERE id = ?",
                        file,
                        file,
                        id));
    }
}

package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the active model says of each station's newest sample, as dashboards and the stations' records show it. */
class LiveFiguresTest {
    private static TestConsole console;
    private static long model;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().relay().start();
        StoredSamples samples = StoredSamples.of(console, 4, 30, 31);
        samples.label();
        // Of some livers one figure less is known: so each figure learns from others, and has distances of its own.
        StoredSamples fewer = StoredSamples.of(console, 4, 12, 32);
        StoredSamples.read(console.send(
                "POST",
                "/api/ai/truth/import",
                fewer.csv().replaceAll("(?m),[^,\n]*$", "").getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/csv"));
        model = samples.model(samples.dataset(), 1);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static void act(String verb) {
        StoredSamples.read(console.send(
                "POST", "/api/ai/models/" + model + "/" + verb, null, "Gaveurs-Reason", "to be looked at"));
    }

    private static JsonNode said(RawWebSocket dashboard, String sampleId) throws Exception {
        return dashboard.awaitJson(message -> message.get("type").asString().equals("model_figures")
                && message.at("/model/sample_id").asString().equals(sampleId));
    }

    @Test
    void theFiguresFollowTheSampleAndGoWithTheModel() throws Exception {
        act("activate");
        try (RawWebSocket dashboard = console.realtime()) {
            TestMessages sample = TestMessages.sample("ESP32_LL_01");
            console.store(sample);
            JsonNode figures = said(dashboard, sample.id());
            assertThat(figures.get("device_id").asString()).isEqualTo("ESP32_LL_01");
            assertThat(figures.at("/model/version_id").asLong()).isEqualTo(model);
            assertThat(figures.at("/model/version_name").asString()).isNotBlank();
            JsonNode freshness = figures.at("/model/figures/freshness");
            assertThat(freshness.get("low").asDouble())
                    .isLessThanOrEqualTo(freshness.get("value").asDouble());
            assertThat(freshness.get("flags").toString()).contains("far_from_training");
            assertThat(figures.at("/model/figures/oxidation/distance").asDouble())
                    .isNotEqualTo(freshness.get("distance").asDouble());
            JsonNode kept = await().until(
                            () -> console.json("/api/ai/predictions?sample_id=" + sample.id())
                                    .at("/items/0/prediction/figures"),
                            stored -> !stored.isMissingNode());
            assertThat(kept).as("what is kept is what was said").isEqualTo(figures.at("/model/figures"));
            assertThat(console.json("/api/sqal/devices/ESP32_LL_01")
                            .at("/model/sample_id")
                            .asString())
                    .isEqualTo(sample.id());
            try (RawWebSocket later = console.realtime()) {
                JsonNode snapshot = later.awaitJson("snapshot");
                assertThat(snapshot.at("/devices/0/model/sample_id").asString()).isEqualTo(sample.id());
            }
            act("deactivate");
            JsonNode gone = dashboard.awaitJson(
                    message -> message.get("type").asString().equals("model_figures")
                            && message.get("model").isNull());
            assertThat(gone.get("device_id").asString()).isEqualTo("ESP32_LL_01");
            assertThat(console.json("/api/sqal/devices/ESP32_LL_01").has("model"))
                    .isFalse();
            act("activate");
            assertThat(said(dashboard, sample.id()).at("/model/version_id").asLong())
                    .as("of the sample that is there, once a model is active again")
                    .isEqualTo(model);
        } finally {
            act("deactivate");
        }
    }

    @Test
    void anotherConsoleShowsThemOfSamplesThatItDidNotStoreAndKeepsThemOnce() throws Exception {
        act("activate");
        try (TestConsole other =
                        TestConsole.with().database(console.database()).relay().start();
                RawWebSocket dashboard = other.realtime()) {
            await().until(() ->
                    other.post("/api/ai/predict", "{\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}")
                                    .statusCode()
                            == 200);
            TestMessages sample = TestMessages.sample("ESP32_LL_01");
            console.store(sample);
            assertThat(said(dashboard, sample.id()).at("/model/version_id").asLong())
                    .isEqualTo(model);
            await().until(() ->
                    console.count("SELECT count(*) FROM predictions WHERE sample_id = ?", sample.id()) == 1);
        } finally {
            act("deactivate");
        }
    }
}

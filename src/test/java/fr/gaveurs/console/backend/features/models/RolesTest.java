package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What versions are used for, what they say of samples, and what is seen when one must not be used. */
class RolesTest {
    private static final String ASK = "{\"channels\":[1345,2126,1920,8051,3679,2363,3843,2403,5000,800]}";
    private static TestConsole console;
    private static StoredSamples samples;
    private static long first;
    private static long second;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        samples = StoredSamples.of(console, 4, 55, 21);
        samples.label();
        long dataset = samples.dataset();
        first = samples.model(dataset, 1);
        second = samples.model(dataset, 2);
        assertThat(second).isNotEqualTo(first);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @BeforeEach
    void nobodyHasARole() {
        for (long id : new long[] {first, second}) {
            act(id, "deactivate");
        }
    }

    private static HttpResponse<String> act(long id, String verb, String... headers) {
        return console.send("POST", "/api/ai/models/" + id + "/" + verb, null, headers);
    }

    private static JsonNode because(long id, String verb) {
        return StoredSamples.read(act(id, verb, "Gaveurs-Reason", "tried"));
    }

    private static String state(long id) {
        return console.json("/api/ai/models/" + id).at("/version/state").asString();
    }

    @Test
    void aPromotionNeedsItsGateOrAReason() {
        HttpResponse<String> refused = act(first, "activate");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("as a shadow it has seen").contains("\"field\":\"reason\"");
        assertThat(because(first, "activate").get("state").asString()).isEqualTo("active");
        assertThat(act(first, "activate").statusCode()).isEqualTo(409);
        JsonNode now = console.json("/api/ai/assignments?role=active").at("/items/0");
        assertThat(now.get("version_id").asLong()).isEqualTo(first);
        assertThat(now.get("reason").asString()).isEqualTo("tried");
        assertThat(now.get("until").isNull()).isTrue();
    }

    @Test
    void theGateTellsWhatIsMissing() throws Exception {
        StoredSamples.read(act(second, "shadow"));
        shadowedSince(second, Duration.ofHours(1));
        catchUp();
        String again = samples.csv().replaceFirst("\n", ",grader\n").replaceAll("(?m)(\\d)$", "$1,Luc");
        StoredSamples.read(console.send(
                "POST", "/api/ai/truth/import", again.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/csv"));
        JsonNode gate = console.json("/api/ai/models/" + second + "/gate");
        assertThat(gate.get("open").asBoolean()).isFalse();
        assertThat(gate.get("shadow_samples").asLong()).isGreaterThanOrEqualTo(220);
        assertThat(gate.get("missing").toString()).contains("on 1 day of");
        assertThat(gate.at("/comparisons/freshness/high").asDouble())
                .as("against the formula, on labels that were said since")
                .isNegative();
        JsonNode metrics = console.json("/api/ai/metrics").at("/items/0");
        assertThat(metrics.get("state").asString()).isEqualTo("shadow");
        assertThat(metrics.at("/errors/0/samples").asInt()).isEqualTo(220);
        assertThat(metrics.at("/errors/0/mae").asDouble())
                .isLessThan(metrics.at("/errors/0/formula_mae").asDouble());
        assertThat(metrics.at("/errors/0/covered").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void aShadowIsComparedWithTheActiveOneAndWithTheFormula() throws Exception {
        because(first, "activate");
        StoredSamples.read(act(second, "shadow"));
        catchUp();
        JsonNode report = console.json("/api/ai/comparison");
        assertThat(report.get("version_id").asLong()).isEqualTo(second);
        assertThat(report.get("against_id").asLong()).isEqualTo(first);
        List<JsonNode> rows = report.get("rows")
                .valueStream()
                .filter(row -> row.get("target").asString().equals("freshness"))
                .filter(row -> row.get("device_id").asString().equals("ESP32_LL_2"))
                .toList();
        assertThat(rows.stream().mapToInt(row -> row.get("samples").asInt()).sum())
                .isEqualTo(55);
        assertThat(rows.getFirst().get("mean_distance").asDouble()).isLessThan(0.05);
        assertThat(rows.getFirst().get("within").asDouble()).isBetween(0.0, 1.0);
        JsonNode formula = console.json("/api/ai/comparison?against_id=" + second + "&version_id=" + second);
        assertThat(formula.get("against_id").isNull())
                .as("with itself is with the formula")
                .isTrue();
        assertThat(formula.at("/rows/0/samples").asInt()).isPositive();
        assertThat(console.get("/api/ai/comparison?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
                        .body())
                .contains("31 days");
        assertThat(console.get("/api/ai/comparison?version_id=999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void versionsAreRankedByWhatTheyDidNotSeeAndFeaturesSayHowTheyAreMade() {
        List<JsonNode> ranked = console.json("/api/ai/leaderboard")
                .get("items")
                .valueStream()
                .filter(row -> row.get("target").asString().equals("freshness"))
                .toList();
        assertThat(ranked).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ranked.stream().map(row -> row.get("held_out_mae").asDouble()))
                .isSorted();
        assertThat(ranked.getFirst().get("low").asDouble())
                .isLessThanOrEqualTo(ranked.getFirst().get("high").asDouble());
        assertThat(ranked.getFirst().get("covered").asDouble()).isBetween(0.5, 1.0);
        assertThat(ranked.getFirst().get("formula_held_out_mae").asDouble())
                .isGreaterThan(ranked.getFirst().get("held_out_mae").asDouble());
        JsonNode features = console.json("/api/ai/features").get("items");
        assertThat(features.get(0).toString())
                .isEqualTo("{\"key\":\"log_f1\",\"usual\":true,\"formula\":\"ln F1 - mean\"}");
        assertThat(features.size()).isEqualTo(14);
    }

    /** As the job does it, for what a console did not come to. */
    private static void catchUp() throws Exception {
        StoredSamples.predict(console, Clock.systemUTC());
    }

    @Test
    void bothSayTheirFiguresOfEachSampleOnceItIsStored() throws Exception {
        because(first, "activate");
        StoredSamples.read(act(second, "shadow"));
        TestMessages sample = TestMessages.sample("ESP32_LL_01");
        console.store(sample);
        JsonNode said = await().until(
                        () -> console.json("/api/ai/predictions?sample_id=" + sample.id())
                                .get("items"),
                        items -> items.size() == 2);
        assertThat(said.valueStream().map(each -> each.get("role").asString()))
                .containsExactlyInAnyOrder("active", "shadow");
        JsonNode figure = said.get(0).at("/prediction/figures/freshness");
        assertThat(figure.get("value").asDouble()).isBetween(0.0, 1.0);
        assertThat(figure.get("flags").toString())
                .as("nothing like it was learnt from")
                .contains("far_from_training");
        await().until(() -> console.metric("model_predictions_total{version=\"" + first + "\"}") > 0);
        await().until(() -> console.metric("model_prediction_duration_seconds_count") > 0);
        TestMessages bare = TestMessages.sample("ESP32_LL_01").noSpectrum();
        console.store(bare);
        assertThat(console.json("/api/ai/predictions?sample_id=" + bare.id())
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void backIsOneCallAndWhatRanWhenIsOneToo() throws Exception {
        because(first, "activate");
        Instant between = Instant.now();
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        because(second, "activate");
        assertThat(state(first)).isEqualTo("validated");
        JsonNode back = StoredSamples.read(console.post("/api/ai/rollback", ""));
        assertThat(back.get("id").asLong()).isEqualTo(first);
        assertThat(StoredSamples.read(console.post("/api/ai/predict", ASK))
                        .get("version_id")
                        .asLong())
                .as("at once")
                .isEqualTo(first);
        assertThat(console.json("/api/ai/assignments?role=active&at=" + between)
                        .at("/items/0/version_id")
                        .asLong())
                .isEqualTo(first);
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'rollBackModel'"))
                .isPositive();
    }

    @Test
    void backTwiceGoesFurtherBackAndNeverToWhatWasRolledAway() {
        long dataset = samples.dataset();
        long oldest = samples.model(dataset, 11);
        long middle = samples.model(dataset, 12);
        long newest = samples.model(dataset, 13);
        for (long id : new long[] {oldest, middle, newest}) {
            because(id, "activate");
        }
        assertThat(rolledBack()).isEqualTo(middle);
        assertThat(rolledBack()).as("not the newest, which was rolled away").isEqualTo(oldest);
        because(middle, "activate");
        because(middle, "deactivate");
        assertThat(rolledBack()).as("not the one that was taken away").isEqualTo(oldest);
        because(newest, "activate");
        assertThat(rolledBack())
                .as("what was given the role anew is history again")
                .isEqualTo(oldest);
        because(oldest, "deactivate");
    }

    private static long rolledBack() {
        return StoredSamples.read(console.post("/api/ai/rollback", ""))
                .get("id")
                .asLong();
    }

    @Test
    void theActiveOneIsRetiredForAReasonAlone() {
        long third = samples.model(samples.dataset(), 21);
        because(third, "activate");
        HttpResponse<String> refused = act(third, "retire");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("no model is active then").contains("\"field\":\"reason\"");
        assertThat(because(third, "retire").get("state").asString()).isEqualTo("retired");
        assertThat(console.json("/api/ai/assignments?role=active")
                        .at("/items/0/version_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void whoHasNoNameIsCalledByWhatHeIs() {
        because(first, "activate");
        assertThat(console.json("/api/ai/assignments?role=active")
                        .at("/items/0/by")
                        .asString())
                .isEqualTo("local");
        assertThat(console.json("/api/ai/training").at("/items/0/requested_by").asString())
                .isEqualTo("local");
        assertThat(console.json("/api/ai/models").at("/items/0/made_by").asString())
                .isEqualTo("local");
        assertThat(console.json("/api/ai/datasets").at("/items/0/made_by").asString())
                .isEqualTo("local");
    }

    @Test
    void theGateCountsWhatCameWhileItWasTheShadow() throws Exception {
        StoredSamples.read(act(second, "shadow"));
        catchUp();
        assertThat(console.json("/api/ai/predictions?version_id=" + second)
                        .get("items")
                        .size())
                .isPositive();
        assertThat(console.json("/api/ai/models/" + second + "/gate")
                        .get("shadow_samples")
                        .asLong())
                .as("what was measured before it had the role")
                .isZero();
        shadowedSince(second, Duration.ofHours(1));
        assertThat(console.json("/api/ai/models/" + second + "/gate")
                        .get("shadow_samples")
                        .asLong())
                .isGreaterThanOrEqualTo(220);
    }

    /** As if it had been the shadow for so long. */
    private static void shadowedSince(long version, Duration before) {
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE model_assignments SET at = now() - CAST(? AS interval) WHERE id = (SELECT max(id) FROM"
                                + " model_assignments WHERE role = 'shadow' AND version_id = ?)",
                        before.toString(),
                        version));
    }

    @Test
    void aShadowThatIsRetiredSaysNothingMore() throws Exception {
        long third = samples.model(samples.dataset(), 3);
        StoredSamples.read(act(third, "shadow"));
        assertThat(StoredSamples.read(act(third, "retire")).get("state").asString())
                .isEqualTo("retired");
        TestMessages sample = TestMessages.sample("ESP32_LL_01");
        console.store(sample);
        assertThat(console.json("/api/ai/predictions?version_id=" + third)
                        .get("items")
                        .size())
                .isZero();
        assertThat(act(third, "shadow").statusCode()).isEqualTo(409);
        assertThat(act(third, "activate", "Gaveurs-Reason", "no").body()).contains("retired");
        assertThat(act(third, "retire").statusCode()).isEqualTo(409);
    }

    @Test
    void anotherConsoleHearsOfItAndOneWhoseGoldenRowsAreWrongUsesNothing() throws Exception {
        because(first, "activate");
        try (TestConsole other = TestConsole.with().database(console.database()).start()) {
            await().until(() -> other.post("/api/ai/predict", ASK).statusCode() == 200);
            because(second, "activate");
            await().until(() -> StoredSamples.read(other.post("/api/ai/predict", ASK))
                            .get("version_id")
                            .asLong()
                    == second);
        }
        byte[] right = console.bytes("/api/ai/models/" + second + "/artefact");
        byte[] wrong = right.clone();
        wrong[right.length / 2] ^= 1;
        console.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE model_versions SET artefact = ? WHERE id = ?", wrong, second));
        try (TestConsole restarted =
                TestConsole.with().database(console.database()).start()) {
            await().until(() -> restarted
                    .get("/api/sqal/conditions?kind=model_unusable")
                    .body()
                    .contains("model " + second));
            assertThat(restarted
                            .json("/api/ai/models/" + second)
                            .at("/version/fault")
                            .asString())
                    .contains("SHA-256");
            assertThat(restarted.post("/api/ai/predict", ASK).statusCode()).isEqualTo(409);
            TestMessages sample = TestMessages.sample("ESP32_LL_01");
            restarted.store(sample);
            assertThat(restarted.get("/api/sqal/samples/" + sample.id()).statusCode())
                    .as("samples are stored as ever")
                    .isEqualTo(200);
        } finally {
            console.jdbi()
                    .useHandle(handle ->
                            handle.execute("UPDATE model_versions SET artefact = ? WHERE id = ?", right, second));
        }
    }

    @Test
    void driftIsLookedForStationByStation() {
        because(first, "activate");
        JsonNode report = StoredSamples.read(console.post("/api/ai/drift", ""));
        assertThat(report.get("version_id").asLong()).isEqualTo(first);
        List<JsonNode> rows = report.get("rows").valueStream().toList();
        assertThat(rows).hasSize(4 * 8).noneMatch(row -> row.get("striking").asBoolean());
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE sensor_samples SET spectrum[1] = spectrum[1] * 4" + " WHERE device_id = 'ESP32_LL_2'"));
        JsonNode then = StoredSamples.read(console.post("/api/ai/drift", ""));
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'reckonDrift'"))
                .isGreaterThanOrEqualTo(2);
        assertThat(then.at("/rows/0/striking").asBoolean()).isTrue();
        assertThat(then.at("/rows/0/device_id").asString()).isEqualTo("ESP32_LL_2");
        List<JsonNode> looks = console.json("/api/ai/drift/history?device_id=ESP32_LL_2&feature=log_f1")
                .get("items")
                .valueStream()
                .toList();
        assertThat(looks.getFirst().at("/row/striking").asBoolean()).isTrue();
        assertThat(looks.getLast().at("/row/striking").asBoolean()).isFalse();
        assertThat(looks.getFirst().get("at").asString())
                .isGreaterThan(looks.getLast().get("at").asString());
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE sensor_samples SET spectrum[1] = spectrum[1] / 4" + " WHERE device_id = 'ESP32_LL_2'"));
        assertThat(samples.examples().getFirst().truth()).containsKey(Target.FRESHNESS);
    }
}

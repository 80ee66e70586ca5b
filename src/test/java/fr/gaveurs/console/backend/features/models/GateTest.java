package fr.gaveurs.console.backend.features.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** A version that is better than the formula goes its way: shadow, a week of samples, labels, promotion, trouble. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GateTest {
    private static TestConsole console;
    private static String week;
    private static long dataset;
    private static long model;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        // The oldest of five days is learnt from; the others are what comes to the same stations later.
        StoredSamples all = StoredSamples.of(console, 4, 5, 50, 41);
        String oldest = all.examples().getLast().day();
        label(all.csv(each -> each.day().equals(oldest)));
        week = all.csv(each -> !each.day().equals(oldest));
        dataset = all.dataset();
        model = all.model(dataset, 1);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static HttpResponse<String> act(long id, String verb) {
        return console.send("POST", "/api/ai/models/" + id + "/" + verb, null);
    }

    private static JsonNode gate(long id) {
        return console.json("/api/ai/models/" + id + "/gate");
    }

    /** What the shadow would have said while the samples of a week came. */
    private static void aWeekPasses() throws Exception {
        StoredSamples.predict(console, Clock.offset(Clock.systemUTC(), Duration.ofDays(-8)));
    }

    /** As if who is the shadow now had been it for so long. */
    private static void shadowSince(Duration before) {
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE model_assignments SET at = now() - CAST(? AS interval) WHERE id = (SELECT max(id) FROM"
                                + " model_assignments WHERE role = 'shadow' AND version_id IS NOT NULL)",
                        before.toString()));
    }

    private static JsonNode label(String csv) {
        return StoredSamples.read(console.send(
                "POST", "/api/ai/truth/import", csv.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/csv"));
    }

    private static boolean isOpen(String kind) {
        return console.json("/api/sqal/conditions?kind=" + kind)
                .get("items")
                .valueStream()
                .anyMatch(each -> each.path("cleared_at").isNull()
                        || each.path("cleared_at").isMissingNode());
    }

    @Test
    @Order(1)
    void aTrulyBetterVersionPassesTheGateAndIsPromotedWithoutAReason() throws Exception {
        StoredSamples.read(act(model, "shadow"));
        aWeekPasses();
        assertThat(gate(model).get("shadow_samples").asLong())
                .as("samples of before it was the shadow")
                .isZero();
        shadowSince(Duration.ofDays(8));
        JsonNode unlabelled = gate(model);
        assertThat(unlabelled.get("shadow_days").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(unlabelled.get("shadow_stations").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(unlabelled.get("shadow_samples").asLong()).isGreaterThanOrEqualTo(800);
        assertThat(unlabelled.get("open").asBoolean()).isFalse();
        assertThat(unlabelled.get("missing").toString()).contains("how it really was");
        assertThat(act(model, "activate").statusCode()).isEqualTo(409);

        label(week);
        // It opens by itself as days go by, and not before the third of them.
        for (int days = 1; days <= 4; days++) {
            shadowSince(Duration.ofDays(days).minusHours(12));
            JsonNode then = gate(model);
            assertThat(then.get("shadow_samples").asLong()).isGreaterThanOrEqualTo(200L * days);
            assertThat(then.get("shadow_days").asInt()).isEqualTo(days);
            assertThat(then.get("open").asBoolean()).as(then.toString()).isEqualTo(days >= 3);
        }
        JsonNode open = gate(model);
        assertThat(open.get("missing")).isEmpty();
        assertThat(open.get("open").asBoolean()).isTrue();
        assertThat(open.at("/comparisons/fat_quality/high").asDouble()).isNegative();
        JsonNode promoted = StoredSamples.read(act(model, "activate"));
        assertThat(promoted.get("state").asString()).isEqualTo("active");
        assertThat(console.json("/api/ai/assignments?role=active")
                        .at("/items/0/reason")
                        .isNull())
                .isTrue();
        assertThat(console.json("/api/ai/assignments?role=shadow")
                        .at("/items/0/version_id")
                        .isNull())
                .isTrue();
    }

    @Test
    @Order(2)
    void oneThatIsNoBetterThanTheActiveOneStaysOutside() throws Exception {
        long same = StoredSamples.train(console, dataset, 2);
        StoredSamples.read(act(same, "shadow"));
        aWeekPasses();
        shadowSince(Duration.ofDays(8));
        label(week.replaceFirst("\n", ",grader\n").replaceAll("(?m)(\\d)$", "$1,Luc"));
        JsonNode gate = gate(same);
        assertThat(gate.get("open").asBoolean()).isFalse();
        assertThat(gate.get("missing").toString()).contains("not surely less");
        assertThat(act(same, "activate").statusCode()).isEqualTo(409);
        StoredSamples.read(act(same, "deactivate"));
    }

    @Test
    @Order(3)
    void anErrorThatLeavesItsIntervalIsACondition() throws Exception {
        aWeekPasses();
        assertThat(isOpen("model_error"))
                .as(() -> console.json("/api/ai/metrics").toString())
                .isFalse();
        String contrary = week.replaceAll("(?m)^(ESP32_LL_\\d,[^,]+,[^,]+),.*$", "$1,0.01,0.01,0.01,Zoé");
        label(contrary.replaceFirst("\n", ",grader\n"));
        await().until(() -> isOpen("model_error"));
        JsonNode condition =
                console.json("/api/sqal/conditions?kind=model_error").at("/items/0");
        assertThat(condition.toString()).contains("train a version with the new labels");
        assertThat(console.since("model_error"))
                .as("since the last of the labels that make it so, whenever a console came to look")
                .isEqualTo(console.time("SELECT max(said_at) FROM truth_labels"));
        label(week.replaceFirst("\n", ",grader\n").replaceAll("(?m)(\\d)$", "$1,Zoé"));
        await().until(() -> !isOpen("model_error"));
    }

    @Test
    @Order(4)
    void inputsThatLeaveTrainingAreACondition() throws Exception {
        StoredSamples.read(console.post("/api/ai/drift", ""));
        assertThat(isOpen("model_drift")).isFalse();
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE sensor_samples SET spectrum[3] = spectrum[3] * 3 WHERE device_id = 'ESP32_LL_3'"));
        StoredSamples.read(console.post("/api/ai/drift", ""));
        await().until(() -> isOpen("model_drift"));
        assertThat(console.json("/api/sqal/conditions?kind=model_drift")
                        .at("/items/0")
                        .toString())
                .contains("ESP32_LL_3");
        assertThat(console.metric("model_drift_features")).isPositive();
        await().until(() -> console.count("SELECT count(*) FROM conditions WHERE kind = 'model_drift'") == 1);
        // As where it was seen three hours ago, and its console killed before it could write so.
        console.jdbi().useHandle(handle -> {
            handle.execute("UPDATE model_drift SET at = at - interval '3 hours'");
            handle.execute("DELETE FROM conditions WHERE kind = 'model_drift'");
        });
        try (TestConsole later = TestConsole.with().database(console.database()).start()) {
            Instant since = await().until(() -> later.since("model_drift"), Objects::nonNull);
            assertThat(Duration.between(since, Instant.now())).isGreaterThanOrEqualTo(Duration.ofHours(3));
        }
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE sensor_samples SET spectrum[3] = spectrum[3] / 3 WHERE device_id = 'ESP32_LL_3'"));
        StoredSamples.read(console.post("/api/ai/drift", ""));
        await().until(() -> !isOpen("model_drift"));
        assertThat(console.json("/api/ai/drift/history?device_id=ESP32_LL_3&feature=log_f3")
                        .get("items")
                        .size())
                .isEqualTo(3);
    }

    @Test
    @Order(5)
    void aTrainingThatRunsIsGivenUp() throws Exception {
        StoredSamples many = StoredSamples.of(console, 4, 800, 43);
        many.label();
        long large = many.dataset();
        long training = StoredSamples.read(console.post("/api/ai/training", "{\"dataset_id\":" + large + "}"))
                .get("id")
                .asLong();
        await().until(() ->
                console.json("/api/ai/training/" + training).get("progress").asInt() > 0);
        StoredSamples.read(console.post("/api/ai/training/" + training + "/cancel", ""));
        JsonNode run = await().until(() -> console.json("/api/ai/training/" + training), each -> each.get("finished_at")
                .isString());
        assertThat(run.get("state").asString()).isEqualTo("cancelled");
        assertThat(run.get("progress").asInt()).isLessThan(100);
        assertThat(run.get("version_id").isNull()).isTrue();
        assertThat(StoredSamples.train(console, dataset, 9))
                .as("the next one is done")
                .isPositive();
    }
}

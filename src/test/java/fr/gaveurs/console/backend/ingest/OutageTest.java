package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way to the database is cut, stalled or shaken while samples come: what was acknowledged is stored, once. */
class OutageTest {
    private final TestConsole.Options options = TestConsole.with();
    private FaultyLink link;
    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        link = new FaultyLink(options.info().port());
        console = options.databaseThrough(link.port()).queue(64, 16).start();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        link.close();
    }

    private static List<TestMessages> samples(String device, int count) {
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(TestMessages.sample(device));
        }
        return samples;
    }

    private void awaitNotReady() {
        await().atMost(RawWebSocket.PATIENCE)
                .until(() -> console.get("/health/ready").statusCode() == 503);
    }

    private static Set<String> ids(Collection<TestMessages> samples) {
        Set<String> ids = new HashSet<>();
        samples.forEach(sample -> ids.add(sample.id()));
        return ids;
    }

    private void assertStoredOnce(Set<String> ids) {
        List<String> stored = console.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT sample_id FROM sensor_samples")
                        .mapTo(String.class)
                        .list());
        assertThat(stored).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
        assertThat(console.count("SELECT coalesce(sum(samples), 0) FROM stats_hourly"))
                .isEqualTo(ids.size());
        assertThat(console.count("SELECT coalesce(sum(samples), 0) FROM stats_daily"))
                .isEqualTo(ids.size());
    }

    private void awaitDegraded() {
        await().atMost(RawWebSocket.PATIENCE)
                .until(() ->
                        console.json("/health/ready").get("status").asString().equals("degraded"));
    }

    private void awaitSpoolEmpty() {
        await().atMost(RawWebSocket.PATIENCE).until(() -> console.metric("spool_samples") == 0);
    }

    @Test
    void whileTheDatabaseIsAwaySamplesAreSpooledAndShownAndStoredOnceItIsBack() throws Exception {
        try (RawWebSocket device = console.sensors();
                RawWebSocket dashboard = console.realtime()) {
            dashboard.awaitJson("snapshot");
            TestMessages before = TestMessages.sample("ESP32_LL_01");
            device.sendText(before.text());
            assertThat(device.awaitJson("ack").get("status").asString()).isEqualTo("saved");

            link.cut();
            List<TestMessages> during = samples("ESP32_LL_01", 40);
            for (TestMessages sample : during) {
                device.sendText(sample.utf8());
            }
            Set<String> acknowledged = new HashSet<>(Set.of(before.id()));
            for (int i = 0; i < 40; i++) {
                JsonNode ack = device.awaitJson("ack");
                assertThat(ack.get("status").asString()).isEqualTo("spooled");
                assertThat(ack.get("fusion_grade").asString()).isNotBlank();
                acknowledged.add(ack.get("sample_id").asString());
            }
            dashboard.awaitJson(
                    m -> m.path("sample_id").asString().equals(during.getLast().id()));

            awaitDegraded();
            assertThat(console.get("/health/live").statusCode()).isEqualTo(200);
            await().until(() -> Json.MAPPER
                    .readTree(console.get("/health/ready").body())
                    .findValuesAsString("detail")
                    .toString()
                    .contains("samples go to the spool"));
            await().until(() -> console.metric("circuit_breaker_state{name=\"database\",state=\"open\"}") == 1);
            assertThat(console.metric("spool_samples")).isEqualTo(40);
            assertThat(console.metric("spool_oldest_seconds")).isPositive();
            assertThat(console.metric("spool_bytes")).isPositive();
            assertThat(console.metric("spool_appended_total")).isEqualTo(40);
            assertUnavailable(console.get("/api/sqal/samples"));
            assertUnavailable(console.get("/api/sqal/stats/daily"));
            assertUnavailable(console.post("/api/admin/tokens", "{\"name\":\"a\"}"));
            assertThat(console.get("/api/sqal/samples/latest").statusCode())
                    .as("what is in memory is still told")
                    .isEqualTo(200);

            link.mend();
            awaitSpoolEmpty();
            during.add(before);
            assertThat(acknowledged).isEqualTo(ids(during));
            assertStoredOnce(acknowledged);
            assertThat(console.metric("spool_replayed_total")).isEqualTo(40);
            await().atMost(RawWebSocket.PATIENCE).until(() -> console.json("/health/ready")
                    .get("status")
                    .asString()
                    .equals("ready"));
            TestMessages after = TestMessages.sample("ESP32_LL_01");
            device.sendText(after.text());
            assertThat(device.awaitJson("ack").get("status").asString()).isEqualTo("saved");
        }
    }

    @Test
    void aSampleThatIsSentAgainDuringAnOutageIsStoredAndShownOnce() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            TestMessages sample = TestMessages.sample("ESP32_LL_01");
            link.cut();
            for (int i = 0; i < 5; i++) {
                device.sendText(sample.text());
                assertThat(device.awaitJson("ack").get("status").asString()).isEqualTo("spooled");
            }
            assertThat(console.metric("spool_samples")).isEqualTo(1);
            link.mend();
            awaitSpoolEmpty();
            assertStoredOnce(Set.of(sample.id()));
            assertThat(console.json("/api/sqal/devices/ESP32_LL_01").toString()).contains("ESP32_LL_01");
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void aCommitOfWhichNobodyHeardIsNotMadeTwice() throws Exception {
        try (RawWebSocket device = console.sensors();
                RawWebSocket dashboard = console.realtime()) {
            dashboard.awaitJson("snapshot");
            link.swallowAnswers();
            List<TestMessages> samples = samples("ESP32_LL_01", 10);
            samples.forEach(sample -> sample.bins(2));
            for (TestMessages sample : samples) {
                device.sendText(sample.utf8());
            }
            awaitDegraded();
            Set<String> acknowledged = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                acknowledged.add(device.awaitJson("ack").get("sample_id").asString());
            }
            assertThat(acknowledged).isEqualTo(ids(samples));

            link.mend();
            awaitSpoolEmpty();
            assertStoredOnce(acknowledged);
            assertThat(console.count("SELECT count(*) FROM sample_histograms")).isEqualTo(10);
            dashboard.awaitJson(
                    m -> m.path("sample_id").asString().equals(samples.getLast().id()));
        }
    }

    @Test
    void aShakyLinkLosesNothingAndDoublesNothing() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> sent = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> devices = new ArrayList<>();
        for (int d = 1; d <= 3; d++) {
            List<TestMessages> samples = samples("ESP32_LL_0" + d, 300);
            sent.addAll(ids(samples));
            devices.add(CompletableFuture.runAsync(() -> deliver(samples, acknowledged), Thread::startVirtualThread));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(devices.toArray(CompletableFuture[]::new));
        for (int i = 0; i < 12 && !all.isDone(); i++) {
            int reached = acknowledged.size();
            // Each break comes in the middle of the work, as soon as some more was done.
            await().atMost(RawWebSocket.PATIENCE).until(() -> acknowledged.size() > reached + 20 || all.isDone());
            link.dropConnections();
        }
        all.join();

        assertThat(acknowledged).isEqualTo(sent);
        awaitSpoolEmpty();
        assertStoredOnce(sent);
    }

    /** As a device does: keeps what was refused and sends it again. */
    private void deliver(List<TestMessages> samples, Set<String> acknowledged) {
        Map<String, TestMessages> open = new LinkedHashMap<>();
        samples.forEach(sample -> open.put(sample.id(), sample));
        try (RawWebSocket device = console.sensors()) {
            while (!open.isEmpty()) {
                for (TestMessages sample : List.copyOf(open.values())) {
                    device.sendText(sample.utf8());
                }
                for (int i = open.size(); i > 0; i--) {
                    JsonNode answer = device.readJson();
                    if (answer.get("type").asString().equals("ack")) {
                        acknowledged.add(answer.get("sample_id").asString());
                        open.remove(answer.get("sample_id").asString());
                    }
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFullSpoolIsRefusedAloudAndNoSampleIsDroppedInSilence() throws Exception {
        console.close();
        console = options.spool(8).start();
        try (RawWebSocket device = console.sensors()) {
            link.cut();
            Set<String> acknowledged = new HashSet<>();
            Set<String> refused = new HashSet<>();
            while (refused.size() < 100) {
                List<TestMessages> flood = samples("ESP32_LL_01", 50);
                for (TestMessages sample : flood) {
                    device.sendText(sample.bins(32).utf8());
                }
                for (int i = 0; i < 50; i++) {
                    JsonNode answer = device.readJson();
                    if (answer.get("type").asString().equals("ack")) {
                        acknowledged.add(answer.get("sample_id").asString());
                    } else {
                        assertThat(answer.get("type").asString()).isEqualTo("error");
                        assertThat(answer.get("message").asString())
                                .contains("spool is full; keep the sample and send it again in 30 s");
                        refused.add(answer.get("sample_id").asString());
                    }
                }
            }
            awaitNotReady();
            assertThat(console.get("/health/ready").body()).contains("samples are refused");
            assertThat(console.metric("spool_refused_total")).isEqualTo(refused.size());
            assertThat(acknowledged).isNotEmpty().doesNotContainAnyElementsOf(refused);

            link.mend();
            awaitSpoolEmpty();
            assertStoredOnce(acknowledged);
            TestMessages after = TestMessages.sample("ESP32_LL_01");
            device.sendText(after.text());
            assertThat(device.awaitJson("ack").get("sample_id").asString()).isEqualTo(after.id());
            await().until(() -> console.get("/health/ready").statusCode() == 200);
        }
    }

    @Test
    void aSlowDatabaseSlowsTheSocketAndNothingIsRefused() throws Exception {
        try (RawWebSocket device = console.sensors()) {
            console.store(TestMessages.sample("ESP32_LL_01").id("before"));
            List<TestMessages> flood = samples("ESP32_LL_01", 200);
            console.jdbi().useTransaction(handle -> {
                handle.execute("LOCK TABLE sensor_samples IN ACCESS EXCLUSIVE MODE");
                for (TestMessages sample : flood) {
                    device.sendText(sample.utf8());
                }
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> console.json("/health").toString().contains("\"queue\":64"));
            });
            Set<String> acknowledged = new HashSet<>(Set.of("before"));
            for (int i = 0; i < 200; i++) {
                JsonNode answer = device.readJson();
                assertThat(answer.get("type").asString()).as(answer.toString()).isEqualTo("ack");
                acknowledged.add(answer.get("sample_id").asString());
            }
            awaitSpoolEmpty();
            assertStoredOnce(acknowledged);
        }
    }

    @Test
    void whatTheDatabaseRefusesForGoodIsKeptAsideAndItsNeighboursAreStored() throws Exception {
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "ALTER TABLE sensor_samples ADD CONSTRAINT no_devil" + " CHECK (sample_id NOT LIKE 'devil%')"));
        List<TestMessages> samples = samples("ESP32_LL_01", 60);
        samples.get(7).id("devil 1");
        samples.get(31).id("devil 2");
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        try (RawWebSocket device = console.sensors()) {
            for (TestMessages sample : samples) {
                device.sendText(sample.utf8());
            }
            for (int i = 0; i < 60; i++) {
                JsonNode answer = device.readJson();
                answers.put(answer.get("sample_id").asString(), answer);
            }
        }
        Set<String> good = ids(samples);
        for (String devil : List.of("devil 1", "devil 2")) {
            good.remove(devil);
            assertThat(answers.get(devil).get("type").asString()).isEqualTo("error");
            assertThat(answers.get(devil).get("message").asString())
                    .contains("refuses this sample for good; it is kept in quarantine")
                    .doesNotContain("no_devil");
            console.jdbi().useHandle(handle -> {
                Map<String, Object> row = handle.createQuery("SELECT * FROM quarantined_samples WHERE sample_id = ?")
                        .bind(0, devil)
                        .mapToMap()
                        .one();
                assertThat(row.get("reason").toString()).contains("no_devil");
                assertThat(Json.MAPPER
                                .readTree((byte[]) row.get("payload"))
                                .get("distance")
                                .size())
                        .isEqualTo(64);
            });
        }
        good.forEach(id -> assertThat(answers.get(id).get("type").asString()).isEqualTo("ack"));
        assertStoredOnce(good);

        assertThat(console.metric("samples_quarantined_total")).isEqualTo(2);
        await().untilAsserted(() -> {
            JsonNode component = console.component("quarantine");
            assertThat(component.get("status").asString()).isEqualTo("degraded");
            assertThat(component.get("detail").asString())
                    .contains("2 samples", "devil", "no_devil", "/api/sqal/samples/quarantined");
        });
        JsonNode shown = console.json("/api/sqal/samples/quarantined").get("items");
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).get("device_id").asString()).isEqualTo("ESP32_LL_01");
        assertThat(shown.get(0).get("reason").asString()).contains("no_devil");
        await().untilAsserted(() -> {
            List<String> titles = new ArrayList<>();
            console.json("/api/bugs")
                    .get("items")
                    .forEach(bug -> titles.add(bug.get("title").asString()));
            assertThat(titles)
                    .as("one bug for both")
                    .filteredOn(title -> title.contains("quarantined_samples"))
                    .hasSize(1);
        });
    }

    @Test
    void aConflictWithAnotherWriterIsTriedAgain() throws Exception {
        console.jdbi().useHandle(handle -> {
            handle.execute("CREATE SEQUENCE tries");
            handle.execute("CREATE FUNCTION conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " IF nextval('tries') <= 3 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF;"
                    + " RETURN NEW; END $$");
            handle.execute(
                    "CREATE TRIGGER conflict BEFORE INSERT ON stats_daily FOR EACH ROW EXECUTE FUNCTION conflict()");
        });
        List<TestMessages> samples = samples("ESP32_LL_01", 5);

        console.store(samples);

        awaitSpoolEmpty();
        assertStoredOnce(ids(samples));
        assertThat(console.count("SELECT count(*) FROM quarantined_samples")).isZero();
    }
}

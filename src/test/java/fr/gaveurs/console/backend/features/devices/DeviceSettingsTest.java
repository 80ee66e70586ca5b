package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people set of a station, over the routes: it counts at once, is kept, and reaches everybody. */
class DeviceSettingsTest {
    private static final String ID = "ESP32_LL_01";
    private static final String PATH = "/api/sqal/devices/" + ID;
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        console = TestConsole.with().clock(clock).relay().start();
        send(0);
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private TestMessages send(int seconds) throws Exception {
        clock.advance(Duration.ofSeconds(seconds));
        TestMessages sample = TestMessages.sample(ID).height(30).reflectance(60).at(clock.instant());
        console.store(sample);
        // It is acknowledged before it is shown.
        await().until(() ->
                console.json(PATH).at("/latest/sample_id").asString().equals(sample.id()));
        return sample;
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return console.send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> patch(String body) {
        return send("PATCH", PATH, body);
    }

    private HttpResponse<String> calibrate(String body) {
        return send("PUT", PATH + "/calibration", body);
    }

    private JsonNode device() {
        return console.json(PATH).get("device");
    }

    @Test
    void aBlockedStationIsAmongNoNewestSamples() throws Exception {
        console.close();
        console = TestConsole.with().clock(clock).noCache().start();
        send(0);
        assertThat(console.json("/api/sqal/samples/latest").get("items").size()).isOne();

        assertThat(send("POST", PATH + "/block", "").statusCode()).isEqualTo(200);

        await().untilAsserted(() -> assertThat(
                        console.json("/api/sqal/samples/latest").get("items").size())
                .isZero());
    }

    @Test
    void aNameAndALineAreShownKeptAndTakenAway() throws Exception {
        try (RawWebSocket dashboard = console.realtime()) {
            dashboard.awaitJson("snapshot");
            HttpResponse<String> answer = patch("{\"name\":\" Table près du quai \",\"line\":\"Ligne 2\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Json.MAPPER.readTree(answer.body()).get("name").asString())
                    .isEqualTo("Table près du quai");
            // One of another cause may come first: that of a socket of the test before, for one.
            JsonNode told = dashboard
                    .awaitJson(message ->
                            "device_status".equals(message.get("type").asString())
                                    && message.at("/device/name").isString())
                    .get("device");
            assertThat(told.get("name").asString()).isEqualTo("Table près du quai");
            assertThat(told.get("line").asString()).isEqualTo("Ligne 2");
        }
        patch("{\"line\":\"\"}");

        assertThat(device().get("name").asString()).isEqualTo("Table près du quai");
        assertThat(device().get("line").isNull()).isTrue();
        assertThat(console.count("SELECT count(*) FROM devices WHERE name = 'Table près du quai' AND line IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void aStationThatWasMovedCountsForItsNewSite() throws Exception {
        assertThat(patch("{\"site_code\":\"MT\"}").statusCode()).isEqualTo(200);
        TestMessages moved = send(2);

        assertThat(device().get("site_code").asString()).isEqualTo("MT");
        await().until(
                        () -> console.count(
                                "SELECT count(*) FROM sensor_samples WHERE sample_id = ? AND site_code = 'MT'",
                                moved.id()),
                        count -> count == 1);
        assertThat(console.count("SELECT sum(samples) FROM stats_hourly WHERE site_code = 'MT'"))
                .isEqualTo(1);
        patch("{\"site_code\":\"\"}");
        assertThat(device().get("site_code").asString()).as("as its id says").isEqualTo("LL");
    }

    @Test
    void maintenanceEndsByAPersonOrAtItsTimeAndDashboardsHearOfBoth() throws Exception {
        try (RawWebSocket dashboard = console.realtime()) {
            dashboard.awaitJson("snapshot");
            patch("{\"maintenance\":true,\"maintenance_reason\":\"Capteur nettoyé\",\"maintenance_until\":\""
                    + NOON.plusSeconds(600) + "\"}");
            JsonNode told = dashboard
                    .awaitJson(message ->
                            "device_status".equals(message.get("type").asString())
                                    && message.at("/device/maintenance").isObject())
                    .at("/device/maintenance");
            assertThat(told.get("reason").asString()).isEqualTo("Capteur nettoyé");
            assertThat(told.get("since").asString()).isEqualTo(NOON.toString());

            clock.advance(Duration.ofSeconds(601));
            await().until(() -> dashboard
                    .awaitJson("device_status")
                    .at("/device/maintenance")
                    .isNull());
        }
        assertThat(device().get("maintenance").isNull()).isTrue();

        patch("{\"maintenance\":true}");
        assertThat(device().get("maintenance").get("until").isNull()).isTrue();
        patch("{\"maintenance\":false}");
        assertThat(device().get("maintenance").isNull()).isTrue();
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        assertRefused(patch("{}"), "says nothing to change");
        assertRefused(patch("{\"maintenance_reason\":\"x\"}"), "maintenance_reason");
        assertRefused(patch("{\"maintenance\":true,\"maintenance_until\":\"2026-11-27T11:00:00Z\"}"), "must lie ahead");
        assertRefused(patch("{\"site_code\":\"Paris\"}"), "two capitals");
        assertRefused(patch("{\"nom\":\"x\"}"), "nom");
        assertRefused(calibrate("{\"zone_width_mm\":30}"), "zone_height_mm");
        assertRefused(calibrate("{\"mounting_height_mm\":5}"), "20 to 4000 mm");
        assertRefused(calibrate("{\"interval_seconds\":0}"), "0.1 to 3600 s");
        assertRefused(calibrate("{\"reflectance_unit\":\"lux\"}"), "reflectance_unit");
        assertThat(send("PATCH", "/api/sqal/devices/ESP32_LL_99", "{\"name\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    private static void assertTaken(HttpResponse<String> answer, String field, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", words);
    }

    @Test
    void namesAndLinesTellStationsApart() throws Exception {
        String other = "/api/sqal/devices/ESP32_LL_07";
        console.store(
                TestMessages.sample("ESP32_LL_07").height(30).reflectance(60).at(clock.instant()));
        assertThat(patch("{\"name\":\"Table 3 🦆\",\"line\":\"Ligne été\"}").statusCode())
                .isEqualTo(200);
        for (String name : new String[] {"table 3 🦆", " TABLE  3 🦆", "Tâble\u00a03 🦆"}) {
            assertTaken(send("PATCH", other, "{\"name\":\"" + name + "\"}"), "name", "written Table 3 🦆");
        }
        assertTaken(send("PATCH", other, "{\"name\":\"Table 3 🦆\"}"), "name", "a station Table 3 🦆 already:");
        assertTaken(send("PATCH", other, "{\"name\":\"" + ID.toLowerCase(Locale.ROOT) + "\"}"), "name", ID);
        assertTaken(send("PATCH", other, "{\"line\":\"LIGNE ete\"}"), "line", "a line Ligne été, where " + ID);
        assertThat(send("PATCH", other, "{\"line\":\"Ligne été\",\"name\":\"Table 4\"}")
                        .statusCode())
                .as("stands beside it")
                .isEqualTo(200);
        assertThat(patch("{\"name\":\"TABLE 3 🦆\"}").statusCode())
                .as("its own")
                .isEqualTo(200);
        // What an older version took stays, and is changed otherwise.
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE devices SET name = 'table 3 🦆', line = 'LIGNE ETE' WHERE device_id = 'ESP32_LL_07'"));
        assertThat(send("PATCH", other, "{\"maintenance\":true,\"name\":\"table 3 🦆\",\"line\":\"LIGNE ETE\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(words).isEqualTo(400);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void samplesAreGradedByTheCalibration() throws Exception {
        double before = figures().get("volume_mm3").asDouble();
        double floor = figures().get("floor_mm").asDouble();

        assertThat(calibrate("{\"zone_width_mm\":75,\"zone_height_mm\":22.5}").statusCode())
                .isEqualTo(200);
        send(2);
        assertThat(figures().get("volume_mm3").asDouble()).isCloseTo(2 * before, within(1e-3));

        calibrate("{\"mounting_height_mm\":" + (floor + 10) + "}");
        send(2);
        assertThat(figures().get("floor_mm").asDouble()).isCloseTo(floor + 10, within(1e-6));
        assertThat(figures().get("volume_mm3").asDouble()).isGreaterThan(before);

        calibrate("{\"reflectance_unit\":\"byte\"}");
        send(2);
        assertThat(figures().get("reflectance_score").asDouble())
                .as("24 % is dark")
                .isZero();
        calibrate("{}");
        send(2);
        assertThat(figures().get("reflectance_score").asDouble()).isEqualTo(1);
        assertThat(figures().get("volume_mm3").asDouble()).as("as usual again").isCloseTo(before, within(1e-3));
    }

    private JsonNode figures() {
        return console.json(PATH).at("/latest/vl53l8ch/analysis");
    }

    @Test
    void theUsualIntervalSaysWhenAStationIsStale() {
        calibrate("{\"interval_seconds\":60}");
        assertThat(device().get("interval_seconds").asDouble()).isEqualTo(60);
        clock.advance(Duration.ofSeconds(100));
        assertThat(device().get("state").asString()).isEqualTo("live");
        clock.advance(Duration.ofSeconds(30));
        assertThat(device().get("state").asString()).isEqualTo("stale");
        clock.advance(Duration.ofSeconds(60));
        assertThat(device().get("state").asString()).isEqualTo("offline");
    }

    @Test
    void whoCalibratesByAnOldOneIsTold() {
        calibrate("{\"interval_seconds\":5}");
        String first = device().at("/calibration/updated_at").asString();
        assertThat(calibrate("{\"interval_seconds\":6,\"replaces\":\"" + first + "\"}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> late = calibrate("{\"interval_seconds\":7,\"replaces\":\"" + first + "\"}");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("meanwhile");
        assertThat(device().at("/calibration/interval_seconds").asDouble()).isEqualTo(6);
    }

    @Test
    void otherConsolesAndTheNextRunKnowIt() throws Exception {
        try (TestConsole other = TestConsole.with()
                .database(console.database())
                .relay()
                .clock(clock)
                .start()) {
            patch("{\"name\":\"Table 3\",\"maintenance\":true}");
            calibrate("{\"zone_width_mm\":30,\"zone_height_mm\":20}");
            await().until(() ->
                    other.json(PATH).at("/device/calibration/zone_width_mm").asDouble(0) == 30);
            assertThat(other.json(PATH).at("/device/name").asString()).isEqualTo("Table 3");
            assertThat(other.json(PATH).at("/device/maintenance").isNull()).isFalse();
        }
        try (TestConsole next =
                TestConsole.with().database(console.database()).clock(clock).start()) {
            assertThat(next.json(PATH).at("/device/name").asString()).isEqualTo("Table 3");
        }
    }
}

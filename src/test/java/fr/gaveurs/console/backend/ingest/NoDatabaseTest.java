package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.StoreSession;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestStations;
import fr.gaveurs.console.backend.features.devices.StoredDeviceActs;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program is started while its database is away, and the database comes later. */
@Timeout(120)
class NoDatabaseTest {
    @TempDir
    private Path folder;

    private final TestConsole.Options options = TestConsole.with();
    private FaultyLink link;

    @BeforeEach
    void cutTheLink() throws Exception {
        link = new FaultyLink(options.info().port());
        options.databaseThrough(link.port()).folder(folder);
    }

    @AfterEach
    void close() throws Exception {
        link.close();
    }

    private static long stored(TestConsole console) {
        return console.count("SELECT count(*) FROM sensor_samples");
    }

    @Test
    void takesGradesShowsAndKeepsSamplesAndStoresThemWhenTheDatabaseComes() throws Exception {
        link.cut();
        try (TestConsole console = options.start();
                RawWebSocket dashboard = console.realtime();
                RawWebSocket device = console.sensors()) {
            dashboard.awaitJson("snapshot");
            List<TestMessages> samples = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                samples.add(TestMessages.sample("ESP32_LL_01"));
                device.sendText(samples.get(i).utf8());
                JsonNode ack = device.awaitJson("ack");
                assertThat(ack.get("status").asString()).isEqualTo("spooled");
            }
            dashboard.awaitJson(
                    m -> m.path("sample_id").asString().equals(samples.getLast().id()));
            assertThat(console.get("/health/startup").statusCode()).isEqualTo(200);
            assertThat(console.json("/health/ready").get("status").asString()).isEqualTo("degraded");
            assertThat(console.json("/api/sqal/devices").toString()).contains("ESP32_LL_01");
            HttpResponse<String> history = console.get("/api/sqal/samples");
            assertThat(history.statusCode()).isEqualTo(503);
            assertThat(history.headers().firstValue("retry-after")).isPresent();

            link.mend();

            await().atMost(RawWebSocket.PATIENCE).until(() -> console.metric("spool_samples") == 0);
            assertThat(stored(console)).isEqualTo(30);
            assertThat(console.count("SELECT sum(samples) FROM stats_hourly")).isEqualTo(30);
            await().atMost(RawWebSocket.PATIENCE).until(() -> console.json("/health/ready")
                    .get("status")
                    .asString()
                    .equals("ready"));
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> console.count("SELECT count(*) FROM devices WHERE enrollment = 'approved'") == 1);
        }
    }

    @Test
    void aStationThatWasLetInBeforeIsKnownWithoutTheDatabaseAndKeepsItsApproval() throws Exception {
        TestStations.leave(options.info(), "ESP32_LL_07", "approved");
        TestStations.leave(options.info(), "ESP32_LL_08", "pending");
        try (TestConsole console = options.start()) {
            console.keepFolder();
        }
        link.cut();
        try (TestConsole console = options.start()) {
            console.keepFolder();
            assertThat(TestStations.enrollment(console, "ESP32_LL_07")).isEqualTo("approved");
            assertThat(TestStations.enrollment(console, "ESP32_LL_08")).isNotEqualTo("approved");
        }
        // Without the copy it is a stranger until the database comes, and then it is known again.
        java.nio.file.Files.delete(folder.resolve("stations.json"));
        try (TestConsole console = options.start()) {
            assertThat(TestStations.enrollment(console, "ESP32_LL_07")).isEmpty();
            link.mend();
            await().atMost(RawWebSocket.PATIENCE)
                    .until(() -> TestStations.enrollment(console, "ESP32_LL_07").equals("approved"));
            assertThat(console.count("SELECT count(*) FROM devices WHERE enrollment = 'approved'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void samplesThatWereSpooledBeforeTheEndAreStoredByTheNextStart() throws Exception {
        link.cut();
        try (TestConsole console = options.start()) {
            console.keepFolder();
            for (int i = 0; i < 20; i++) {
                console.store(TestMessages.sample("ESP32_LL_01"));
            }
        }
        link.mend();
        try (TestConsole console = options.start()) {
            await().atMost(RawWebSocket.PATIENCE).until(() -> stored(console) == 20);
            await().until(() -> console.metric("spool_samples") == 0);
            // What is shown follows what is stored.
            await().until(() -> console.json("/api/sqal/devices/ESP32_LL_01")
                    .at("/latest/sample_id")
                    .isString());
            assertThat(TestStations.enrollment(console, "ESP32_LL_01")).isEqualTo("approved");
        }
    }

    @Test
    void thatSamplesWaitIsSaidSinceTheOldestOfThemAlsoByTheNextStart() throws Exception {
        link.cut();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (TestConsole console = options.start()) {
            console.keepFolder();
            console.store(TestMessages.sample("ESP32_LL_01"));
        }
        Instant after = Instant.now();
        try (TestConsole console = options.start()) {
            JsonNode said = await().until(
                            () -> console.json("/api/sqal/conditions?kind=spool_waiting")
                                    .at("/items/0"),
                            JsonNode::isObject);

            assertThat(Instant.parse(said.get("since").asString())).isBetween(before, after);
        }
    }

    /** A station that was stored, whose samples then lie in the spool; it ends, and a person forgets the station. */
    private void forgottenWithSamplesInTheSpool(Route route) throws Exception {
        try (TestConsole console = options.start()) {
            console.keepFolder();
            console.store(TestMessages.sample("ESP32_LL_01"), TestMessages.sample("ESP32_LL_02"));
            await().until(() -> console.count("SELECT count(*) FROM devices") == 2);
            link.cut();
            for (int i = 0; i < 10; i++) {
                console.store(TestMessages.sample("ESP32_LL_01"));
                console.store(TestMessages.sample("ESP32_LL_03"));
            }
        }
        link.mend();
        try (Database database = TestDatabase.open(options.info())) {
            assertThat(database.awaitUp(Patience.LIMIT)).isTrue();
            Act act = StoreSession.act(route, null);
            if (route.equals(DevicesApi.FORGET_DEVICE)) {
                assertThat(StoredDeviceActs.forget(database, "ESP32_LL_01", act))
                        .isTrue();
            } else {
                assertThat(StoredDeviceActs.erase(database, "ESP32_LL_01", act)).isNotNull();
            }
        }
    }

    private static boolean isKnown(TestConsole console, String deviceId) {
        return !TestStations.enrollment(console, deviceId).isEmpty();
    }

    private static long stored(TestConsole console, String deviceId) {
        return console.count("SELECT count(*) FROM sensor_samples WHERE device_id = ?", deviceId);
    }

    @Test
    void aStationThatAPersonForgotDoesNotComeBackOutOfTheSpool() throws Exception {
        forgottenWithSamplesInTheSpool(DevicesApi.FORGET_DEVICE);
        try (TestConsole console = options.start()) {
            await().until(() -> stored(console, "ESP32_LL_01") == 11);
            await().until(() -> console.metric("spool_samples") == 0);
            await("one whose row never reached the database comes").until(() -> isKnown(console, "ESP32_LL_03"));
            assertThat(isKnown(console, "ESP32_LL_01")).isFalse();
            assertThat(console.json("/api/sqal/devices").toString())
                    .contains("ESP32_LL_02", "ESP32_LL_03")
                    .doesNotContain("ESP32_LL_01");

            console.store(TestMessages.sample("ESP32_LL_01"));
            assertThat(isKnown(console, "ESP32_LL_01"))
                    .as("it comes by what it says now")
                    .isTrue();
        }
    }

    @Test
    void samplesInTheSpoolGoWithTheStationThatWasForgottenWithItsSamples() throws Exception {
        forgottenWithSamplesInTheSpool(DevicesApi.ERASE_DEVICE);
        try (TestConsole console = options.start()) {
            await().until(() -> stored(console, "ESP32_LL_03") == 10);
            await().until(() -> console.metric("spool_samples") == 0);
            await().until(() -> isKnown(console, "ESP32_LL_03"));
            assertThat(isKnown(console, "ESP32_LL_01")).isFalse();
            await().atMost(Duration.ofSeconds(90)).until(() -> stored(console, "ESP32_LL_01") == 0);
            assertThat(stored(console, "ESP32_LL_03")).isEqualTo(10);

            await().until(() -> console.count("SELECT count(*) FROM log_pending") == 0);
            console.post("/api/log/verification", "{}");
            await().until(() -> !verification(console).get("state").asString().equals("running"));
            JsonNode result = verification(console);
            assertThat(result.get("state").asString()).as(result.toString()).isEqualTo("whole");
            assertThat(result.get("erased").asInt())
                    .as("those of the spool are explained by the same act")
                    .isEqualTo(11);
        }
    }

    private static JsonNode verification(TestConsole console) {
        return console.json("/api/log/verification");
    }
}

package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.features.firmware.rollout.Policy;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.platform.security.Secrets;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may download what, and what an end of the console does to it. */
@ExtendWith(Patience.class)
class FirmwareDownloadTest {
    private static final String HOLDS = "UPDATE devices SET token_hash = ?, token_seen = true WHERE device_id = ?";

    private final FirmwareHall hall = new FirmwareHall();

    private static void hello(RawWebSocket socket, String deviceId, String token) throws IOException {
        socket.sendText("{\"type\":\"esp32_hello\",\"device_id\":\"" + deviceId + "\",\"token\":\"" + token
                + "\",\"firmware_version\":\"1.0.0\",\"firmware\":{\"project\":\"gaveurs-station\","
                + "\"version\":\"1.0.0\",\"app_elf_sha256\":\"" + "ab".repeat(32)
                + "\",\"chip_id\":0,\"slot_size\":2031616,\"rollback_capable\":true}}");
        socket.awaitJson("hello_ack");
    }

    /** Two stations that hold these tokens, as those of other machines do. */
    private static void enroll(ConnectionInfo info, String ofOne, String ofTwo) throws Exception {
        try (TestConsole console = TestConsole.with().database(info).start();
                RawWebSocket socket = console.sensors()) {
            hello(socket, "ESP32_FW_01", "none yet");
            hello(socket, "ESP32_FW_02", "none yet");
            await().until(() -> console.count("SELECT count(*) FROM devices") == 2);
            console.stop();
            console.jdbi().useHandle(handle -> {
                handle.execute(HOLDS, Secrets.sha256(ofOne), "ESP32_FW_01");
                handle.execute(HOLDS, Secrets.sha256(ofTwo), "ESP32_FW_02");
            });
        }
    }

    private static int status(TestConsole console, String sha256, String token) {
        return console.send(
                        "GET",
                        "/api/firmware/images/" + sha256,
                        null,
                        "Authorization",
                        "Bearer " + token,
                        "Range",
                        "bytes=0-9")
                .statusCode();
    }

    @Test
    void aStationsTokenFetchesWhatItsOwnRolloutGivesItAndNothingElse() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        String ofOne = Secrets.newToken();
        String ofTwo = Secrets.newToken();
        enroll(info, ofOne, ofTwo);
        try (TestConsole console = TestConsole.with().database(info).start();
                RawWebSocket one = console.sensors();
                RawWebSocket two = console.sensors()) {
            hall.introduce(console);
            hello(one, "ESP32_FW_01", ofOne);
            hello(two, "ESP32_FW_02", ofTwo);
            await().until(() -> console.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > 2);
            String other = Json.MAPPER
                    .readTree(FirmwareHall.ok(
                            hall.upload(console, ImageBuilder.seeded(81).build())))
                    .path("sha256")
                    .asString();
            byte[] image = ImageBuilder.seeded(82).build();
            String sha256 = Json.MAPPER
                    .readTree(FirmwareHall.ok(hall.upload(console, image)))
                    .path("sha256")
                    .asString();
            assertThat(status(console, sha256, ofOne))
                    .as("nothing is offered yet")
                    .isEqualTo(403);

            long id = hall.roll(
                    console,
                    image,
                    "{\"device_ids\":[\"ESP32_FW_01\"],\"lines\":[],\"idle_minutes\":0,\"soak_minutes\":0,"
                            + "\"prove_minutes\":2,\"stop_percent\":5}");
            one.awaitJson("firmware_offer");

            assertThat(status(console, sha256, ofOne)).isEqualTo(206);
            assertThat(status(console, sha256, ofTwo))
                    .as("another station's offer")
                    .isEqualTo(403);
            assertThat(status(console, other, ofOne)).as("another image").isEqualTo(403);
            FirmwareHall.ok(console.send("POST", "/api/firmware/ota/" + id + "/cancel", null));
            assertThat(status(console, sha256, ofOne)).as("it was called off").isEqualTo(403);
            assertThat(status(console, sha256, "gvc_unknown"))
                    .as("a token that nobody has")
                    .isEqualTo(401);
        }
    }

    @Test
    void anEndCutsDownloadsOffAndTheyGoOnFromThere() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        byte[] image = ImageBuilder.seeded(83).bytes(900_000).build();
        byte[] got;
        String sha256;
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (TestConsole console =
                    TestConsole.with().database(info).firmware(false, 128).start()) {
                hall.introduce(console);
                sha256 = Json.MAPPER
                        .readTree(FirmwareHall.ok(hall.upload(console, image)))
                        .path("sha256")
                        .asString();
                HttpResponse<InputStream> answer = http.send(
                        HttpRequest.newBuilder(URI.create(console.url() + "/api/firmware/images/" + sha256))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                InputStream body = answer.body();
                got = body.readNBytes(50_000);
                console.stop();
                assertThatThrownBy(body::readAllBytes)
                        .as("it does not wait for the whole image")
                        .isInstanceOf(IOException.class);
            }
            try (TestConsole console = TestConsole.with().database(info).start()) {
                HttpResponse<byte[]> rest = http.send(
                        HttpRequest.newBuilder(URI.create(console.url() + "/api/firmware/images/" + sha256))
                                .header("Range", "bytes=" + got.length + "-")
                                .header("If-Range", '"' + sha256 + '"')
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                assertThat(rest.statusCode()).isEqualTo(206);
                byte[] whole = Arrays.copyOf(got, image.length);
                System.arraycopy(rest.body(), 0, whole, got.length, rest.body().length);
                assertThat(whole).isEqualTo(image);
            }
        }
    }

    @Test
    void whoDownloadsForTooLongGivesThePlaceToOthers() throws Exception {
        byte[] image = ImageBuilder.seeded(84).bytes(900_000).build();
        Policy usual = Policy.USUAL;
        RolloutPace pace = new RolloutPace(
                Duration.ofMillis(100),
                new Policy(
                        usual.waiting(),
                        usual.answer(),
                        usual.start(),
                        Duration.ofSeconds(1),
                        usual.restart(),
                        usual.comeBack(),
                        usual.silence(),
                        usual.settle(),
                        usual.goBack(),
                        usual.retry(),
                        usual.attempts()));
        try (TestConsole console =
                        TestConsole.with().firmware(false, 64).rollouts(pace).start();
                HttpClient http = HttpClient.newHttpClient()) {
            hall.introduce(console);
            String sha256 = Json.MAPPER
                    .readTree(FirmwareHall.ok(hall.upload(console, image)))
                    .path("sha256")
                    .asString();
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create(console.url() + "/api/firmware/images/" + sha256))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }
}

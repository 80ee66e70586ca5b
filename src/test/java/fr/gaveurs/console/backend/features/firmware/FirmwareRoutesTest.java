package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Images, keys and downloads over a real port. */
@ExtendWith(Patience.class)
class FirmwareRoutesTest {
    private static final String AUTHORIZATION = "Authorization";
    private static final FirmwareHall HALL = new FirmwareHall();
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        HALL.introduce(console);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static HttpResponse<byte[]> download(String sha256, String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(console.url() + "/api/firmware/images/" + sha256))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonNode uploaded(byte[] image) throws Exception {
        return Json.MAPPER.readTree(FirmwareHall.ok(HALL.upload(console, image)));
    }

    @Test
    void takesASignedImageAndSaysWhatItIs() throws Exception {
        byte[] image =
                ImageBuilder.seeded(31).chip(Chip.ESP32_S3).secureVersion(2).build();
        JsonNode taken = uploaded(image);
        assertThat(taken.path("chip").asString()).isEqualTo("ESP32-S3");
        assertThat(taken.path("key_name").asString()).isEqualTo("maker");
        assertThat(taken.path("secure_version").asLong()).isEqualTo(2);
        HttpResponse<String> again = HALL.upload(console, image);
        assertThat(again.statusCode()).as("the same bytes again").isEqualTo(200);
        assertThat(Json.MAPPER.readTree(again.body())).isEqualTo(taken);
        assertThat(console.count(
                        "SELECT sum(length(content)) FROM firmware_pieces p JOIN firmware_images m"
                                + " ON m.id = p.image_id WHERE m.sha256 = ?",
                        taken.path("sha256").asString()))
                .isEqualTo(image.length);
        assertThat(console.count(
                        "SELECT count(*) FROM audit_log WHERE route = 'uploadFirmware' AND object_id = ?",
                        taken.path("id").asString("" + taken.path("id").asLong())))
                .isEqualTo(1);

        long id = taken.path("id").asLong();
        assertThat(console.send("DELETE", "/api/firmware/versions/" + id, null).statusCode())
                .isEqualTo(204);
        assertThat(console.get("/api/firmware/versions/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoImageOrNotSigned() throws Exception {
        byte[] image = ImageBuilder.seeded(32).build();
        HttpResponse<String> unsigned = console.send(
                "POST", "/api/firmware/versions?file_name=a.bin", image, "Content-Type", "application/octet-stream");
        assertThat(unsigned.statusCode()).isEqualTo(400);
        assertThat(unsigned.body()).contains("/problems/firmware-unsigned", "firmware sign");
        HttpResponse<String> strange = console.send(
                "POST",
                "/api/firmware/versions" + HALL.query(image).replace(HALL.keyId(), "0123456789abcdef"),
                image,
                "Content-Type",
                "application/octet-stream");
        assertThat(strange.statusCode()).isEqualTo(400);
        assertThat(strange.body()).contains("/problems/firmware-key", "0123456789abcdef");
        HttpResponse<String> renamed = console.send(
                "POST",
                "/api/firmware/versions" + HALL.query(image) + "&version=9.9.9",
                image,
                "Content-Type",
                "application/octet-stream");
        assertThat(renamed.body()).contains("/problems/firmware-other-name", "and not 9.9.9");

        byte[] flipped = image.clone();
        flipped[100] ^= 1;
        HttpResponse<String> damaged = console.send(
                "POST",
                "/api/firmware/versions" + HALL.query(image),
                flipped,
                "Content-Type",
                "application/octet-stream");
        assertThat(damaged.statusCode()).isEqualTo(400);
        assertThat(damaged.body()).containsOnlyOnce("the image is damaged");

        byte[] other = ImageBuilder.seeded(33).build();
        HttpResponse<String> stolen = console.send(
                "POST",
                "/api/firmware/versions" + HALL.query(image),
                other,
                "Content-Type",
                "application/octet-stream");
        assertThat(stolen.statusCode()).isEqualTo(400);
        assertThat(stolen.body()).contains("/problems/firmware-signature", "is not of this image");

        HttpResponse<String> large = console.send(
                "POST",
                "/api/firmware/versions" + HALL.query(image),
                new byte[(16 << 20) + 1],
                "Content-Type",
                "application/octet-stream");
        assertThat(large.statusCode()).isEqualTo(413);
        try (Stream<java.nio.file.Path> files = Files.list(console.folder().resolve("firmware"))) {
            assertThat(files.map(java.nio.file.Path::toString)).noneMatch(name -> name.endsWith(".upload"));
        }
    }

    @Test
    void givesRangesAsTheStandardSays() throws Exception {
        byte[] image = ImageBuilder.seeded(34).bytes(50_000).build();
        String sha = uploaded(image).path("sha256").asString();
        int size = image.length;

        HttpResponse<byte[]> whole = download(sha, "GET");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(image);
        assertThat(header(whole, "Content-Length")).isEqualTo("" + size);
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(whole, "ETag")).isEqualTo('"' + sha + '"');

        HttpResponse<byte[]> head = download(sha, "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + size);
        assertThat(header(head, "ETag")).isEqualTo('"' + sha + '"');
        assertThat(download(sha, "HEAD", "Range", "bytes=5-").statusCode())
                .as("a range is of a GET")
                .isEqualTo(200);

        HttpResponse<byte[]> middle = download(sha, "GET", "Range", "bytes=1000-1999");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(header(middle, "Content-Range")).isEqualTo("bytes 1000-1999/" + size);
        assertThat(middle.body()).isEqualTo(java.util.Arrays.copyOfRange(image, 1000, 2000));

        assertThat(download(sha, "GET", "Range", "bytes=-10").body())
                .isEqualTo(java.util.Arrays.copyOfRange(image, size - 10, size));
        assertThat(download(sha, "GET", "Range", "bytes=5-", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(download(sha, "GET", "Range", "bytes=5-", "If-Range", '"' + sha + '"')
                        .statusCode())
                .isEqualTo(206);
        HttpResponse<byte[]> outside = download(sha, "GET", "Range", "bytes=" + size + "-");
        assertThat(outside.statusCode()).isEqualTo(416);
        assertThat(header(outside, "Content-Range")).isEqualTo("bytes */" + size);
        assertThat(download(sha, "GET", "Range", "bytes=0-1,5-6").statusCode()).isEqualTo(200);
        assertThat(download("0".repeat(64), "GET").statusCode()).isEqualTo(404);
    }

    /** Each part is asked for from where the last one was cut; {@code FirmwareBench} does it a thousand times. */
    @Test
    void cutsResumeToTheExactBytes() throws Exception {
        byte[] image = ImageBuilder.seeded(35).bytes(300_000).build();
        String sha = uploaded(image).path("sha256").asString();
        byte[] got =
                CutDownload.fetch(URI.create(console.url() + "/api/firmware/images/" + sha), sha, image.length, 40, 1);
        assertThat(got).isEqualTo(image);
    }

    @Test
    void aStationThatDidNotComeBackIsACondition() throws Exception {
        long image = uploaded(ImageBuilder.seeded(40).build()).path("id").asLong();
        console.jdbi().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO firmware_rollouts (image_id, state, plan, created_by_kind) VALUES (?, 'done',"
                            + " CAST(? AS jsonb), 'local')",
                    image,
                    FirmwareHall.plan(5));
            handle.execute("INSERT INTO firmware_installs (rollout_id, device_id, state, left_ms, offer_id, reason)"
                    + " SELECT max(id), 'ESP32_FW_09', 'lost', 0, 'x', 'did_not_return' FROM firmware_rollouts");
        });
        await().untilAsserted(
                        () -> assertThat(console.get("/api/sqal/conditions").body())
                                .contains("firmware_lost", "ESP32_FW_09", "did_not_return"));
        await().until(() -> console.metric("firmware_installs{state=\"lost\"}") == 1);
        console.jdbi().useHandle(handle -> handle.execute("UPDATE firmware_installs SET state = 'rolled_back'"));
        await().untilAsserted(
                        () -> assertThat(console.get("/api/sqal/conditions").body())
                                .contains("firmware_rolled_back")
                                .doesNotContain("firmware_lost"));
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM firmware_rollouts WHERE image_id = ?", image));
    }

    @Test
    void anImageThatNobodySignedIsNoStationsWhereSuchAreNotAdmittedAnyMore() throws Exception {
        ConnectionInfo info = TestDatabase.freshInfo();
        try (TestConsole lax =
                TestConsole.with().database(info).firmware(true, 2_048).start()) {
            assertThat(lax.send(
                                    "POST",
                                    "/api/firmware/versions?file_name=a.bin",
                                    ImageBuilder.seeded(42).build(),
                                    "Content-Type",
                                    "application/octet-stream")
                            .statusCode())
                    .isEqualTo(201);
        }
        try (TestConsole strict = TestConsole.with().database(info).start();
                Simulation simulation = HALL.simulate(strict, 1, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD)) {
            simulation.start();
            await().until(() ->
                    strict.get("/api/firmware/versions/1/stations").body().contains("\"obstacle\":\"unsigned\""));
        }
    }

    @Test
    void unsignedImagesAreAdmittedWhereASettingSaysSoAndThatIsSaid() throws Exception {
        try (TestConsole lax = TestConsole.with().firmware(true, 2_048).start()) {
            HttpResponse<String> taken = lax.send(
                    "POST",
                    "/api/firmware/versions?file_name=a.bin",
                    ImageBuilder.seeded(41).build(),
                    "Content-Type",
                    "application/octet-stream");
            assertThat(taken.statusCode()).isEqualTo(201);
            assertThat(Json.MAPPER.readTree(taken.body()).path("key_id").isNull())
                    .isTrue();
            await().untilAsserted(() ->
                    assertThat(lax.get("/api/sqal/conditions").body()).contains("firmware_unsigned"));
        }
    }

    @Test
    void letsFourDownloadAtOnce() throws Exception {
        try (TestConsole slow = TestConsole.with().firmware(false, 64).start()) {
            HALL.introduce(slow);
            byte[] image = ImageBuilder.seeded(36).bytes(600_000).build();
            String sha = Json.MAPPER
                    .readTree(FirmwareHall.ok(HALL.upload(slow, image)))
                    .path("sha256")
                    .asString();
            List<InputStream> open = new ArrayList<>();
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(slow.url() + "/api/firmware/images/" + sha))
                        .build();
                for (int i = 0; i < 4; i++) {
                    open.add(http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body());
                }
                HttpResponse<byte[]> fifth = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(fifth.statusCode()).isEqualTo(503);
                assertThat(Integer.parseInt(header(fifth, "Retry-After"))).isBetween(5, 10);
                HttpResponse<Void> head = http.send(
                        HttpRequest.newBuilder(request.uri())
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                assertThat(head.statusCode()).as("it downloads nothing").isEqualTo(200);
                assertThat(header(head, "Content-Length")).isEqualTo("" + image.length);
                HttpRequest unknown = HttpRequest.newBuilder(
                                URI.create(slow.url() + "/api/firmware/images/" + "0".repeat(64)))
                        .build();
                assertThat(http.send(unknown, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as("the database is asked nothing")
                        .isEqualTo(503);
                for (InputStream each : open) {
                    each.close();
                }
                await().until(() -> http.send(
                                        HttpRequest.newBuilder(request.uri())
                                                .header("Range", "bytes=0-9")
                                                .build(),
                                        HttpResponse.BodyHandlers.ofByteArray())
                                .statusCode()
                        == 206);
            }
        }
    }

    @Test
    void aRevokedKeyStopsARolloutInItsMiddle() throws Exception {
        FirmwareHall hall = new FirmwareHall();
        try (TestConsole other = TestConsole.with().rollouts(FirmwareHall.QUICK).start();
                Simulation simulation = hall.simulate(other, 3, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD)) {
            hall.introduce(other);
            simulation.start();
            await().until(() -> other.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > 3);
            long id = hall.roll(other, ImageBuilder.seeded(37).bytes(20_000).build(), FirmwareHall.plan(5));
            await().until(() -> FirmwareHall.states(other, id).contains("confirmed"));
            assertThat(other.send("DELETE", "/api/firmware/keys/" + hall.keyId(), null)
                            .statusCode())
                    .isEqualTo(200);
            await().untilAsserted(() -> assertThat(FirmwareHall.state(other, id))
                    .as(FirmwareHall.states(other, id))
                    .isEqualTo("reverted"));
            assertThat(FirmwareHall.rollout(other, id)
                            .path("rollout")
                            .path("state_reason")
                            .asString())
                    .isEqualTo("key_revoked");
            assertThat(FirmwareHall.states(other, id)).doesNotContain("confirmed");
            assertThat(other.get("/api/firmware/versions/1/stations").body()).contains("\"obstacle\":\"key_revoked\"");
            assertThat(hall.upload(other, ImageBuilder.seeded(38).build()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whoRunsWhatARevokedKeySignedIsToldOf() throws Exception {
        FirmwareHall hall = new FirmwareHall();
        try (TestConsole other = TestConsole.with().rollouts(FirmwareHall.QUICK).start();
                Simulation simulation = hall.simulate(other, 1, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD)) {
            hall.introduce(other);
            simulation.start();
            await().until(() -> other.get("/api/firmware/stations").body().contains("\"elf_sha256\""));
            long id = hall.roll(other, ImageBuilder.seeded(53).bytes(20_000).build(), FirmwareHall.plan(5));
            await().until(() -> FirmwareHall.state(other, id).equals("done"));
            assertThat(other.get("/api/firmware/stations").body()).contains("\"key_revoked\":false");

            FirmwareHall.ok(other.send("DELETE", "/api/firmware/keys/" + hall.keyId(), null));

            assertThat(other.get("/api/firmware/stations").body()).contains("\"key_revoked\":true");
            await().until(() -> other.get("/api/sqal/conditions").body().contains("firmware_key_revoked"));
            // Since it happened, whenever this console came to look: one that was killed meanwhile says the same.
            assertThat(other.since("firmware_key_revoked"))
                    .isEqualTo(other.time("SELECT revoked_at FROM firmware_keys"));

            other.jdbi()
                    .useHandle(handle -> handle.execute("UPDATE firmware_images SET version = version || '-rebuilt'"));
            await().until(() -> other.get("/api/sqal/conditions").body().contains("firmware_version_false"));
            assertThat(other.since("firmware_version_false"))
                    .isEqualTo(other.time("SELECT heard_at FROM firmware_stations"));
        }
    }

    @Test
    void anImageOfARevokedKeyMayBeSignedAnewAndItsRolloutsStay() throws Exception {
        FirmwareHall first = new FirmwareHall();
        FirmwareHall second = new FirmwareHall();
        try (TestConsole other = TestConsole.start()) {
            first.introduce(other);
            byte[] image = ImageBuilder.seeded(43).build();
            long id = Json.MAPPER
                    .readTree(FirmwareHall.ok(first.upload(other, image)))
                    .path("id")
                    .asLong();
            other.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO firmware_rollouts (image_id, state, plan, created_by_kind)"
                                    + " VALUES (?, 'reverted', CAST(? AS jsonb), 'local')",
                            id,
                            FirmwareHall.plan(5)));
            second.introduce(other);
            assertThat(second.upload(other, image).statusCode())
                    .as("another key, while the first one counts")
                    .isEqualTo(409);
            FirmwareHall.ok(other.send("DELETE", "/api/firmware/keys/" + first.keyId(), null));

            HttpResponse<String> again = second.upload(other, image);

            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            JsonNode signed = Json.MAPPER.readTree(again.body());
            assertThat(signed.path("id").asLong()).isEqualTo(id);
            assertThat(signed.path("key_id").asString()).isEqualTo(second.keyId());
            assertThat(signed.path("key_revoked").asBoolean()).isFalse();
            assertThat(signed.path("rollouts").asInt()).isEqualTo(1);
            assertThat(other.count(
                            "SELECT count(*) FROM firmware_decisions WHERE decision = 'image_signed'"
                                    + " AND key_id = ?",
                            second.keyId()))
                    .isEqualTo(1);
            assertThat(other.count("SELECT count(*) FROM audit_log WHERE route = 'uploadFirmware'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void whoMadeARolloutDoesNotApproveItWhereTwoMay() throws Exception {
        try (TestConsole other = TestConsole.with().rollouts(FirmwareHall.QUICK).start();
                Simulation simulation = HALL.simulate(other, 1, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD)) {
            HALL.introduce(other);
            simulation.start();
            await().until(() -> other.get("/api/firmware/stations").body().contains("\"elf_sha256\""));
            String anna = token(other, "anna", "admin");
            String bert = token(other, "bert", "admin");
            String viewer = token(other, "vic", "viewer");
            long version = Json.MAPPER
                    .readTree(FirmwareHall.ok(
                            HALL.upload(other, ImageBuilder.seeded(39).build())))
                    .path("id")
                    .asLong();
            JsonNode draft = Json.MAPPER.readTree(FirmwareHall.ok(other.send(
                    "POST",
                    "/api/firmware/ota",
                    ("{\"version_id\":" + version + "}").getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json",
                    AUTHORIZATION,
                    anna)));
            assertThat(draft.path("needs_another").asBoolean()).isTrue();
            String approve = "/api/firmware/ota/" + draft.path("id").asLong() + "/approve";
            assertThat(other.send("POST", approve, null, AUTHORIZATION, anna).body())
                    .as("who made it")
                    .contains("/problems/another-person");
            assertThat(other.send("POST", approve, null, AUTHORIZATION, viewer).statusCode())
                    .as("whose token is of no administrator")
                    .isEqualTo(403);
            assertThat(other.send("POST", approve, null).statusCode())
                    .as("nobody knows who that is")
                    .isEqualTo(403);
            assertThat(other.send("POST", approve, null, AUTHORIZATION, "Bearer gvc_wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(other.send("POST", approve, null, AUTHORIZATION, bert).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String token(TestConsole console, String name, String role) throws Exception {
        String made = FirmwareHall.ok(
                console.post("/api/admin/tokens", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}"));
        return "Bearer " + Json.MAPPER.readTree(made).path("token").asString();
    }
}

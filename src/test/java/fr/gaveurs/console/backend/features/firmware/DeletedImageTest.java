package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.FirmwarePeriods.PeriodRollout;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An image that was deleted goes nowhere any more, and what its rollout did is still told and can still be undone. */
@ExtendWith(Patience.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeletedImageTest {
    private static final FirmwareHall HALL = new FirmwareHall();
    private static final byte[] IMAGE = ImageBuilder.seeded(81).bytes(20_000).build();
    private static TestConsole console;
    private static Simulation simulation;
    private static long rollout;
    private static long draft;
    private static JsonNode image;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().rollouts(FirmwareHall.QUICK).start();
        simulation = HALL.simulate(console, 2, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD);
        HALL.introduce(console);
        simulation.start();
        await().until(() -> console.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > 2);
        rollout = HALL.roll(console, IMAGE, plan(0));
        await().untilAsserted(() -> assertThat(FirmwareHall.state(console, rollout))
                .as(FirmwareHall.states(console, rollout))
                .isEqualTo("done"));
        image = console.json("/api/firmware/versions").path("items").get(0);
        draft = Json.MAPPER
                .readTree(FirmwareHall.ok(console.post("/api/firmware/ota", draft(plan(1)))))
                .path("id")
                .asLong();
    }

    @AfterAll
    static void stop() throws Exception {
        simulation.close();
        console.close();
    }

    private static String plan(int station) {
        return FirmwareHall.plan(5)
                .replace(
                        "\"device_ids\":[]",
                        "\"device_ids\":[\""
                                + simulation.devices().get(station).identity().deviceId() + "\"]");
    }

    private static String draft(String plan) {
        return "{\"version_id\":" + id() + ",\"plan\":" + plan + "}";
    }

    private static long id() {
        return image.path("id").asLong();
    }

    private static int status(String path) {
        return console.get(path).statusCode();
    }

    private static String sha256() {
        return image.path("sha256").asString();
    }

    private static Path copy() {
        return console.folder().resolve("firmware").resolve(sha256() + ".bin");
    }

    private static HttpResponse<String> delete(long id) {
        return console.send("DELETE", "/api/firmware/versions/" + id, null);
    }

    private static JsonNode shown(long id) {
        return FirmwareHall.rollout(console, id).path("rollout");
    }

    private static List<PeriodRollout> told() {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        return console.jdbi()
                .withHandle(handle -> FirmwarePeriods.rollouts(handle, now.minus(day), now.plus(day), List.of()));
    }

    @Test
    @Order(1)
    void itsBytesGoAndWhatItsRolloutDidStays() {
        assertThat(copy()).exists();
        assertThat(shown(rollout).path("image_deleted").asBoolean()).isFalse();

        HttpResponse<String> gone = delete(id());

        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
        assertThat(Files.exists(copy())).isFalse();
        assertThat(console.count("SELECT count(*) FROM firmware_pieces")).isZero();
        assertThat(status("/api/firmware/versions/" + id())).isEqualTo(404);
        assertThat(status("/api/firmware/versions/" + id() + "/stations")).isEqualTo(404);
        assertThat(status("/api/firmware/images/" + sha256())).isEqualTo(404);
        assertThat(console.json("/api/firmware/versions").path("items")).isEmpty();
        assertThat(delete(id()).statusCode()).as("once").isEqualTo(404);
        assertThat(console.post("/api/firmware/ota", draft(plan(1))).statusCode())
                .isEqualTo(404);

        assertThat(console.json("/api/firmware/ota").path("items")).hasSize(2);
        assertThat(shown(rollout).path("image_deleted").asBoolean()).isTrue();
        assertThat(shown(rollout).path("state").asString()).isEqualTo("done");
        assertThat(shown(rollout).path("version").asString())
                .isEqualTo(image.path("version").asString());
        assertThat(FirmwareHall.states(console, rollout)).contains("confirmed");
        assertThat(told()).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(rollout);
            assertThat(each.imageDeleted()).isTrue();
            assertThat(each.all()).isEqualTo(1);
        });
    }

    @Test
    @Order(2)
    void whatNobodyApprovedIsGivenUp() {
        assertThat(shown(draft).path("state").asString()).isEqualTo("canceled");
        assertThat(shown(draft).path("state_reason").asString()).isEqualTo("image_deleted");
        assertThat(console.send("POST", "/api/firmware/ota/" + draft + "/approve", null)
                        .statusCode())
                .isEqualTo(409);
        assertThat(console.count(
                        "SELECT count(*) FROM firmware_decisions WHERE decision = 'rollout_canceled'"
                                + " AND rollout_id = ? AND reason = 'image_deleted'",
                        draft))
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void itsStationsCanStillBeSentBack() {
        FirmwareHall.ok(console.send("POST", "/api/firmware/ota/" + rollout + "/revert", null));
        await().untilAsserted(() -> assertThat(FirmwareHall.state(console, rollout))
                .as(FirmwareHall.states(console, rollout))
                .isEqualTo("reverted"));
        assertThat(FirmwareHall.states(console, rollout)).contains("rolled_back(by_person)");
        assertThat(told()).singleElement().satisfies(each -> assertThat(each.standing())
                .isEqualTo("reverted"));
    }

    @Test
    @Order(4)
    void theSameFileIsTheSameImageAgainWithWhatIsNew() throws Exception {
        HttpResponse<String> taken = console.send(
                "POST",
                "/api/firmware/versions" + HALL.query(IMAGE) + "&notes=mended",
                IMAGE,
                "Content-Type",
                "application/octet-stream");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        JsonNode again = Json.MAPPER.readTree(taken.body());
        assertThat(again.path("id").asLong()).isEqualTo(id());
        assertThat(again.path("notes").asString()).isEqualTo("mended");
        assertThat(again.path("rollouts").asInt()).isEqualTo(2);
        assertThat(shown(rollout).path("image_deleted").asBoolean()).isFalse();
        assertThat(status("/api/firmware/images/" + sha256())).isEqualTo(200);
        assertThat(console.count("SELECT sum(length(content)) FROM firmware_pieces"))
                .isEqualTo(IMAGE.length);
        assertThat(console.post("/api/firmware/ota", draft(plan(1))).statusCode())
                .isEqualTo(201);
    }

    @Test
    @Order(5)
    void theSameFileOfAnotherKeyIsAnotherImage() throws Exception {
        FirmwareHall other = new FirmwareHall();
        other.introduce(console);
        assertThat(delete(id()).statusCode()).isEqualTo(204);

        HttpResponse<String> taken = other.upload(console, IMAGE);

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        JsonNode another = Json.MAPPER.readTree(taken.body());
        assertThat(another.path("id").asLong()).isNotEqualTo(id());
        assertThat(another.path("rollouts").asInt()).isZero();
        assertThat(shown(rollout).path("image_deleted").asBoolean()).isTrue();
        assertThat(delete(another.path("id").asLong()).statusCode()).isEqualTo(204);
        assertThat(console.count("SELECT count(*) FROM firmware_images"))
                .as("nothing is to be told of one without rollouts")
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    void aBlockedStationCountsInNoState() {
        String station = simulation.devices().get(0).identity().deviceId();
        await().until(() -> console.metric("firmware_installs{state=\"rolled_back\"}") == 1);
        FirmwareHall.ok(console.post("/api/sqal/devices/" + station + "/block", ""));
        await().until(() -> console.metric("firmware_installs{state=\"rolled_back\"}") == 0);
    }

    @Test
    @Order(7)
    void whatIsDroppedAfterYearsGoesWithItsRollouts() {
        console.jdbi()
                .useHandle(handle ->
                        handle.execute("DELETE FROM firmware_images WHERE deleted_at < now() + interval '1 hour'"));
        assertThat(console.json("/api/firmware/ota").path("items")).isEmpty();
        assertThat(console.count("SELECT count(*) FROM firmware_installs")).isZero();
    }
}

package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.simulator.SimulatedDevice;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What people may do with rollouts, in one hall with three boards on two lines, one act after the other. */
@ExtendWith(Patience.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutActsTest {
    private static final FirmwareHall HALL = new FirmwareHall();
    private static TestConsole console;
    private static Simulation simulation;
    private static List<String> ids;
    private static long ofLineB;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().rollouts(FirmwareHall.QUICK).start();
        simulation = HALL.simulate(console, 3, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD);
        HALL.introduce(console);
        simulation.start();
        await().until(() -> console.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > 3);
        ids = simulation.devices().stream()
                .map(each -> each.identity().deviceId())
                .toList();
        line(0, "A");
        line(1, "B");
        line(2, "B");
    }

    @AfterAll
    static void stop() throws Exception {
        simulation.close();
        console.close();
    }

    private static void line(int index, String line) {
        FirmwareHall.ok(console.send(
                "PATCH",
                "/api/sqal/devices/" + ids.get(index),
                ("{\"line\":\"" + line + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static byte[] image(long seed, String version) {
        return ImageBuilder.seeded(seed)
                .named("gaveurs-station", version)
                .secureVersion(3)
                .bytes(20_000)
                .build();
    }

    private static String plan(String line) {
        return "{\"device_ids\":[],\"lines\":[\"" + line
                + "\"],\"idle_minutes\":0,\"soak_minutes\":0,\"prove_minutes\":2,\"stop_percent\":5}";
    }

    private static HttpResponse<String> act(long id, String verb) {
        return console.send("POST", "/api/firmware/ota/" + id + "/" + verb, null);
    }

    private static long version(byte[] image) throws Exception {
        return Json.MAPPER
                .readTree(FirmwareHall.ok(HALL.upload(console, image)))
                .path("id")
                .asLong();
    }

    private static HttpResponse<String> draft(long version, String plan) {
        return console.post("/api/firmware/ota", "{\"version_id\":" + version + ",\"plan\":" + plan + "}");
    }

    private static void ends(long id, String state) {
        await().untilAsserted(() -> assertThat(FirmwareHall.state(console, id))
                .as(FirmwareHall.states(console, id))
                .isEqualTo(state));
    }

    private static List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (SimulatedDevice device : simulation.devices()) {
            versions.add(
                    Objects.requireNonNull(device.firmware()).board().program().version());
        }
        return versions;
    }

    /** Stations that it says can be sent back. */
    private static int revertible(long id) {
        return FirmwareHall.rollout(console, id).at("/rollout/revertible").asInt(-1);
    }

    private static List<String> of(long id, String field) {
        List<String> values = new ArrayList<>();
        for (JsonNode each : FirmwareHall.rollout(console, id).path("installs")) {
            values.add(each.path(field).asString());
        }
        return values;
    }

    @Test
    @Order(1)
    void aPlanOfALineTakesItsStationsAloneAndNoOtherRolloutMayHaveThem() throws Exception {
        byte[] image = image(71, "1.1.0");
        long id = HALL.roll(console, image, plan("A"));
        assertThat(of(id, "device_id")).containsExactly(ids.get(0));
        await().until(() -> FirmwareHall.states(console, id).contains("proving"));

        long other = version(image(72, "1.2.0"));
        long second = Json.MAPPER
                .readTree(FirmwareHall.ok(draft(other, plan("A"))))
                .path("id")
                .asLong();
        HttpResponse<String> taken = act(second, "approve");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(409);
        assertThat(taken.body()).contains("another rollout is at work on " + ids.get(0));
        assertThat(FirmwareHall.state(console, second)).isEqualTo("draft");
        HttpResponse<String> used = console.send("DELETE", "/api/firmware/versions/" + version(image), null);
        assertThat(used.statusCode()).as(used.body()).isEqualTo(409);
        assertThat(act(id, "resume").statusCode()).as("it is not paused").isEqualTo(409);
        ends(id, "done");
        assertThat(versions()).containsExactly("1.1.0", "1.0.0", "1.0.0");
        assertThat(revertible(id)).isEqualTo(1);
        assertThat(revertible(second)).as("a draft").isZero();

        assertThat(FirmwareHall.ok(act(second, "cancel"))).contains("canceled");
        assertThat(act(second, "approve").statusCode()).isEqualTo(409);
        HttpResponse<String> nothing = act(second, "revert");
        assertThat(nothing.statusCode()).as("it never began").isEqualTo(409);
        assertThat(nothing.body()).contains("was never approved");
        assertThat(FirmwareHall.state(console, second)).isEqualTo("canceled");
    }

    @Test
    @Order(5)
    void whatIsLeftOutOfAPlanIsAsUsualAndWhatIsUnknownIsNamed() throws Exception {
        long version = version(image(75, "1.5.0"));
        JsonNode draft =
                Json.MAPPER.readTree(FirmwareHall.ok(draft(version, "{\"device_ids\":[\"" + ids.get(0) + "\"]}")));
        JsonNode plan = draft.path("plan");
        assertThat(plan.path("idle_minutes").asInt()).isEqualTo(10);
        assertThat(plan.path("soak_minutes").asInt()).isEqualTo(10);
        assertThat(plan.path("prove_minutes").asInt()).isEqualTo(1_440);
        assertThat(plan.path("stop_percent").asInt()).isEqualTo(5);
        assertThat(plan.path("lines").isEmpty()).isTrue();
        FirmwareHall.ok(act(draft.path("id").asLong(), "cancel"));

        HttpResponse<String> unknown =
                draft(version, "{\"device_ids\":[\"NOPE\",\"" + ids.get(0) + "\"],\"lines\":[\"A\",\"Z\"]}");
        assertThat(unknown.statusCode()).isEqualTo(409);
        assertThat(unknown.body()).contains("station NOPE, line Z");
        HttpResponse<String> none = draft(version, "{\"device_ids\":[\"" + ids.get(0) + "\"],\"lines\":[\"B\"]}");
        assertThat(none.statusCode()).isEqualTo(409);
        assertThat(none.body()).contains("at one of its lines");
    }

    @Test
    @Order(2)
    void whatIsDoneMayBeSentBack() {
        // As if it had stopped by itself in a later wave: those of the waves before still have the image.
        console.jdbi()
                .useHandle(handle -> handle.execute("UPDATE firmware_rollouts SET state = 'reverted' WHERE id = 1"));
        assertThat(FirmwareHall.ok(act(1, "revert"))).contains("reverting");
        ends(1, "reverted");
        assertThat(revertible(1)).isZero();
        HttpResponse<String> again = act(1, "revert");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        assertThat(again.body()).contains("there is nothing to send back");
        assertThat(FirmwareHall.states(console, 1)).contains("rolled_back(by_person)");
        assertThat(versions()).containsOnly("1.0.0");
        assertThat(console.get("/api/sqal/conditions").body())
                .as("somebody wanted it: nothing is wrong")
                .doesNotContain("firmware_rolled_back", "rollout_stopped");
    }

    @Test
    @Order(3)
    void aPausedOneTakesNobodyAndACanceledOneNeverAgain() throws Exception {
        long id = HALL.roll(console, image(73, "1.3.0"), plan("B"));
        ofLineB = id;
        assertThat(revertible(id)).as("none has anything of it").isZero();
        assertThat(of(id, "device_id")).containsExactly(ids.get(1), ids.get(2));
        await().until(() -> FirmwareHall.states(console, id).contains("proving"));
        assertThat(FirmwareHall.ok(act(id, "pause"))).contains("paused");
        await("what is under way goes on")
                .until(() -> FirmwareHall.states(console, id).contains("confirmed"));
        assertThat(of(id, "waits_for")).contains("rollout");
        FirmwareHall.ok(act(id, "resume"));
        await().until(() -> FirmwareHall.states(console, id).contains("proving"));
        FirmwareHall.ok(act(id, "cancel"));
        assertThat(FirmwareHall.state(console, id)).isEqualTo("canceled");
        await("who had begun comes to its end")
                .until(() -> of(id, "state").stream().allMatch("confirmed"::equals));
        assertThat(versions()).containsExactly("1.0.0", "1.3.0", "1.3.0");
        assertThat(revertible(id)).isEqualTo(2);
    }

    @Test
    @Order(7)
    void whatALaterRolloutTookIsNotSentBackByTheEarlierOne() {
        long later = console.jdbi().withHandle(handle -> handle.createQuery("INSERT INTO firmware_rollouts (image_id,"
                        + " state, plan, created_by_kind) SELECT image_id, 'done', plan, 'local' FROM firmware_rollouts"
                        + " WHERE id = :id RETURNING id")
                .bind("id", ofLineB)
                .mapTo(Long.class)
                .one());
        for (int left = 1; left >= 0; left--) {
            String taken = ids.get(1 + left);
            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO firmware_installs (rollout_id, device_id, state, left_ms, offer_id)"
                                    + " VALUES (?, ?, 'confirmed', 0, ?)",
                            later,
                            taken,
                            "later " + taken));
            assertThat(revertible(ofLineB)).as(taken).isEqualTo(left);
        }
        HttpResponse<String> nothing = act(ofLineB, "revert");
        assertThat(nothing.statusCode()).as(nothing.body()).isEqualTo(409);
        assertThat(nothing.body()).contains("there is nothing to send back");
        assertThat(revertible(later)).isEqualTo(2);
    }

    @Test
    @Order(4)
    void noStationGoesBelowItsSecureVersion() throws Exception {
        long older = version(ImageBuilder.seeded(74)
                .named("gaveurs-station", "1.4.0")
                .secureVersion(2)
                .build());
        HttpResponse<String> refused = draft(older, plan("B"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("no station that the plan names can take this image");
        String fits =
                console.get("/api/firmware/versions/" + older + "/stations").body();
        assertThat(fits).contains("older_secure_version").contains("2 < 3");
    }

    @Test
    @Order(6)
    void saysOfAnOlderImageThatItIsAStepBack() throws Exception {
        long older = version(image(76, "0.9.0"));
        for (JsonNode fit :
                console.json("/api/firmware/versions/" + older + "/stations").path("items")) {
            assertThat(fit.path("older").asBoolean()).as(fit.toString()).isTrue();
            assertThat(fit.path("runs").asString()).isIn("1.0.0", "1.3.0");
        }
        JsonNode draft = Json.MAPPER.readTree(FirmwareHall.ok(draft(older, plan("B"))));
        assertThat(draft.path("older").asInt()).isEqualTo(2);
        assertThat(draft.path("created_by_kind").asString()).isEqualTo("local");
        assertThat(console.json("/api/firmware/versions/" + older)
                        .path("uploaded_by_kind")
                        .asString())
                .isEqualTo("local");
        FirmwareHall.ok(act(draft.path("id").asLong(), "cancel"));

        await().until(() -> console.metric("firmware_devices{version=\"1.3.0\"}") == 2);
        FirmwareHall.ok(console.post("/api/sqal/devices/" + ids.get(2) + "/block", ""));
        await("who is blocked runs nothing here")
                .until(() -> console.metric("firmware_devices{version=\"1.3.0\"}") == 1);
    }
}

package fr.gaveurs.console.backend.features.firmware;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the routes of firmware are about: images, keys, a station that takes updates, and a rollout in whatever state. */
public final class FirmwareRouteSubjects {
    private static final String STATION = "ESP32_FW_01";
    private static final Map<Route, String> STATES = Map.of(
            FirmwareApi.APPROVE_ROLLOUT, "draft",
            FirmwareApi.PAUSE_ROLLOUT, "running",
            FirmwareApi.RESUME_ROLLOUT, "paused",
            FirmwareApi.CANCEL_ROLLOUT, "running",
            FirmwareApi.REVERT_ROLLOUT, "done");

    private final TestConsole console;
    private final FirmwareHall hall = new FirmwareHall();
    private final FirmwareHall former = new FirmwareHall();
    private final JsonNode kept;
    private final JsonNode deleted;
    private final long rollout;

    public FirmwareRouteSubjects(TestConsole console) throws Exception {
        this.console = console;
        hall.introduce(console);
        former.introduce(console);
        kept = Json.MAPPER.readTree(
                FirmwareHall.ok(hall.upload(console, ImageBuilder.seeded(71).build())));
        deleted = Json.MAPPER.readTree(
                FirmwareHall.ok(hall.upload(console, ImageBuilder.seeded(72).build())));
        try (RawWebSocket station = console.sensors()) {
            station.sendText("{\"type\":\"esp32_hello\",\"device_id\":\"" + STATION
                    + "\",\"firmware_version\":\"1.0.0\",\"firmware\":{\"project\":\"gaveurs-station\","
                    + "\"version\":\"1.0.0\",\"app_elf_sha256\":\"" + "ab".repeat(32)
                    + "\",\"chip_id\":0,\"slot_size\":2031616,\"rollback_capable\":true}}");
            station.awaitJson("hello_ack");
            await().until(() -> console.get("/api/firmware/stations").body().contains("abab"));
        }
        rollout = Json.MAPPER
                .readTree(FirmwareHall.ok(console.post("/api/firmware/ota", body(FirmwareApi.CREATE_ROLLOUT))))
                .path("id")
                .asLong();
    }

    public String path(Route route) {
        String template = route.template();
        if (template.contains("/ota/")) {
            return template.replace("{id}", Long.toString(rollout));
        }
        if (template.contains("/keys/")) {
            return template.replace("{id}", former.keyId());
        }
        JsonNode image = route.equals(FirmwareApi.DELETE_VERSION) ? deleted : kept;
        return template.replace(
                        "{id}", image.path("id").asString("" + image.path("id").asLong()))
                .replace("{sha256}", image.path("sha256").asString())
                .replace("{device_id}", STATION);
    }

    /** Puts the rollout into the state that an act is for. */
    public void prepare(Route route) {
        String state = STATES.get(route);
        if (state != null) {
            console.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM firmware_installs");
                handle.execute("UPDATE firmware_rollouts SET state = ? WHERE id = ?", state, rollout);
                if (route.equals(FirmwareApi.REVERT_ROLLOUT)) {
                    handle.execute(
                            "INSERT INTO firmware_installs (rollout_id, device_id, state, left_ms, offer_id)"
                                    + " VALUES (?, ?, 'confirmed', 0, 'x')",
                            rollout,
                            STATION);
                }
            });
        }
    }

    public HttpResponse<String> upload() {
        try {
            return hall.upload(console, ImageBuilder.seeded(73).build());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public String body(Route route) {
        return route.equals(FirmwareApi.ADD_KEY)
                ? Json.MAPPER.writeValueAsString(
                        Map.of("name", "another maker", "public_key", new FirmwareHall().pem()))
                : "{\"version_id\":" + kept.path("id").asLong() + "}";
    }
}

package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.simulator.SimulatedDevice;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(Patience.class)
class FirmwareRolloutTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private final FirmwareHall hall = new FirmwareHall();

    private static void awaitReports(TestConsole console, int stations) {
        await().until(() -> {
            int known = 0;
            for (JsonNode each : console.json("/api/firmware/stations").path("items")) {
                known += each.path("report").isNull() ? 0 : 1;
            }
            return known == stations;
        });
    }

    private static String version(SimulatedDevice device) {
        return Objects.requireNonNull(device.firmware()).board().program().version();
    }

    @Test
    void aGoodImageReachesEveryStation() throws Exception {
        byte[] image = ImageBuilder.seeded(11).bytes(60_000).build();
        // A board whose power is cut is tried again after half a minute: it is in the test of the fleet.
        try (TestConsole console =
                        TestConsole.with().rollouts(FirmwareHall.QUICK).start();
                Simulation simulation = hall.simulate(
                        console, 4, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD, FirmwareProfile.NO_RANGE)) {
            hall.introduce(console);
            simulation.start();
            awaitReports(console, 4);
            long id = hall.roll(console, image, FirmwareHall.plan(5));

            await().atMost(LONG).untilAsserted(() -> assertThat(FirmwareHall.state(console, id))
                    .as(FirmwareHall.states(console, id))
                    .isEqualTo("done"));
            assertThat(simulation.devices()).allMatch(each -> version(each).equals("1.1.0"));
            assertThat(simulation.devices())
                    .allMatch(each ->
                            Objects.requireNonNull(each.firmware()).board().bootable());
            assertThat(console.json("/api/firmware/stations/ESP32_LL_01")
                            .path("events")
                            .valueStream()
                            .map(each -> each.path("state").asString()))
                    .contains("confirmed", "proving", "downloading", "offered");
            assertThat(console.metric("firmware_download_bytes_total")).isGreaterThanOrEqualTo(4.0 * image.length);
            await().untilAsserted(() -> assertThat(console.metric("firmware_installs{state=\"confirmed\"}"))
                    .isEqualTo(4));
            await().untilAsserted(() -> assertThat(console.metric("firmware_devices{version=\"1.1.0\"}"))
                    .isEqualTo(4));
            await("the list of stations, too, and what their next samples say")
                    .until(() -> console.get("/api/sqal/devices").body().split("\"firmware_version\":\"1.1.0\"").length
                            == 5);
        }
    }

    @Test
    void aBadImageReachesOneStationAndTheFleetIsBack() throws Exception {
        byte[] image = ImageBuilder.seeded(12)
                .named("gaveurs-station", "1.2.0-blind")
                .bytes(30_000)
                .build();
        try (TestConsole console =
                        TestConsole.with().rollouts(FirmwareHall.QUICK).start();
                Simulation simulation = hall.simulate(console, 4, FirmwareHall.QUICK_HZ, FirmwareProfile.GOOD)) {
            hall.introduce(console);
            simulation.start();
            awaitReports(console, 4);
            long id = hall.roll(console, image, FirmwareHall.plan(5));

            await().atMost(LONG).untilAsserted(() -> assertThat(FirmwareHall.state(console, id))
                    .as(FirmwareHall.states(console, id))
                    .isEqualTo("reverted"));
            assertThat(simulation.devices()).allMatch(each -> version(each).equals("1.0.0"));
            assertThat(FirmwareHall.states(console, id)).containsOnlyOnce("rolled_back");
            assertThat(FirmwareHall.rollout(console, id)
                            .path("rollout")
                            .path("state_reason")
                            .asString())
                    .isEqualTo("too_many_failures");
            await().untilAsserted(
                            () -> assertThat(console.get("/api/sqal/conditions").body())
                                    .contains("rollout_stopped", "firmware_rolled_back"));
            // Since it happened, whenever this console came to look: one that was killed meanwhile says the same.
            assertThat(console.since("rollout_stopped"))
                    .isEqualTo(console.time("SELECT at FROM firmware_decisions WHERE decision = 'rollout_stopped'"));
            assertThat(console.since("firmware_rolled_back"))
                    .isEqualTo(console.time("SELECT changed_at FROM firmware_installs WHERE state = 'rolled_back'"));
            List<String> decisions = console.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT decision || coalesce(' ' || reason, '') FROM firmware_decisions ORDER BY id")
                    .mapTo(String.class)
                    .list());
            assertThat(decisions)
                    .containsExactly(
                            "key_added",
                            "image_added",
                            "rollout_approved",
                            "rollout_started",
                            "rollout_stopped too_many_failures",
                            "rollout_reverted too_many_failures");
            await("an entry of the log for each decision, the console's own too")
                    .until(() -> console.count("SELECT count(*) FROM log_entries WHERE kind = 'firmware'") == 6);
        }
    }
}

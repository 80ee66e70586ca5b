package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody does with a rollout while the console is moving it on. */
@ExtendWith(Patience.class)
class RolloutRaceTest {
    private static final int ROUNDS = 4;

    private static void beats(TestConsole console, int more) {
        long before = console.count("SELECT beat FROM firmware_driver");
        await().until(() -> console.count("SELECT beat FROM firmware_driver") >= before + more);
    }

    @Test
    void aPauseIsNeverLost() throws Exception {
        FirmwareHall hall = new FirmwareHall();
        try (TestConsole console =
                TestConsole.with().rollouts(FirmwareHall.QUICK).start()) {
            hall.introduce(console);
            long image = Json.MAPPER
                    .readTree(FirmwareHall.ok(
                            hall.upload(console, ImageBuilder.seeded(95).build())))
                    .path("id")
                    .asLong();
            console.jdbi().useHandle(handle -> {
                handle.execute(
                        "INSERT INTO firmware_rollouts (image_id, state, plan, wave, left_ms, created_by_kind)"
                                + " VALUES (?, 'soaking', CAST(? AS jsonb), 1, 600000, 'local')",
                        image,
                        FirmwareHall.plan(5).replace("\"soak_minutes\":0", "\"soak_minutes\":10"));
                handle.execute("INSERT INTO firmware_installs (rollout_id, device_id, state, wave, left_ms, offer_id)"
                        + " VALUES (1, 'ESP32_FW_01', 'confirmed', 1, 0, 'a')");
                // Each step takes its time, as on a busy database.
                handle.execute("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM pg_sleep(0.25); RETURN NEW; END $$");
                handle.execute("CREATE TRIGGER slow BEFORE UPDATE ON firmware_driver FOR EACH ROW"
                        + " EXECUTE FUNCTION slow()");
                handle.execute("CREATE TRIGGER slow BEFORE UPDATE ON firmware_rollouts FOR EACH ROW"
                        + " WHEN (OLD.state = 'soaking' AND NEW.state = 'soaking') EXECUTE FUNCTION slow()");
            });
            for (int i = 0; i < ROUNDS; i++) {
                await().until(() -> FirmwareHall.state(console, 1).equals("soaking"));
                beats(console, 1);
                FirmwareHall.ok(console.send("POST", "/api/firmware/ota/1/pause", null));
                beats(console, 2);
                assertThat(FirmwareHall.state(console, 1)).as("round %d", i).isEqualTo("paused");
                FirmwareHall.ok(console.send("POST", "/api/firmware/ota/1/resume", null));
            }
        }
    }
}

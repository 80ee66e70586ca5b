package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an image to stations that run it, in the window, with a whole backend and simulated boards behind it.
 * {@code -Dfirmware.stations=20} takes more of them.
 */
@ExtendWith(Patience.class)
@Timeout(600)
class FirmwareJourneyTest {
    private static final int STATIONS = Integer.getInteger("firmware.stations", 3);
    private static final Duration LONG = Duration.ofSeconds(400);

    @TempDir
    Path folder;

    private final FirmwareHall hall = new FirmwareHall();

    private static Node find(OpenWindow open, String id) {
        return open.stage().getScene().lookup("#" + id);
    }

    private static void press(OpenWindow open, String id) {
        await().until(() -> Fx.call(() -> find(open, id) instanceof Node node && !node.isDisabled()));
        Fx.run(() -> {
            Node node = find(open, id);
            if (node instanceof ToggleButton toggle) {
                toggle.fire();
            } else {
                ((Button) node).fire();
            }
        });
    }

    private static void take(OpenWindow open, String name) throws IOException {
        assertThat(Pictures.take(open.stage().getScene(), 1366, 768, "firmware/" + name))
                .as("labels that are cut in %s", name)
                .isEmpty();
    }

    private void roll(String version, Language language, boolean dark) throws Exception {
        byte[] image = ImageBuilder.seeded(21)
                .named("gaveurs-station", version)
                .bytes(200_000)
                .build();
        try (TestConsole console = TestConsole.start();
                Simulation simulation = hall.simulate(console, STATIONS, 8, FirmwareProfile.GOOD)) {
            hall.introduce(console);
            simulation.start();
            await().until(() ->
                    console.get("/api/firmware/stations").body().split("app_elf|elf_sha256").length > STATIONS);
            FirmwareHall.ok(hall.upload(console, image));
            try (OpenWindow open = new OpenWindow(
                            folder, language, dark ? WindowSettings.Theme.DARK : WindowSettings.Theme.LIGHT, 100)
                    .connect(console.port())) {
                Fx.run(() -> open.workbench().choose(Screens.FIRMWARE));
                press(open, "firmware-images");
                await().until(() -> Fx.call(() -> find(open, "planLines") != null
                        && find(open, "imageRoll").getScene() != null));
                await().until(() -> Fx.call(() -> find(open, "imageRoll").isVisible()
                        && ((javafx.scene.control.ListView<?>) find(open, "imageFits"))
                                        .getItems()
                                        .size()
                                == STATIONS));
                take(open, version + "-image");
                // These boards never stop packing.
                Fx.run(() -> ((CheckBox) open.stage().getScene().lookup(".check-box")).setSelected(false));
                press(open, "imageRoll");
                press(open, "firmware-rollouts");
                await().until(() -> Fx.call(() -> find(open, "rollout-approve") != null));
                press(open, "rollout-approve");
                take(open, version + "-asked");
                press(open, "firmwareYes");
                await().until(() -> FirmwareHall.states(console, 1).contains("proving"));
                await().until(() -> Fx.call(() -> find(open, "rollout-pause") != null));
                take(open, version + "-running");
                console.jdbi()
                        .useHandle(handle -> handle.execute(
                                "UPDATE firmware_rollouts SET plan = jsonb_set(plan, '{soak_minutes}', '0')"));
                String end = version.endsWith("-blind") ? "reverted" : "done";
                if (STATIONS >= 20 && end.equals("done")) {
                    await().atMost(LONG)
                            .until(() -> FirmwareHall.rollout(console, 1)
                                            .path("rollout")
                                            .path("wave")
                                            .asInt()
                                    >= 3);
                    await().until(() -> FirmwareHall.states(console, 1).contains("downloading"));
                    Fx.run(() -> {});
                    Thread.sleep(2_500);
                    take(open, version + "-wave");
                }
                await().atMost(LONG).untilAsserted(() -> assertThat(FirmwareHall.state(console, 1))
                        .as(FirmwareHall.states(console, 1))
                        .isEqualTo(end));
                String states = FirmwareHall.states(console, 1);
                assertThat(states).contains(end.equals("done") ? "confirmed" : "rolled_back");
                await().until(() -> Fx.call(() -> find(open, "rollout-pause") == null));
                take(open, version + "-end");
                press(open, "firmware-stations");
                take(open, version + "-stations");
                press(open, "firmware-keys");
                take(open, version + "-keys");
            }
        }
    }

    @Test
    void anImageIsRolledOut() throws Exception {
        roll("1.1.0", Language.FR, false);
    }

    @Test
    void aBadImageGoesBack() throws Exception {
        roll("1.2.0-blind", Language.EN, true);
    }
}

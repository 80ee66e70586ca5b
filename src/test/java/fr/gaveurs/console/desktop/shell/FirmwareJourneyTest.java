package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.screens.firmware.ChosenFile;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an image to stations that run it, in the window, with a whole backend and simulated boards behind it.
 * {@code -Dfirmware.stations=20} takes more of them, {@code -Dfirmware.percent=200} larger text.
 */
@ExtendWith(Patience.class)
@Timeout(600)
class FirmwareJourneyTest {
    private static final int STATIONS = Integer.getInteger("firmware.stations", 2);
    /** Bytes of the image; one that downloads for a while where it shall be seen. */
    private static final int SIZE = STATIONS < 20 ? 60_000 : 1_500_000;

    private static final int PERCENT = Integer.getInteger("firmware.percent", 100);
    private static final Duration LONG = Duration.ofSeconds(400);

    @TempDir
    Path folder;

    private final FirmwareHall hall = new FirmwareHall();

    private Path onDisk(byte[] image) throws Exception {
        Path file = Files.write(folder.resolve("station.bin"), image);
        Files.writeString(folder.resolve("station.bin.sig"), hall.signature(image));
        return file;
    }

    /** From an image on a disk to what its rollout ends as. */
    private void roll(String version, Language language, boolean dark, int percent) throws Exception {
        byte[] image = ImageBuilder.seeded(21)
                .named("gaveurs-station", version)
                .bytes(SIZE)
                .build();
        Path file = onDisk(image);
        Path key = Files.writeString(folder.resolve("maker.pub"), hall.pem());
        String name = version + "-" + language + "-" + percent + "-";
        try (TestConsole console =
                        TestConsole.with().rollouts(FirmwareHall.QUICK).start();
                Simulation simulation = hall.simulate(console, STATIONS, 10, FirmwareProfile.GOOD)) {
            simulation.start();
            await().until(() -> console.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > STATIONS);
            try (OpenWindow open = new OpenWindow(
                            folder, language, dark ? WindowSettings.Theme.DARK : WindowSettings.Theme.LIGHT, percent)
                    .connect(console.port())) {
                FirmwareWindow window = new FirmwareWindow(open, language);
                window.press("firmware-keys");
                Fx.run(() -> ChosenFile.key(window.page("keyList"), key));
                await().until(() -> window.rows("keyList") == 1);
                window.take(name + "keys");
                window.press("firmware-images");
                Fx.run(() -> {
                    ((TextArea) window.find("imageNotes")).setText("Mesure deux fois plus vite.");
                    ChosenFile.image(window.page("imageList"), file);
                });
                await().until(() -> window.rows("imageList") == 1 && window.rows("imageFits") == STATIONS);
                assertThat(console.json("/api/firmware/versions/1")
                                .path("notes")
                                .asString())
                        .isEqualTo("Mesure deux fois plus vite.");
                window.take(name + "image");
                Fx.run(() -> {
                    // These boards never stop packing.
                    ((CheckBox) window.find("planIdle")).setSelected(false);
                    ((TextField) window.find("planFrom")).setText("25:00");
                });
                window.press("imageRoll");
                assertThat(Fx.call(() -> window.find("planFrom").isFocused())).isTrue();
                assertThat(console.json("/api/firmware/ota").path("items").isEmpty())
                        .as("nothing is made of what is wrong")
                        .isTrue();
                Fx.run(() -> {
                    ((TextField) window.find("planFrom")).setText("");
                    ((TextField) window.find("planSoak")).setText("0");
                });
                window.press("imageRoll");
                window.press("firmware-rollouts");
                window.press("rollout-approve");
                window.confirm(name + "asked");
                await("that it waits to be approved is not said any more")
                        .until(() -> window.says(language == Language.FR ? "approuvé." : "approved."));
                await().until(() -> FirmwareHall.states(console, 1).contains("proving"));
                window.awaitButton("rollout-pause");
                window.take(name + "running");
                String end = version.endsWith("-blind") ? "reverted" : "done";
                if (STATIONS >= 20 && end.equals("done")) {
                    await().atMost(LONG)
                            .until(() -> FirmwareHall.rollout(console, 1)
                                            .path("rollout")
                                            .path("wave")
                                            .asInt()
                                    >= 3);
                    // With large text the row of who downloads may be out of view.
                    await().atMost(LONG)
                            .until(() -> FirmwareHall.states(console, 1).contains("downloading"));
                    window.take(name + "wave");
                }
                if (STATIONS >= 20 && end.equals("reverted")) {
                    // At the pace of tests it may be over before the window asks again.
                    await().atMost(LONG)
                            .until(() -> window.says(window.words("firmware.rollout.reverting"))
                                    || window.says(window.words("firmware.rollout.reverted")));
                    window.take(name + "stopped");
                }
                await().atMost(LONG).untilAsserted(() -> assertThat(FirmwareHall.state(console, 1))
                        .as(FirmwareHall.states(console, 1))
                        .isEqualTo(end));
                String states = FirmwareHall.states(console, 1);
                assertThat(states).contains(end.equals("done") ? "confirmed" : "rolled_back");
                await().until(() -> Fx.call(() -> !window.canBePressed("rollout-pause")));
                await().until(() -> window.says(window.words("firmware.rollout." + end)));
                window.take(name + "end");
                window.press("firmware-stations");
                await().until(() -> window.rows("fleetList") == STATIONS && window.rows("fleetEvents") > 3);
                window.take(name + "stations");
                if (STATIONS < 20) {
                    leadsFromAStation(
                            open, window, simulation.devices().get(1).identity().deviceId());
                }
            }
        }
    }

    /** The page of a station leads to what happened to its firmware. */
    private static void leadsFromAStation(OpenWindow open, FirmwareWindow window, String station) {
        Fx.run(() -> open.workbench().manageStation(station));
        window.press("stationFirmware");
        await().until(() -> Fx.call(() -> Screens.FIRMWARE.equals(open.chosen())
                && open.workbench().openStation() == null
                && station.equals(open.opened())));
    }

    @Test
    void anImageIsRolledOut() throws Exception {
        roll("1.1.0", Language.FR, false, PERCENT);
    }

    @Test
    void aBadImageGoesBack() throws Exception {
        roll("1.2.0-blind", Language.EN, true, PERCENT);
    }
}

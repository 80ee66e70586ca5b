package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.screens.firmware.ChosenFile;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;
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

    private static @Nullable Node find(OpenWindow open, String id) {
        return open.stage().getScene().lookup("#" + id);
    }

    private static boolean canBePressed(@Nullable Node node) {
        return node != null && !node.isDisabled();
    }

    private static void press(OpenWindow open, String id) {
        await().until(() -> Fx.call(() -> canBePressed(find(open, id))));
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
                Fx.run(() -> open.workbench().choose(Screens.FIRMWARE));
                press(open, "firmware-keys");
                Fx.run(() -> ChosenFile.key(find(open, "keyList").getParent(), key));
                await().until(() -> rows(open, "keyList") == 1);
                take(open, name + "keys");
                press(open, "firmware-images");
                Fx.run(() -> {
                    ((TextArea) find(open, "imageNotes")).setText("Mesure deux fois plus vite.");
                    ChosenFile.image(page(open), file);
                });
                await().until(() -> rows(open, "imageList") == 1 && rows(open, "imageFits") == STATIONS);
                assertThat(console.json("/api/firmware/versions/1")
                                .path("notes")
                                .asString())
                        .isEqualTo("Mesure deux fois plus vite.");
                take(open, name + "image");
                Fx.run(() -> {
                    // These boards never stop packing.
                    ((CheckBox) find(open, "planIdle")).setSelected(false);
                    ((TextField) find(open, "planFrom")).setText("25:00");
                });
                press(open, "imageRoll");
                assertThat(Fx.call(() -> find(open, "planFrom").isFocused())).isTrue();
                assertThat(console.json("/api/firmware/ota").path("items").isEmpty())
                        .as("nothing is made of what is wrong")
                        .isTrue();
                Fx.run(() -> {
                    ((TextField) find(open, "planFrom")).setText("");
                    ((TextField) find(open, "planSoak")).setText("0");
                });
                press(open, "imageRoll");
                press(open, "firmware-rollouts");
                press(open, "rollout-approve");
                Button yes = open.inPanel(Button.class, button -> "actConfirm".equals(button.getId()));
                take(open, name + "asked");
                Fx.run(yes::fire);
                await().until(() -> FirmwareHall.states(console, 1).contains("proving"));
                await().until(() -> Fx.call(() -> find(open, "rollout-pause") != null));
                take(open, name + "running");
                String end = version.endsWith("-blind") ? "reverted" : "done";
                if (STATIONS >= 20 && end.equals("done")) {
                    await().atMost(LONG)
                            .until(() -> FirmwareHall.rollout(console, 1)
                                            .path("rollout")
                                            .path("wave")
                                            .asInt()
                                    >= 3);
                    await().atMost(LONG).until(() -> Fx.call(() -> shown(open, "downloading", language)));
                    take(open, name + "wave");
                }
                await().atMost(LONG).untilAsserted(() -> assertThat(FirmwareHall.state(console, 1))
                        .as(FirmwareHall.states(console, 1))
                        .isEqualTo(end));
                String states = FirmwareHall.states(console, 1);
                assertThat(states).contains(end.equals("done") ? "confirmed" : "rolled_back");
                await().until(() -> Fx.call(() -> find(open, "rollout-pause") == null));
                take(open, name + "end");
                press(open, "firmware-stations");
                await().until(() -> rows(open, "fleetList") == STATIONS && rows(open, "fleetEvents") > 3);
                take(open, name + "stations");
                if (STATIONS < 20) {
                    leadsFromAStation(
                            open, simulation.devices().get(1).identity().deviceId());
                }
            }
        }
    }

    /** The page of a station leads to what happened to its firmware. */
    private static void leadsFromAStation(OpenWindow open, String station) {
        Fx.run(() -> open.workbench().manageStation(station));
        press(open, "stationFirmware");
        await().until(() ->
                Fx.call(() -> Screens.FIRMWARE.equals(open.workbench().chosen())
                        && open.workbench().openStation() == null
                        && station.equals(open.workbench().place().item())));
    }

    private static int rows(OpenWindow open, String list) {
        return Fx.call(() ->
                find(open, list) instanceof ListView<?> found ? found.getItems().size() : -1);
    }

    private static Node page(OpenWindow open) {
        Node node = find(open, "imageList");
        while (!node.getStyleClass().contains("firmware-page")) {
            node = node.getParent();
        }
        return node;
    }

    /** Whether some station is shown in a state. */
    private static boolean shown(OpenWindow open, String state, Language language) {
        String words = new Messages(language, ZoneId.of("UTC")).get("firmware.install." + state);
        return open.stage().getScene().getRoot().lookupAll(".firmware-title").stream()
                .anyMatch(node -> node instanceof Label label && label.getText().contains(words));
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

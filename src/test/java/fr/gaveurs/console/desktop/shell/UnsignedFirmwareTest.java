package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.firmware.ChosenFile;
import fr.gaveurs.console.simulator.FirmwareFleet;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where images count that nobody signed, wherever one is met it is said; and an upload that is cancelled leaves nothing. */
@ExtendWith(Patience.class)
@Timeout(300)
class UnsignedFirmwareTest {
    @TempDir
    Path folder;

    private static boolean nothingIsKept(TestConsole console) throws Exception {
        Path images = console.folder().resolve("firmware");
        if (!Files.isDirectory(images)) {
            return true;
        }
        try (Stream<Path> files = Files.list(images)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void whatNobodySignedIsSaidEverywhere() throws Exception {
        // As Arduino leaves it: without a name of its own.
        Path file = Files.write(
                folder.resolve("sketch.bin"),
                ImageBuilder.seeded(95)
                        .named("arduino-lib-builder", "esp32")
                        .bytes(20_000)
                        .build());
        FirmwareFleet fleet = FirmwareFleet.of(List.of(FirmwareProfile.GOOD), Map.of());
        try (TestConsole console = TestConsole.with()
                        .firmware(true, 2_048)
                        .rollouts(FirmwareHall.QUICK)
                        .start();
                Simulation simulation =
                        new Simulation(Simulation.Options.livers(Simulation.socketUri(console.url()), 1, 10, 1)
                                .with(fleet));
                OpenWindow open =
                        new OpenWindow(folder, Language.FR, WindowSettings.Theme.LIGHT, 100).connect(console.port())) {
            simulation.start();
            String station = simulation.devices().getFirst().identity().deviceId();
            await().until(() -> console.get("/api/firmware/stations").body().contains("\"elf_sha256\""));
            FirmwareWindow window = new FirmwareWindow(open, Language.FR);
            String unsigned = window.words("firmware.unsigned");
            await("over the screen")
                    .until(() -> Fx.call(() -> window.find("firmwareUnsigned").isVisible()));
            window.press("firmware-images");
            Fx.run(() -> ChosenFile.image(window.page("imageList"), file));
            Button send = open.inPanel(Button.class, button -> "nameSend".equals(button.getId()));
            Fx.run(send::fire);
            TextField project = open.inPanel(TextField.class, field -> "nameProject".equals(field.getId()));
            TextField version = open.inPanel(TextField.class, field -> "nameVersion".equals(field.getId()));
            assertThat(Fx.call(project::isFocused)).as("it needs a name").isTrue();
            Fx.run(() -> {
                project.setText("gaveurs-station");
                version.setText("2.0.0");
                send.fire();
            });
            await().until(() -> window.rows("imageList") == 1);
            await("in the list of images").until(() -> window.says("ESP32 · " + unsigned));
            window.take("unsigned-image");
            Fx.run(() -> {
                ((CheckBox) window.find("planIdle")).setSelected(false);
                ((TextField) window.find("planSoak")).setText("0");
            });
            window.press("imageRoll");
            window.press("firmware-rollouts");
            window.press("rollout-approve");
            open.inPanel(Label.class, label -> label.getText().contains(window.words("firmware.ask.unsigned")));
            window.confirm("unsigned-asked");
            await("in the rollout")
                    .until(() ->
                            window.says(window.words("firmware.rollout.running") + " · ") && window.says(unsigned));
            await().until(() -> FirmwareHall.state(console, 1).equals("done"));
            window.take("unsigned-rollout");
            assertThat(FirmwareHall.rollout(console, 1)
                            .path("rollout")
                            .path("unsigned")
                            .asBoolean())
                    .isTrue();
            JsonNode told = console.json("/api/firmware/stations/" + station);
            assertThat(told.path("now").path("unsigned").asBoolean()).isTrue();
            assertThat(told.path("events").path(0).path("unsigned").asBoolean()).isTrue();
            window.press("firmware-stations");
            await("of the fleet, and of what happened")
                    .until(() -> window.says("2.0.0 · ")
                            && window.says("· " + unsigned)
                            && window.says(window.words("firmware.install.confirmed") + " · " + unsigned));
            window.take("unsigned-stations");
            Fx.run(() -> open.workbench().manageStation(station));
            await("on the station's page")
                    .until(() -> Fx.call(() -> window.find("stationUnsigned").isVisible()));
            window.take("unsigned-station");
            await().until(() -> console.get("/api/sqal/conditions").body().contains("firmware_unsigned"));
        }
    }

    @Test
    void anUploadThatIsCancelledLeavesNothingButWhatWasTyped() throws Exception {
        Path file = Files.write(
                folder.resolve("station.bin"),
                ImageBuilder.seeded(96).bytes(6_000_000).build());
        try (TestConsole console = TestConsole.with().firmware(true, 2_048).start();
                FaultyLink link = new FaultyLink(console.port());
                OpenWindow open =
                        new OpenWindow(folder, Language.FR, WindowSettings.Theme.DARK, 100).connect(link.port())) {
            FirmwareWindow window = new FirmwareWindow(open, Language.FR);
            window.press("firmware-images");
            await().until(() -> window.rows("imageList") == 0);
            link.delay(Duration.ofMillis(100), Duration.ZERO);
            Fx.run(() -> {
                ((TextArea) window.find("imageNotes")).setText("Mesure deux fois plus vite.");
                ChosenFile.image(window.page("imageList"), file);
            });
            await("it is being written").until(() -> !nothingIsKept(console));
            new WindowRobot(open)
                    .sees("Envoi de station.bin")
                    .click(".task-cancel")
                    .sees("Envoi de station.bin annulé.");
            link.mend();
            await("nothing is left").until(() -> nothingIsKept(console));
            assertThat(console.json("/api/firmware/versions").path("items").isEmpty())
                    .isTrue();
            assertThat(Fx.call(() -> ((TextArea) window.find("imageNotes")).getText()))
                    .isEqualTo("Mesure deux fois plus vite.");
            Fx.run(() -> ChosenFile.image(window.page("imageList"), file));
            await().until(() -> window.rows("imageList") == 1);
        }
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.CheckedList;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of firmware's pages in {@code target/pictures}, as {@link PicturesTest}; and what is pressed stays where it is. */
@ExtendWith(Patience.class)
class FirmwarePicturesTest {
    @TempDir
    Path folder;

    static Stream<Setting> settings() {
        return StationsPicturesTest.settings();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void pages(Setting setting) throws Exception {
        try (TestBackend backend = backend();
                OpenWindow open = new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent())
                        .connect(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, setting.language());
            window.awaitButton("rollout-resume");
            await().until(() -> window.rows("rolloutStations") > 6);
            assertThat(Fx.call(() -> window.canBePressed("rollout-approve")))
                    .as("it is there, and rests")
                    .isFalse();
            PicturesTest.take(open, setting, "firmware-rollouts");
            window.press("firmware-images");
            await().until(() -> window.rows("imageFits") > 6);
            PicturesTest.take(open, setting, "firmware-image");
            window.press("planStations");
            CheckedList<?> list = open.inPanel(CheckedList.class, each -> "planStationList".equals(each.getId()));
            assertThat(Pictures.part(list.getParent(), "firmware-plan-stations-" + setting))
                    .as("labels that are cut")
                    .isEmpty();
            Fx.run(() -> PopOvers.hideAll(open.stage()));
            select(window, "imageList", 1);
            await().until(() -> window.says("1.0.9"));
            PicturesTest.take(open, setting, "firmware-image-unsigned");
            window.press("firmware-stations");
            select(window, "fleetList", 1);
            await().until(() -> window.rows("fleetEvents") > 6);
            PicturesTest.take(open, setting, "firmware-stations");
            window.press("firmware-keys");
            await().until(() -> window.rows("keyList") == 2);
            PicturesTest.take(open, setting, "firmware-keys");
        }
    }

    private static TestBackend backend() {
        return MadeUpFirmware.in(MadeUpBackend.hall());
    }

    @Test
    void anImageWhoseKeyWasRevokedSaysSo() {
        try (TestBackend backend = backend()
                        .answer("/api/firmware/versions", 200, new Listing<>(List.of(MadeUpFirmware.image(true))));
                OpenWindow open =
                        new OpenWindow(folder, Language.EN, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            window.press("firmware-images");
            await("in the list").until(() -> window.says("ESP32-S3 · Atelier capteurs, key revoked"));
            await("beside the button that rests")
                    .until(() -> Fx.call(
                            () -> window.find("imageResting").isVisible() && !window.canBePressed("imageRoll")));
            backend.answer("/api/firmware/versions", 200, new Listing<>(List.of(MadeUpFirmware.image(false))));
            window.awaitButton("imageRoll");
            assertThat(Fx.call(() -> window.find("imageResting").isVisible())).isFalse();
        }
    }

    /** As on every other screen; its id stands behind the name, since two may be called alike. */
    @Test
    void aStationIsCalledByItsName() {
        List<DeviceLive> named = List.of(
                MadeUp.station("ESP32_LL_01").named("Table 3", "Ligne A").build());
        try (TestBackend backend = backend().greeting(MadeUp.snapshot(named)).pulse(MadeUp.pulse(named));
                OpenWindow open =
                        new OpenWindow(folder, Language.EN, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            window.press("firmware-stations");
            await().until(() -> window.says("Table 3 · ESP32_LL_01 · Ligne A"));
            assertThat(window.says("ESP32_LL_02 · Ligne A")).isTrue();
        }
    }

    @Test
    void aQuestionHasTheKeyboardAtOnceAndEscapeClosesIt() {
        try (TestBackend backend = backend();
                OpenWindow open =
                        new OpenWindow(folder, Language.EN, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            open.onScreen();
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            window.press("rollout-cancel");
            TextField reason = open.inPanel(TextField.class, field -> "actReason".equals(field.getId()));
            open.write("Wrong");
            String typed = Fx.call(() -> reason.getText());
            assertThat(typed).isEqualTo("Wrong");
            open.press(KeyCode.ESCAPE);
            assertThat(open.panelShown()).isFalse();
            assertThat(backend.asked).noneMatch(asked -> asked.pathAndQuery().endsWith("/cancel"));
        }
    }

    @Test
    void anotherLanguageStaysAtThePageAndWhatIsChosen() {
        try (TestBackend backend = backend();
                OpenWindow open =
                        new OpenWindow(folder, Language.FR, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, Language.FR);
            window.press("firmware-images");
            select(window, "imageList", 1);
            await().until(() -> window.says("v5.1.4"));
            Fx.run(() -> open.frame.language(Language.EN));
            await().until(() -> window.says("Secure version"));
            await().until(() -> window.says("v5.1.4"));
        }
    }

    private static void select(FirmwareWindow window, String list, int row) {
        await().until(() -> window.rows(list) > row);
        Fx.run(() -> ((ListView<?>) window.find(list)).getSelectionModel().select(row));
    }
}

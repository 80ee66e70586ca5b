package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import impl.org.controlsfx.skin.NotificationBar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refusing a station that waits, and finding it again, in the program's own window. */
@Timeout(120)
class BlockedStationsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Language.class)
    void oneIsRefusedAfterAQuestionAndFoundAgain(Language language) throws Exception {
        List<Devices.DeviceLive> hall = new ArrayList<>(MadeUp.many(23));
        hall.add(MadeUp.station("ESP32_MT_40").disputed().pending().build());
        Devices.Device waiting = hall.getLast().device();
        Devices.Device blocked = MadeUp.station("ESP32_MT_40").blocked().build().device();
        try (TestBackend backend = new TestBackend()
                        .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(24))
                        .answer("/api/sqal/devices", 200, new Listing<>(List.of(waiting)))
                        .answer("/api/sqal/devices/ESP32_MT_40/block", 200, blocked)
                        .answer("/api/sqal/devices/ESP32_MT_40/unblock", 200, waiting)
                        .greeting(MadeUp.snapshot(hall), MadeUp.pulse(hall))
                        .pulse(MadeUp.pulse(hall));
                OpenWindow open = new OpenWindow(folder, language, Theme.LIGHT, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 24);
            assertThat(Fx.call(() -> find(open, "#blocked").isVisible())).isFalse();
            open.onScreen();
            picture(open, language, "live-pending", 100);
            picture(open, language, "live-pending", 150);
            picture(open, language, "live-pending", 200);
            assertThat(open.outOfReach()).as("with one that waits").isEmpty();
            Fx.run(() -> open.textPercent(100));
            Fx.run(() -> button(open, "live.block").fire());
            assertThat(backend.asked).noneMatch(asked -> asked.pathAndQuery().endsWith("/block"));
            Button refuse = open.inPanel(Button.class, (Button node) -> "actConfirm".equals(node.getId()));
            TextField reason = open.inPanel(TextField.class, (TextField node) -> "actReason".equals(node.getId()));
            Fx.run(refuse::fire);
            assertThat(backend.asked).as("without a reason nobody is refused").noneMatch(asked -> asked.pathAndQuery()
                    .endsWith("/block"));
            Fx.run(() -> reason.setText("Carte inconnue"));

            backend.answer("/api/sqal/devices", 200, new Listing<>(List.of(blocked)));
            Fx.run(refuse::fire);
            assertThat(open.panelShown()).isFalse();
            await().until(() -> Fx.call(() -> find(open, "#blocked").isVisible()));
            assertThat(backend.asked).anyMatch(asked -> asked.pathAndQuery().endsWith("/ESP32_MT_40/block"));
            backend.send(MadeUp.snapshot(hall.subList(0, 23)));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 23);
            await().until(() ->
                    Fx.call(() -> PicturesTest.texts(open)).stream().anyMatch(text -> text.endsWith("/23")));

            Fx.run(() -> ((ToggleButton) find(open, "#blocked")).fire());
            // What says how it went comes from below.
            await().until(() -> Fx.call(
                    () -> find(open, ".notification-bar") instanceof NotificationBar bar && bar.transition.get() == 1));
            picture(open, language, "live-blocked", 100);
            assertThat(open.outOfReach()).as("with blocked ones").isEmpty();
            backend.answer("/api/sqal/devices", 200, new Listing<>(List.of(waiting)));
            Fx.run(() -> button(open, "live.unblock").fire());
            Fx.run(open.inPanel(Button.class, (Button node) -> "actConfirm".equals(node.getId()))::fire);
            await().until(() -> !Fx.call(() -> find(open, "#blocked").isVisible()));
            assertThat(backend.asked).anyMatch(asked -> asked.pathAndQuery().endsWith("/ESP32_MT_40/unblock"));
        }
    }

    private static void picture(OpenWindow open, Language language, String name, int percent) throws Exception {
        Fx.run(() -> open.textPercent(percent));
        PicturesTest.take(open, new Setting(language, Theme.LIGHT, percent, 1366, 768), name);
        PicturesTest.take(open, new Setting(language, Theme.LIGHT, percent, 1280, 720), name);
        Fx.run(() -> open.textPercent(100));
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }

    private static Button button(OpenWindow open, String key) {
        String text = open.frame.messages().get(key);
        return open.stage().getScene().getRoot().lookupAll(".button").stream()
                .filter(node -> node instanceof Button && text.equals(((Labeled) node).getText()))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text));
    }
}

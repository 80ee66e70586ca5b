package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.MadeUpDetails;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of the list of stations and of a station's management, in {@code target/pictures}, as {@link PicturesTest}. */
class StationsPicturesTest {
    @TempDir
    Path folder;

    static Stream<Setting> settings() {
        Stream<Setting> all = Stream.of(
                new Setting(Language.FR, Theme.LIGHT, 100, 1366, 768),
                new Setting(Language.EN, Theme.DARK, 125, 1366, 768),
                new Setting(Language.FR, Theme.LIGHT, 200, 1366, 768),
                new Setting(Language.FR, Theme.DARK, 125, 1366, 768),
                new Setting(Language.EN, Theme.DARK, 200, 1366, 768),
                new Setting(Language.EN, Theme.LIGHT, 100, 1920, 1080));
        return "large".equals(System.getProperty("pictures"))
                ? PicturesTest.largeText()
                : "all".equals(System.getProperty("pictures"))
                        ? all
                        : all.skip(1).limit(2);
    }

    private static List<DeviceLive> usual() {
        List<DeviceLive> hall = new ArrayList<>(List.of(
                MadeUp.station("ESP32_LL_01")
                        .score(0.91)
                        .named("Poste découpe 1", "Ligne A")
                        .build(),
                MadeUp.station("ESP32_LL_02").score(0.79).named(null, "Ligne A").build(),
                MadeUp.station("ESP32_LL_03")
                        .score(0.66)
                        .stuck(SpectralChannel.NIR)
                        .build(),
                MadeUp.station("ESP32_LS_01").score(0.52).refusedAhead(700).build(),
                MadeUp.station("ESP32_LS_02")
                        .score(0.31)
                        .named("Contrôle final", "Ligne B")
                        .build(),
                MadeUp.station("ESP32_LS_03")
                        .maintained("Nettoyage du capteur")
                        .named("Tri", "Ligne B")
                        .build(),
                MadeUp.station("ESP32_MT_01").state(DeviceState.STALE, 12).build(),
                MadeUp.station("ESP32_MT_02").state(DeviceState.OFFLINE, 320).build(),
                MadeUp.station("ESP32_MT_03").neverSeen().build(),
                MadeUp.station("ESP32_MT_04").disputed().pending().build()));
        return hall;
    }

    private static TestBackend backend(List<DeviceLive> hall, List<Device> more) {
        List<Device> known =
                new ArrayList<>(hall.stream().map(DeviceLive::device).toList());
        known.addAll(more);
        TestBackend backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(hall.size()))
                .answer("/api/sqal/devices", 200, MadeUpDetails.list(known))
                .answer("/api/bugs", 200, new Bugs.BugPage(MadeUpBugs.bugs(1, 3), null, 3))
                .greeting(MadeUp.snapshot(hall), MadeUp.pulse(hall))
                .pulse(MadeUp.pulse(hall));
        hall.forEach(live -> backend.answer(
                "/api/sqal/devices/" + live.device().deviceId() + "/details", 200, MadeUpDetails.of(live.device())));
        return backend;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void usual(Setting setting) throws Exception {
        Device blocked = MadeUp.station("ESP32_MT_09").blocked().build().device();
        try (TestBackend backend = backend(usual(), List.of(blocked));
                OpenWindow open = list(setting, backend)) {
            await().until(() -> rows(open) == 11);
            PicturesTest.take(open, setting, "stations");
            reach(open, setting);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void many(Setting setting) throws Exception {
        try (TestBackend backend = backend(MadeUp.many(120), List.of());
                OpenWindow open = list(setting, backend)) {
            await().until(() -> rows(open) == 120);
            PicturesTest.take(open, setting, "stations-120");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void empty(Setting setting) throws Exception {
        try (TestBackend backend = backend(List.of(), List.of());
                OpenWindow open = list(setting, backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".stations-instead .empty-title")));
            PicturesTest.take(open, setting, "stations-empty");
            reach(open, setting);
        }
    }

    /** All windows at once: only after some seconds without a word a server counts as silent. */
    @Test
    void silent() throws Exception {
        TestBackend dying = backend(usual(), List.of());
        Map<Setting, OpenWindow> windows = new LinkedHashMap<>();
        try {
            for (Setting setting : settings().toList()) {
                OpenWindow open = list(setting, dying);
                windows.put(setting, open);
                await().until(() -> rows(open) == 10);
            }
            dying.close();
            for (Map.Entry<Setting, OpenWindow> each : windows.entrySet()) {
                OpenWindow open = each.getValue();
                await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".band")));
                await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".stations-failure")));
                PicturesTest.take(open, each.getKey(), "stations-silent");
            }
        } finally {
            windows.values().forEach(OpenWindow::close);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void management(Setting setting) throws Exception {
        try (TestBackend backend = backend(usual(), List.of());
                OpenWindow open = list(setting, backend)) {
            Fx.run(() -> open.workbench().manageStation("ESP32_LL_01"));
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, "#act-forget")
                    && !button(open, "#act-forget").isDisabled()));
            PicturesTest.take(open, setting, "station-manage");
            reach(open, setting);
            Fx.run(() -> button(open, "#act-calibrate").fire());
            PicturesTest.take(open, setting, "station-calibrate");
            reach(open, setting);
            Fx.run(() -> button(open, "#actCancel").fire());
            Fx.run(() -> button(open, "#act-forget").fire());
            PicturesTest.take(open, setting, "station-forget");
            reach(open, setting);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void boards(Setting setting) throws Exception {
        try (TestBackend backend = backend(usual(), List.of());
                OpenWindow open = list(setting, backend)) {
            Fx.run(() -> open.workbench().manageStation("ESP32_MT_04"));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".manage-board") == 2));
            PicturesTest.take(open, setting, "station-boards");
            reach(open, setting);
        }
    }

    /** With every size of text, so once for each language. */
    private static void reach(OpenWindow open, Setting setting) {
        boolean seen = settings()
                .takeWhile(each -> !each.equals(setting))
                .anyMatch(each -> each.language() == setting.language());
        if (!seen) {
            assertThat(open.outOfReach()).isEmpty();
            Fx.run(() -> open.textPercent(setting.textPercent()));
        }
    }

    private OpenWindow list(Setting setting, TestBackend backend) {
        OpenWindow open =
                new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent()).connect(backend);
        await().until(() -> Fx.call(() -> open.frame.workbench() != null));
        Fx.run(() -> open.workbench().choose(Screens.STATIONS));
        return open;
    }

    private static int rows(OpenWindow open) {
        return Fx.call(
                () -> ((ListView<?>) find(open, "#stationList")).getItems().size());
    }

    private static Button button(OpenWindow open, String selector) {
        return (Button) find(open, selector);
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }
}

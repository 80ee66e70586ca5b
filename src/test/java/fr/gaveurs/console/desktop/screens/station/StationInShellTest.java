package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.shell.OpenWindow;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From the tile to the station, over the wire, in the program's own window. */
class StationInShellTest {
    private final List<Sample> run = TestSamples.run(40);

    @TempDir
    Path folder;

    private TestBackend backend() {
        List<DeviceLive> devices = List.of(new DeviceLive(
                TestSamples.view(StationState.LIVE, run.getLast(), 1.0).device(), run.getLast(), List.of()));
        TestBackend backend = new TestBackend()
                .greeting(MadeUp.snapshot(devices), MadeUp.pulse(devices))
                .pulse(MadeUp.pulse(devices))
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(1))
                .answer(
                        "/api/sqal/samples",
                        200,
                        new Page<>(
                                run.reversed().stream()
                                        .map(TestSamples::summary)
                                        .toList(),
                                null));
        run.forEach(sample -> backend.answer("/api/sqal/samples/" + sample.sampleId(), 200, sample));
        return backend;
    }

    @Test
    void aTileLeadsToItsStationLiveAndPausedAndBack() {
        try (TestBackend backend = backend();
                OpenWindow window = new OpenWindow(folder, Language.EN, Theme.LIGHT, 100).connect(backend)) {
            openStation(window);
            Sample next = TestSamples.sample(40, TestSamples.goodTof(40), TestSamples.spectrum(0), null);
            backend.send(Realtime.SensorUpdate.of(next));
            await().until(() -> text(window, ".station-mode").equals("Following live · 1 of 41"));
            window.press(KeyCode.PAGE_UP);
            window.press(KeyCode.PAGE_UP);
            await().until(() -> text(window, ".station-mode").equals("Paused · 3 of 41"));
            await().until(() -> !text(window, ".station-readout").isEmpty());
            window.press(KeyCode.ESCAPE);
            await().until(() -> Fx.call(() -> window.stage().getScene().lookup(".station-tile") != null));
            // The main connection stays; the one with this station's matrices is closed.
            await().until(() -> backend.dashboards() == 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"FR, LIGHT, 1920, 1080", "EN, DARK, 1920, 1080", "FR, DARK, 1366, 768", "EN, LIGHT, 1366, 768"})
    void pictures(Language language, Theme theme, int width, int height) throws Exception {
        try (TestBackend backend = backend();
                OpenWindow window = new OpenWindow(folder, language, theme, 100).connect(backend)) {
            openStation(window);
            await("all cards")
                    .until(() -> Fx.call(() -> window.stage().getScene().getRoot().lookupAll(".station-card").stream()
                            .allMatch(Node::isVisible)));
            List<String> cut = Pictures.take(
                    window.stage().getScene(), width, height, "station-shell-" + language + "-" + theme + "-" + width);
            assertThat(cut).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothingIsOutOfReachInASmallWindowWithLargeText(Language language) {
        try (TestBackend backend = backend();
                OpenWindow window = new OpenWindow(folder, language, Theme.LIGHT, 100).connect(backend)) {
            openStation(window);
            await().until(() -> !text(window, ".station-readout").isEmpty());
            window.press(KeyCode.SPACE);
            backend.send(Realtime.SensorUpdate.of(
                    TestSamples.sample(40, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0), null)));
            await().until(() -> Fx.call(
                    () -> window.stage().getScene().lookup(".station-newer").isVisible()));
            assertThat(window.outOfReach()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void longNoticesPushNothingOutOfReach(Language language) throws Exception {
        List<DeviceLive> devices = List.of(new DeviceLive(
                MadeUp.station(TestSamples.DEVICE)
                        .claims(Grade.B, 0.34)
                        .clockWrong()
                        .refusedAhead(700)
                        .buffered(120)
                        .muchDisputed()
                        .build()
                        .device(),
                run.getLast(),
                List.of()));
        try (TestBackend backend = backend()
                        .greeting(MadeUp.snapshot(devices), MadeUp.pulse(devices))
                        .pulse(MadeUp.pulse(devices));
                OpenWindow window = new OpenWindow(folder, language, Theme.LIGHT, 100).connect(backend)) {
            openStation(window);
            await().until(() -> !text(window, ".station-readout").isEmpty());
            await().until(() -> Fx.call(() -> window.stage()
                            .getScene()
                            .getRoot()
                            .lookupAll(".station-notice")
                            .size())
                    >= 7);
            Pictures.take(window.stage().getScene(), 1280, 720, "station-notices-" + language);
            assertThat(window.outOfReach()).isEmpty();
        }
    }

    private static void openStation(OpenWindow window) {
        await().until(() -> Fx.call(() -> window.stage().getScene().lookup(".station-tile") != null));
        Fx.run(() -> window.stage().getScene().lookup(".station-tile").requestFocus());
        window.press(KeyCode.ENTER);
        await().until(() -> text(window, ".station-title").equals(TestSamples.DEVICE));
        await().until(() -> Fx.call(() -> window.stage().getScene().getFocusOwner()) instanceof HistoryStrip);
    }

    private static String text(OpenWindow window, String selector) {
        return Fx.call(() -> window.stage().getScene().lookup(selector) instanceof Label label ? label.getText() : "");
    }
}

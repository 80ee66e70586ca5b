package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.MadeUpJournal;
import fr.gaveurs.console.desktop.MadeUpProofs;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes a picture of each screen and state into {@code target/pictures}, in both languages and themes; in every size too
 * with {@code -Dpictures=all}, with large text alone with {@code -Dpictures=large}.
 */
class PicturesTest {
    private static TestBackend backend;

    @TempDir
    Path folder;

    /** How the window is set up. */
    record Setting(Language language, Theme theme, int textPercent, int width, int height) {
        @Override
        public String toString() {
            return language + "-" + theme + "-" + textPercent + "-" + width + "x" + height;
        }
    }

    static Stream<Setting> settings() {
        Stream<Setting> all = Stream.of(
                new Setting(Language.FR, Theme.LIGHT, 100, 1366, 768),
                new Setting(Language.EN, Theme.DARK, 100, 1920, 1080),
                new Setting(Language.FR, Theme.DARK, 100, 1366, 768),
                new Setting(Language.EN, Theme.LIGHT, 100, 1366, 768),
                new Setting(Language.FR, Theme.DARK, 125, 1366, 768),
                new Setting(Language.FR, Theme.LIGHT, 150, 1366, 768),
                new Setting(Language.FR, Theme.LIGHT, 200, 1366, 768),
                new Setting(Language.EN, Theme.DARK, 125, 1366, 768),
                new Setting(Language.FR, Theme.LIGHT, 200, 1920, 1080),
                // README shows this one.
                new Setting(Language.FR, Theme.LIGHT, 100, 1920, 1080));
        return "all".equals(System.getProperty("pictures"))
                ? Stream.concat(all, largeText()).distinct()
                : "large".equals(System.getProperty("pictures")) ? largeText() : all.limit(2);
    }

    /** Both languages and themes with large text on a small screen. */
    static Stream<Setting> largeText() {
        return Stream.of(125, 200)
                .flatMap(percent -> Stream.of(Language.values()).flatMap(language -> Stream.of(Theme.LIGHT, Theme.DARK)
                        .map(theme -> new Setting(language, theme, percent, 1366, 768))));
    }

    static Stream<Setting> someSettings() {
        return "large".equals(System.getProperty("pictures"))
                ? largeText()
                : settings().limit(3);
    }

    @BeforeAll
    static void serve() {
        backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/admin/log", 200, MadeUpHealth.log())
                .answer("/health/startup", 200, MadeUp.probe("started"))
                .answer("/health/live", 200, MadeUp.probe("live"))
                .answer("/health/ready", 200, MadeUp.probe("degraded"));
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void live(Setting setting) throws IOException {
        live(setting, "live", MadeUp.everything());
    }

    @ParameterizedTest
    @MethodSource("someSettings")
    void liveThree(Setting setting) throws IOException {
        live(setting, "live-3", MadeUp.everything().subList(0, 3));
    }

    /** The first number of tiles that are flatter. */
    @ParameterizedTest
    @MethodSource("someSettings")
    void liveTwentyOne(Setting setting) throws IOException {
        live(setting, "live-20", MadeUp.many(20));
        live(setting, "live-21", MadeUp.many(21));
    }

    @ParameterizedTest
    @MethodSource("someSettings")
    void liveSixty(Setting setting) throws IOException {
        live(setting, "live-60", MadeUp.many(60));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void liveMany(Setting setting) throws IOException {
        live(setting, "live-120", MadeUp.many(120));
    }

    private void live(Setting setting, String name, List<Devices.DeviceLive> devices) throws IOException {
        backend.greeting(MadeUp.snapshot(devices), MadeUp.pulse(devices)).pulse(MadeUp.pulse(devices));
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> count(open, ".station-tile")) == devices.size());
            await().until(() -> Fx.call(() -> texts(open)).stream().anyMatch(text -> text.startsWith("97")));
            take(open, setting, name);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void empty(Setting setting) throws IOException {
        backend.greeting(MadeUp.snapshot(List.of()), MadeUp.pulse(List.of())).pulse(MadeUp.pulse(List.of()));
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> visible(open, ".empty")));
            take(open, setting, "live-empty");
        }
    }

    /** The last one shows the whole page, which no screen does. */
    static Stream<Setting> healthSettings() {
        return Stream.concat(settings(), Stream.of(new Setting(Language.FR, Theme.LIGHT, 100, 1366, 1900)));
    }

    @ParameterizedTest
    @MethodSource("healthSettings")
    void healthBad(Setting setting) throws IOException {
        backend.answer("/health", 200, MadeUpHealth.bad())
                .answer("/health/history", 200, MadeUpHealth.badHour())
                .answer("/health/ready", 200, MadeUp.probe("degraded"));
        try (OpenWindow open = health(setting)) {
            await().until(() -> Fx.call(() -> count(open, ".trouble")) == 7);
            await().until(() -> Fx.call(() -> count(open, ".breaker-card")) == 2);
            take(open, setting, "health-bad");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void healthCalm(Setting setting) throws IOException {
        backend.answer("/health", 200, MadeUpHealth.calm())
                .answer("/health/history", 200, MadeUpHealth.calmHour())
                .answer("/health/ready", 200, MadeUp.probe("ready"));
        try (OpenWindow open = health(setting)) {
            await().until(() -> Fx.call(() -> count(open, ".breaker-card")) == 2);
            assertThat(Fx.call(() -> count(open, ".trouble"))).isZero();
            take(open, setting, "health-calm");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void healthLog(Setting setting) throws IOException {
        backend.answer("/health", 200, MadeUpHealth.bad()).answer("/health/history", 200, MadeUpHealth.badHour());
        try (OpenWindow open = health(setting)) {
            Fx.run(() -> ((ToggleButton) open.stage().getScene().lookup("#logTab")).fire());
            await().until(() ->
                    Fx.call(() -> ((ListView<?>) open.stage().getScene().lookup("#list"))
                                    .getItems()
                                    .size())
                            == 45);
            Fx.run(() -> {
                ListView<?> list = (ListView<?>) open.stage().getScene().lookup("#list");
                list.getSelectionModel().clearAndSelect(42);
                list.requestFocus();
            });
            open.press(KeyCode.ENTER);
            await().until(() -> Fx.call(() -> count(open, ".log-further")) > 2);
            take(open, setting, "health-log");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void journal(Setting setting) throws IOException {
        backend.greeting(MadeUp.snapshot(MadeUp.everything())).pulse(MadeUp.pulse(MadeUp.everything()));
        backend.answer("/api/admin/audit", 200, MadeUpJournal.page());
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> {
                open.frame.save(open.frame.settings().withReporterName("Anaïs Barthélemy"));
                open.workbench().choose(Screens.JOURNAL);
            });
            await().until(() -> Fx.call(() -> count(open, ".journal-row")) > 2);
            Fx.run(() -> ((ListView<?>) open.stage().getScene().lookup("#journalList"))
                    .getSelectionModel()
                    .select(0));
            take(open, setting, "journal");
        }
    }

    @ParameterizedTest
    @MethodSource("someSettings")
    void journalEmpty(Setting setting) throws IOException {
        backend.greeting(MadeUp.snapshot(List.of()), MadeUp.pulse(List.of())).pulse(MadeUp.pulse(List.of()));
        backend.answer("/api/admin/audit", 200, new Page<>(List.of(), null));
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> {
                open.workbench().shell().ask(ActorChoice.question(open.frame.messages(), name -> {}));
                open.workbench().choose(Screens.JOURNAL);
            });
            await().until(() -> Fx.call(() -> texts(open)).stream()
                    .anyMatch(text -> text.contains("qui, quand") || text.contains("who, when")));
            take(open, setting, "journal-empty");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void proofs(Setting setting) throws IOException {
        backend.greeting(MadeUp.snapshot(MadeUp.everything())).pulse(MadeUp.pulse(MadeUp.everything()));
        backend.answer("/api/log", 200, MadeUpProofs.state());
        backend.answer("/api/log/verification", 200, MadeUpProofs.altered());
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.PROOFS));
            await().until(() -> Fx.call(() -> count(open, ".proofs-finding")) == 3);
            take(open, setting, "proofs");
        }
    }

    @ParameterizedTest
    @MethodSource("someSettings")
    void proofsBeingVerified(Setting setting) throws IOException {
        backend.greeting(MadeUp.snapshot(MadeUp.everything())).pulse(MadeUp.pulse(MadeUp.everything()));
        backend.answer("/api/log", 200, MadeUpProofs.state());
        backend.answer("/api/log/verification", 200, MadeUpProofs.running());
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.PROOFS));
            await().until(() -> Fx.call(() -> count(open, ".proofs-value")) > 5);
            take(open, setting, "proofs-running");
        }
    }

    private OpenWindow health(Setting setting) {
        backend.greeting(MadeUp.snapshot(MadeUp.everything())).pulse(MadeUp.pulse(MadeUp.everything()));
        OpenWindow open = open(setting).connect(backend);
        await().until(() -> Fx.call(() -> open.frame.workbench() != null));
        Fx.run(() -> open.workbench().choose(Screens.HEALTH));
        return open;
    }

    @ParameterizedTest
    @MethodSource("someSettings")
    void panels(Setting setting) throws IOException {
        List<Devices.DeviceLive> waiting =
                List.of(MadeUp.station("ESP32_MT_04").pending().build());
        backend.greeting(MadeUp.snapshot(waiting)).pulse(MadeUp.pulse(waiting));
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> count(open, ".station-tile > .button")) == 2);
            open.onScreen();
            panel(open, "#railSettings", setting, "settings");
            panel(open, "#railActor", setting, "actor");
            panel(open, ".station-tile > .button", setting, "refuse");
        }
    }

    private static void panel(OpenWindow open, String anchor, Setting setting, String name) throws IOException {
        Fx.run(() -> ((Button) open.stage().getScene().getRoot().lookup(anchor)).fire());
        await().until(open::panelShown);
        Parent content =
                open.inPanel(Parent.class, (Parent node) -> node.getStyleClass().contains("popover"));
        assertThat(Pictures.part(content, "panel-" + name + "-" + setting)).isEmpty();
        Fx.run(() -> PopOvers.hideAll(open.stage()));
    }

    /** All windows at once: only after some seconds without a word a server counts as silent. */
    @Test
    void silent() throws IOException {
        TestBackend dying = new TestBackend();
        dying.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
        Map<Setting, OpenWindow> windows = new LinkedHashMap<>();
        try {
            for (Setting setting : someSettings().toList()) {
                OpenWindow open = open(setting);
                windows.put(setting, open);
                open.connect(dying);
                await().until(() -> Fx.call(() -> count(open, ".station-tile")) == 12);
            }
            dying.close();
            for (Map.Entry<Setting, OpenWindow> each : windows.entrySet()) {
                await().until(() -> Fx.call(() -> visible(each.getValue(), ".band")));
                take(each.getValue(), each.getKey(), "silent");
            }
        } finally {
            windows.values().forEach(OpenWindow::close);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void start(Setting setting) throws IOException {
        try (OpenWindow open = open(setting)) {
            open.window.started(new Health.StartedPart("postgresql", 1043));
            open.window.started(new Health.StartedPart("database", 212));
            open.window.starting("http server");
            await().until(() -> Fx.call(() -> count(open, ".start-part")) == 3);
            take(open, setting, "start");
            open.window.failed(
                    new StartFailure(
                            StartFailure.Kind.PORT,
                            "0.0.0.0:8000",
                            "Gaveurs Console 0.1.0\njava.net.BindException: Address already in use\n    at sun.nio.ch.Net.bind0"));
            await().until(() -> Fx.call(() -> count(open, ".failure-card")) == 1);
            take(open, setting, "failure");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void end(Setting setting) throws IOException {
        backend.greeting(MadeUp.snapshot(MadeUp.everything())).pulse(MadeUp.pulse(MadeUp.everything()));
        try (OpenWindow open = open(setting).connect(backend)) {
            await().until(() -> Fx.call(() -> count(open, ".station-tile")) == 12);
            Fx.run(() -> open.workbench().shell().showHelp());
            take(open, setting, "shortcuts");
            open.window.close();
            await().until(() -> open.closing.progress != null);
            var progress = open.closing.progress;
            if (progress != null) {
                progress.accept(new Closing.Step("sample writer", 3, 6));
            }
            open.window.close();
            await().until(() -> Fx.call(() -> texts(open)).stream().anyMatch(text -> text.contains("?")));
            take(open, setting, "closing");
        }
    }

    private OpenWindow open(Setting setting) {
        return new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent());
    }

    static void take(OpenWindow open, Setting setting, String name) throws IOException {
        List<String> cut =
                Pictures.take(open.stage().getScene(), setting.width(), setting.height(), name + "-" + setting);
        assertThat(cut).as("%s in %s cuts no label", name, setting).isEmpty();
    }

    static boolean visible(OpenWindow open, String selector) {
        Node node = open.stage().getScene().lookup(selector);
        return node != null && node.isVisible();
    }

    static long count(OpenWindow open, String selector) {
        return open.stage().getScene().getRoot().lookupAll(selector).size();
    }

    static List<String> texts(OpenWindow open) {
        List<String> found = new ArrayList<>();
        for (Node node : open.stage().getScene().getRoot().lookupAll(".label")) {
            if (node instanceof Labeled labeled && labeled.getText() != null && labeled.isVisible()) {
                found.add(labeled.getText());
            }
        }
        return found;
    }
}

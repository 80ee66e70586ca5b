package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.screens.Screens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health screen in a real window, over a real console and over one that answers as told. */
@Timeout(120)
class HealthInShellTest {
    private static final Logger LOG = LoggerFactory.getLogger(HealthInShellTest.class);

    @TempDir
    Path folder;

    private static long count(OpenWindow open, String selector) {
        return open.stage().getScene().getRoot().lookupAll(selector).size();
    }

    private static boolean shown(OpenWindow open, String text) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label
                        && label.getText() != null
                        && label.getText().contains(text)));
    }

    @Test
    void overARealConsole() throws Exception {
        try (TestConsole console = TestConsole.start();
                OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            await().until(() -> Fx.call(() -> count(open, ".breaker-card")) == 2);
            await().until(() -> shown(open, "Le programme va bien"));

            LOG.warn("a line that the health screen finds", new IllegalStateException("with a trace"));
            open.press(KeyCode.CONTROL, KeyCode.F);
            Fx.run(() -> ((TextField) open.stage().getScene().lookup("#search")).setText("HEALTH screen finds"));
            await().until(() -> shown(open, "a line that the health screen finds"));
            await().until(() ->
                    Fx.call(() -> ((ListView<?>) open.stage().getScene().lookup("#list"))
                                    .getItems()
                                    .size())
                            == 1);

            open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
            await().until(() -> {
                String copied = Fx.call(() -> Clipboard.getSystemClipboard().getString());
                return copied != null && copied.contains("Gaveurs Console 9.9.9, diagnostics of");
            });
            await().until(() -> Fx.call(() -> ((Button) open.stage().getScene().lookup("#copy")).getText())
                    .equals("Copié dans le presse-papiers"));
        }
    }

    @Test
    void whileItIsHiddenNothingIsAskedAndTheLogOnlyWhileItIsInView() {
        TestBackend backend = new TestBackend()
                .answer("/health", 200, MadeUpHealth.bad())
                .answer("/health/history", 200, MadeUpHealth.badHour())
                .answer("/health/startup", 200, MadeUp.probe("started"))
                .answer("/health/live", 200, MadeUp.probe("live"))
                .answer("/health/ready", 200, MadeUp.probe("degraded"))
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/admin/log", 200, MadeUpHealth.log());
        backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
        try (backend;
                OpenWindow open = new OpenWindow(folder).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            await().until(() -> Fx.call(() -> count(open, ".trouble")) == 7);
            assertThat(asked(backend)).noneMatch(path -> path.startsWith("/api/admin/log"));

            open.press(KeyCode.CONTROL, KeyCode.L);
            await().until(() -> asked(backend).stream().anyMatch(path -> path.contains("after=45")));

            Fx.run(() -> open.workbench().choose(Screens.LIVE));
            // What was on its way when the screen was left may still come in.
            await().until(() -> {
                backend.asked.clear();
                return !changes(backend);
            });
        }
    }

    @Test
    void whatIsWrongWithStationsIsCountedAndLeadsToThem() {
        Realtime.Snapshot hall = MadeUp.snapshot(MadeUp.everything());
        TestBackend backend = new TestBackend()
                .answer("/health", 200, MadeUpHealth.calm())
                .answer("/health/history", 200, MadeUpHealth.calmHour())
                .greeting(
                        new Realtime.Snapshot(
                                hall.timestamp(),
                                hall.devices(),
                                List.of(MadeUp.condition("ESP32_MT_02", "station_offline", Map.of()))),
                        MadeUp.pulse(MadeUp.everything()));
        try (backend;
                OpenWindow open = new OpenWindow(folder).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            await().until(() -> shown(open, "Le programme va bien"));
            Hyperlink link = Fx.call(() -> (Hyperlink) open.stage().getScene().lookup("#healthProblems"));
            await().until(() -> Fx.call(link::getText).equals("1 problème en cours sur 1 station"));
            Fx.run(link::fire);
            assertThat(open.chosen()).isEqualTo(Screens.STATIONS);
        }
    }

    private static boolean changes(TestBackend backend) {
        await().pollDelay(java.time.Duration.ofMillis(2_500)).until(() -> true);
        return asked(backend).stream().anyMatch(path -> path.contains("health") || path.contains("log"));
    }

    private static List<String> asked(TestBackend backend) {
        return backend.asked.stream().map(TestBackend.Asked::pathAndQuery).toList();
    }

    @Test
    void anOpenBreakerIsClosedByItsButton() {
        TestBackend backend = new TestBackend()
                .answer("/health", 200, MadeUpHealth.bad())
                .answer("/health/history", 200, MadeUpHealth.badHour());
        backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
        try (backend;
                OpenWindow open = new OpenWindow(folder).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            await().until(() -> Fx.call(() -> count(open, ".breaker-reset")) == 2);
            Fx.run(() -> ((Button) open.stage().getScene().lookup(".breaker-reset")).fire());
            await().until(() -> backend.asked.stream()
                    .anyMatch(asked -> asked.method().equals("POST")
                            && asked.pathAndQuery().equals("/api/admin/breakers/database/reset")));
            // This backend does not know how: the person is told.
            await().until(() -> shown(open, "Le disjoncteur n’a pas pu être refermé"));
        }
    }
}

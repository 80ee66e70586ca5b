package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of the report form and of the pane of errors, in {@code target/pictures}. */
@Timeout(120)
class ReportPicturesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"FR, LIGHT, 100, 1366, 768", "EN, DARK, 100, 1920, 1080"})
    void formAndErrors(Language language, Theme theme, int percent, int width, int height) throws IOException {
        String name = language + "-" + theme + "-" + percent + "-" + width + "x" + height;
        try (TestBackend backend = new TestBackend()
                        .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                        .answer("/api/admin/log", 200, MadeUpHealth.log())
                        .answer("/api/bugs/similar", 200, MadeUpReports.twoAlike())
                        .answer("/api/bugs", 201, MadeUpReports.bug(123))
                        .answer("/api/bugs/123/attachments", 201, MadeUpReports.attachment())
                        .answer("/api/bugs/errors", 200, MadeUpReports.summary(55, "An error", BugTerms.Status.OPEN))
                        .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
                OpenWindow open = new OpenWindow(folder, language, theme, percent).connect(backend)) {
            await().until(() -> Fx.call(() -> count(open, ".station-tile")) == 12);
            Fx.run(() -> {
                Frame frame = open.frame;
                frame.save(frame.settings().withReporterName("Jeanne Lafitte"));
                open.stage().setWidth(1_000);
                open.stage().setHeight(620);
                find(open, ".station-tile").requestFocus();
            });
            open.report();
            type(open, "#title", language == Language.FR ? "Le poids reste à zéro" : "The weight stays at zero");
            await().until(() -> Fx.call(() -> count(open, ".similar-bug")) == 2);
            await().until(() -> Fx.call(() -> find(open, ".report-look").isVisible()));
            take(open, width, height, "report-" + name);

            type(open, "#title", "abc");
            type(open, "#email", "jeanne@exemple");
            Fx.run(() -> ((Button) find(open, ".report-send")).fire());
            open.press(KeyCode.ESCAPE);
            take(open, width, height, "report-errors-" + name);
            open.press(KeyCode.ESCAPE);

            Fx.run(() -> ((Button) find(open, ".report-crop")).fire());
            for (int i = 0; i < 16; i++) {
                open.press(KeyCode.SHIFT, KeyCode.LEFT);
                open.press(KeyCode.SHIFT, KeyCode.UP);
                open.press(KeyCode.RIGHT);
                open.press(KeyCode.DOWN);
            }
            take(open, width, height, "report-crop-" + name);
            open.press(KeyCode.ESCAPE);
            Fx.run(() -> ((Button) find(open, ".report-look")).fire());
            take(open, width, height, "report-log-" + name);
            open.press(KeyCode.ESCAPE);
            type(open, "#title", "Poids à zéro");
            type(open, "#email", "");
            Fx.run(() -> ((Button) find(open, ".report-send")).fire());
            await().until(() -> Fx.call(() -> count(open, ".report-drawer")) == 0);

            for (int i = 0; i < 3; i++) {
                open.pump.post(ReportPicturesTest::fail);
            }
            await().until(() -> Fx.call(() -> count(open, ".crash-card")) == 1);
            take(open, width, height, "report-crash-" + name);
        }
    }

    private static void fail() {
        throw new IllegalStateException("a fault of a screen");
    }

    private static void take(OpenWindow open, int width, int height, String name) throws IOException {
        assertThat(Pictures.take(open.stage().getScene(), width, height, name))
                .as("%s cuts no label", name)
                .isEmpty();
    }

    private static void type(OpenWindow open, String field, String text) {
        Fx.run(() -> ((TextInputControl) find(open, field)).setText(text));
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }

    private static long count(OpenWindow open, String selector) {
        return open.stage().getScene().getRoot().lookupAll(selector).size();
    }
}

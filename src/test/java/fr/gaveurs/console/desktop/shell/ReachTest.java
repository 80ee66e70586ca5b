package fr.gaveurs.console.desktop.shell;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every screen, overlay and dialog in small windows with large text: nothing that can be pressed is out of reach. */
@Timeout(180)
class ReachTest {
    @TempDir
    Path folder;

    private final SoftAssertions all = new SoftAssertions();

    private static TestBackend backend() {
        var bug = MadeUpBugs.bug(7, Status.IN_PROGRESS, Severity.CRITICAL, 3, "Paul Etcheverry");
        return MadeUpBackend.inTrouble(40)
                .answer("/api/bugs/7", 200, MadeUpBugs.full(bug))
                .answer("/api/bugs/similar", 200, MadeUpReports.twoAlike());
    }

    private void check(OpenWindow open, String what) {
        all.assertThat(open.outOfReach()).as(what).isEmpty();
    }

    private OpenWindow connected(Language language, TestBackend backend) {
        OpenWindow open = new OpenWindow(folder, language, Theme.LIGHT, 100).connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        return open;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void screens(Language language) {
        try (TestBackend backend = backend();
                OpenWindow open = connected(language, backend)) {
            Fx.run(() -> open.workbench()
                    .shell()
                    .notice(open.frame.messages().get("report.on_its_way"), true, "Voir", () -> {}));
            await().until(() -> Fx.call(() -> find(open, ".notice-dismiss").isVisible()
                    && find(open, ".notification-bar").getLayoutBounds().getHeight() > 20));
            // It lies over the foot of a screen until another one comes, or nobody touches the window for a while.
            await().until(() -> Fx.call(() -> {
                open.workbench().choose(Screens.HEALTH);
                open.workbench().choose(Screens.LIVE);
                return ((Region) find(open, "#noticeScreen")).getPadding().getBottom() > 20;
            }));
            check(open, "live, with a notice");
            Fx.run(() -> open.workbench().shell().notices().read());
            await().until(() -> !Fx.call(() -> PicturesTest.visible(open, ".notification-bar")));
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".breaker-card")) == 2);
            check(open, "health");
            press(open, "#logTab");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".log-row")) > 1);
            check(open, "health's log");
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-row")) > 1);
            check(open, "bugs");
            press(open, "#boardTab");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".board-card")) > 1);
            check(open, "board");
            press(open, "#overviewTab");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-bars")) == 4);
            check(open, "overview of bugs");
            Fx.run(() -> open.workbench().open(Screens.BUGS, Long.toString(7)));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, "#bug-resolution") == 1));
            Fx.run(() -> ((TextArea) find(open, "#bug-resolution")).setText("Capteur remplacé."));
            var changed = MadeUpBugs.bug(7, Status.RESOLVED, Severity.CRITICAL, 4, "Jean Ducasse");
            backend.answer("/api/bugs/7", 200, MadeUpBugs.full(changed));
            backend.send(new Realtime.BugEvent(MadeUp.NOW, changed));
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, "#conflictBand")));
            check(open, "a bug changed by two");
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void firmware(Language language) {
        try (TestBackend backend = MadeUpFirmware.in(backend());
                OpenWindow open = connected(language, backend)) {
            Fx.run(() -> open.workbench().choose(Screens.FIRMWARE));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, "#rollout-resume") == 1));
            check(open, "rollouts");
            press(open, "#firmware-images");
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, "#imageRoll")));
            check(open, "images");
            press(open, "#firmware-stations");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, "#fleetEvents .firmware-title") > 1));
            check(open, "what stations run");
            press(open, "#firmware-keys");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, "#keyList .firmware-title") == 2));
            check(open, "keys");
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void models(Language language) {
        try (TestBackend backend = MadeUpModels.in(backend());
                OpenWindow open = connected(language, backend)) {
            ModelsWindow window = new ModelsWindow(open, language);
            await().until(() -> window.says("9c".repeat(32)));
            check(open, "versions");
            window.press("models-training");
            await().until(() -> window.rows("trainingList") == 5);
            check(open, "trainings");
            window.press("models-shadow");
            await().until(() -> window.says("Lots de mars"));
            check(open, "shadow");
            window.press("models-truth");
            await().until(() -> window.says("κ"));
            check(open, "an inspector's form");
            window.press("truth-labels");
            await().until(() -> window.rows("labelList") == 40);
            check(open, "labels");
            window.press("models-drift");
            await().until(() -> window.rows("driftList") == 32);
            check(open, "drift");
            window.press("models-roles");
            await().until(() -> window.rows("roleList") == 4);
            check(open, "what ran when");
            window.press("models-grading");
            await().until(() -> window.rows("gradingList") == 2);
            check(open, "how products are graded");
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void reports(Language language) {
        try (TestBackend backend = backend();
                OpenWindow open = connected(language, backend)) {
            Fx.run(() -> open.stage().setWidth(1_000));
            open.report();
            Fx.run(() -> {
                ((TextInputControl) find(open, "#title")).setText("Le poids reste à zéro");
                ((TextInputControl) find(open, "#email")).setText("jeanne@exemple");
            });
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".similar-bug")) == 2);
            await().until(() -> Fx.call(() -> find(open, ".report-look").isVisible()));
            Fx.run(() -> ((Button) find(open, ".report-send")).fire());
            open.press(KeyCode.ESCAPE);
            check(open, "report with a question");
            open.press(KeyCode.ESCAPE);
            press(open, ".report-crop");
            check(open, "crop");
            open.press(KeyCode.ESCAPE);
            press(open, ".report-look");
            check(open, "log of a report");
            open.press(KeyCode.ESCAPE);
            open.press(KeyCode.ESCAPE);
            new WindowRobot(open).clickWords(open.frame.messages().get("report.close.keep"));
            open.pump.post(() -> {
                throw new IllegalStateException("a fault of a screen");
            });
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".crash-card")) == 1);
            check(open, "an error");
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void overlays(Language language) {
        try (TestBackend backend = backend();
                OpenWindow open =
                        new OpenWindow(folder, language, Theme.LIGHT, 100, new Kiosk("4711"), null).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            open.press(KeyCode.F1);
            check(open, "shortcuts");
            open.press(KeyCode.F1);
            open.requestClose();
            check(open, "leaving");
            open.window.close();
            await().until(() -> open.closing.progress != null);
            open.window.close();
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".closing-question")));
            check(open, "closing");
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void startAndFailure(Language language) {
        try (OpenWindow open = new OpenWindow(folder, language, Theme.LIGHT, 100)) {
            for (String part : List.of("postgresql", "database", "partitions", "disk spool", "sample writer")) {
                open.window.started(new Health.StartedPart(part, 1043));
            }
            open.window.starting("http server");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".start-part")) == 6);
            check(open, "start");
            open.window.failed(
                    new StartFailure(StartFailure.Kind.PORT, "0.0.0.0:8000", "java.net.BindException: in use"));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".failure-card")) == 1);
            check(open, "failure");
        }
        all.assertAll();
    }

    /** In both languages at once: only after some seconds without a word a server counts as silent. */
    @Test
    void withoutStationsAndWithoutBackend() {
        TestBackend backend = backend()
                .greeting(MadeUp.snapshot(List.of()), MadeUp.pulse(List.of()))
                .pulse(MadeUp.pulse(List.of()));
        Map<Language, OpenWindow> windows = new EnumMap<>(Language.class);
        try {
            for (Language language : Language.values()) {
                OpenWindow open = new OpenWindow(folder, language, Theme.LIGHT, 100);
                windows.put(language, open);
                open.connect(backend);
                await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".empty")));
                check(open, "nothing yet, " + language);
            }
            backend.close();
            windows.forEach((language, open) -> {
                await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".band")));
                check(open, "silence, " + language);
            });
        } finally {
            windows.values().forEach(OpenWindow::close);
        }
        all.assertAll();
    }

    private static void press(OpenWindow open, String selector) {
        Fx.run(() -> {
            Node node = find(open, selector);
            if (node instanceof ToggleButton toggle) {
                toggle.fire();
            } else {
                ((Button) node).fire();
            }
        });
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }
}

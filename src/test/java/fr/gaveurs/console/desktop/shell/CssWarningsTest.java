package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.CssWarnings;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.MadeUpJournal;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is shown finds its colours: JavaFX has nothing to say about any style. */
@Timeout(180)
class CssWarningsTest {
    @TempDir
    Path folder;

    private static TestBackend backend() {
        List<Bugs.BugSummary> bugs = MadeUpBugs.bugs(1, 8);
        return MadeUpFirmware.in(new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/admin/log", 200, MadeUpHealth.log())
                .answer("/api/admin/audit", 200, MadeUpJournal.page())
                .answer("/health", 200, MadeUpHealth.bad())
                .answer("/health/history", 200, MadeUpHealth.badHour())
                .answer("/api/bugs", 200, new Bugs.BugPage(bugs, null, bugs.size()))
                .answer("/api/bugs/board", 200, MadeUpBugs.board(bugs))
                .answer("/api/bugs/metrics/summary", 200, MadeUpBugs.figures())
                .answer("/api/bugs/metrics/trends", 200, new Listing<>(MadeUpBugs.days(30)))
                .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything())));
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void everyScreenAndPanel(Theme theme) {
        try (CssWarnings warnings = new CssWarnings();
                TestBackend backend = backend();
                OpenWindow open = new OpenWindow(folder, Language.FR, theme, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            open.onScreen();
            for (String key : Fx.call(() -> open.workbench().entries())) {
                Fx.run(() -> open.workbench().choose(key));
                Fx.settle(open.stage());
                for (String tab : List.of("#logTab", "#boardTab", "#overviewTab", "#listTab")) {
                    fire(open, tab);
                }
            }
            Fx.run(() -> open.workbench().openStation("ESP32_LL_01", null, null));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-card") > 0));
            Fx.settle(open.stage());
            Fx.run(() -> open.workbench().manageStation("ESP32_LL_01"));
            Fx.settle(open.stage());
            Fx.run(() -> open.workbench().shell().warn("the disk is full"));
            Fx.settle(open.stage());
            open.press(KeyCode.F1);
            open.press(KeyCode.F1);
            open.press(KeyCode.F9);
            open.press(KeyCode.ESCAPE);
            assertThat(warnings.heard()).isEmpty();
        }
    }

    /** What lies over the window is shown by colours of the window, which change below it. */
    @ParameterizedTest
    @EnumSource(value = Theme.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void anotherThemeAndAnotherLanguageChosenInAPanel(Theme theme) {
        try (CssWarnings warnings = new CssWarnings();
                TestBackend backend = backend();
                OpenWindow open = new OpenWindow(folder, Language.FR, theme, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            open.onScreen();
            fire(open, "#railSettings");
            await().until(open::panelShown);
            chooseInPanel(open, theme == Theme.DARK ? "Clair" : "Sombre");
            chooseInPanel(open, theme == Theme.DARK ? "Sombre" : "Clair");
            chooseInPanel(open, "English");
            await().until(() -> open.frame.messages().language() == Language.EN);
            await().until(open::panelShown);
            chooseInPanel(open, "Dark");
            Fx.settle(open.stage());
            assertThat(warnings.heard()).isEmpty();
        }
    }

    private static void chooseInPanel(OpenWindow open, String words) {
        ToggleButton button = open.inPanel(ToggleButton.class, words);
        Fx.run(button::fire);
        Fx.settle(open.stage());
        Fx.settle(open.stage());
    }

    private static void fire(OpenWindow open, String selector) {
        Fx.run(() -> {
            Node node = open.stage().getScene().getRoot().lookup(selector);
            if (node instanceof ButtonBase button) {
                button.fire();
            }
        });
        Fx.settle(open.stage());
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.CssWarnings;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpFirmware;
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

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void everyScreenAndPanel(Theme theme) {
        try (CssWarnings warnings = new CssWarnings();
                TestBackend backend = MadeUpFirmware.in(MadeUpBackend.inTrouble(8));
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
            open.report();
            open.press(KeyCode.ESCAPE);
            assertThat(warnings.heard()).isEmpty();
        }
    }

    /** What lies over the window is shown by colours of the window, which change below it. */
    @ParameterizedTest
    @EnumSource(value = Theme.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void anotherThemeAndAnotherLanguageChosenInAPanel(Theme theme) {
        try (CssWarnings warnings = new CssWarnings();
                TestBackend backend = MadeUpFirmware.in(MadeUpBackend.inTrouble(8));
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

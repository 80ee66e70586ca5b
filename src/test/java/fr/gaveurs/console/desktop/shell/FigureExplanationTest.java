package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.tiles.FigureTile;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a figure on top says of itself, by the pointer and by the keyboard. */
@Timeout(120)
class FigureExplanationTest {
    @TempDir
    Path folder;

    private static List<FigureTile> figures(OpenWindow open) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".figure-card").stream()
                .map(FigureTile.class::cast)
                .filter(tile -> tile.getWidth() > 0)
                .toList());
    }

    @Test
    void aPressOrAKeySaysWhatAFigureIs() {
        try (TestBackend backend = backend();
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(backend)) {
            WindowRobot robot = new WindowRobot(open);
            await().until(() -> figures(open).size() == 4);
            FigureTile hour = figures(open).get(1);
            robot.click(node -> node.equals(hour)).sees("Les 60 dernières minutes.");
            robot.press(KeyCode.ESCAPE).seesNoMore("Les 60 dernières minutes.");
            assertThat(Fx.call(hour::isFocused)).isTrue();

            robot.press(KeyCode.TAB);
            FigureTile compliance = figures(open).get(2);
            await().until(() -> Fx.call(compliance::isFocused));
            robot.press(KeyCode.ENTER).sees("Depuis minuit").sees("0,45").sees("0,7");
            robot.press(KeyCode.ESCAPE).seesNoMore("Depuis minuit");
            robot.press(KeyCode.SPACE).sees("Depuis minuit").press(KeyCode.ESCAPE);
        }
    }

    @Test
    void everyFigureOnTopHasItsWordsInBothLanguages() throws IOException {
        for (Language language : Language.values()) {
            Theme theme = language == Language.FR ? Theme.LIGHT : Theme.DARK;
            try (TestBackend backend = backend();
                    OpenWindow open = new OpenWindow(folder, language, theme, 100).connect(backend)) {
                open.onScreen();
                Setting setting = new Setting(language, theme, 100, 1000, 1000);
                await().until(() -> figures(open).size() == 4);
                explained(open, "live-" + setting);
                Fx.run(() -> open.workbench().choose(Screens.HEALTH));
                await().until(() -> figures(open).size() == 5);
                explained(open, "health-" + setting);
                Fx.run(() -> open.workbench().choose(Screens.BUGS));
                Fx.run(() -> ((ToggleButton) open.stage().getScene().lookup("#overviewTab")).fire());
                await().until(() -> figures(open).size() == 6);
                explained(open, "bugs-" + setting);
            }
        }
    }

    private static void explained(OpenWindow open, String name) throws IOException {
        for (FigureTile tile : figures(open)) {
            assertThat(Fx.call(tile::isFocusTraversable)).isTrue();
            WindowRobot robot = new WindowRobot(open.stage());
            Fx.run(tile::requestFocus);
            robot.press(KeyCode.ENTER);
            Parent panel = open.inPanel(
                    Parent.class, (Parent node) -> node.getStyleClass().contains("figure-explanation"));
            List<String> words = Fx.call(() -> panel.lookupAll(".label").stream()
                    .map(node -> ((Labeled) node).getText())
                    .toList());
            assertThat(words).as(tile.getTitle()).hasSize(8).noneMatch(String::isBlank);
            assertThat(words).noneMatch(text -> text.contains("{") || text.startsWith("explain."));
            Pictures.part(panel, "panel-figure-" + name);
            robot.press(KeyCode.ESCAPE);
            await().until(() -> !open.panelShown());
        }
    }

    private static TestBackend backend() {
        return MadeUpBackend.calm()
                .answer("/api/bugs/metrics/summary", 200, MadeUpBugs.figures())
                .answer("/api/bugs/metrics/trends", 200, new Listing<>(MadeUpBugs.days(30)));
    }
}

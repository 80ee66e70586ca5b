package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.DigitKeys;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keys do in the window: each one thing, and where the person can see it. Keys come as a keyboard sends them. */
@Timeout(120)
class KeyboardTest {
    @TempDir
    Path folder;

    private final TestBackend backend =
            MadeUpBackend.calm().answer("/api/bugs", 200, new Bugs.BugPage(MadeUpBugs.bugs(1, 10), null, 10));

    @AfterEach
    void stop() {
        backend.close();
    }

    private OpenWindow connected() {
        OpenWindow open = OpenWindow.asTheProgram(folder).connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        return open;
    }

    @Test
    void aKeyThatOpensAFormOrAFieldIsNotTypedIntoIt() {
        try (OpenWindow open = connected()) {
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-row")) > 1);
            Fx.run(() -> find(open, "#bugList").requestFocus());
            open.write("/");
            assertThat(Fx.call(() -> find(open, "#bugSearch").isFocused())).isTrue();
            assertThat(text(open, "#bugSearch")).isEmpty();
            open.press(KeyCode.A);
            assertThat(text(open, "#bugSearch")).isEqualTo("a");

            Fx.run(() -> find(open, "#bugList").requestFocus());
            open.press(KeyCode.N);
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".report-drawer")) == 1);
            assertThat(text(open, ".report-drawer #title")).isEmpty();
            open.press(KeyCode.N);
            assertThat(text(open, ".report-drawer #title")).isEqualTo("n");
        }
    }

    @Test
    void theEntryThatIsMarkedIsTheScreenThatIsShown() {
        try (OpenWindow open = connected()) {
            List<ToggleButton> entries =
                    Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".rail-entry").stream()
                            .filter(ToggleButton.class::isInstance)
                            .map(ToggleButton.class::cast)
                            .toList());
            Fx.run(() -> entries.getFirst().requestFocus());
            for (KeyCode code : List.of(KeyCode.RIGHT, KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP)) {
                open.press(code);
                assertThat(Fx.call(() ->
                                entries.stream().map(ToggleButton::isSelected).toList()))
                        .as("after " + code)
                        .isEqualTo(Fx.call(() -> List.of(
                                Screens.LIVE.equals(open.chosen()),
                                Screens.STATIONS.equals(open.chosen()),
                                Screens.HEALTH.equals(open.chosen()),
                                Screens.BUGS.equals(open.chosen()),
                                Screens.JOURNAL.equals(open.chosen()),
                                Screens.PRODUCTS.equals(open.chosen()),
                                Screens.FEEDBACK.equals(open.chosen()),
                                Screens.PROOFS.equals(open.chosen()),
                                Screens.REPORTS.equals(open.chosen()),
                                Screens.FIRMWARE.equals(open.chosen()),
                                Screens.MODELS.equals(open.chosen()))));
            }
        }
    }

    @Test
    void theKeyboardBeginsAtTheTilesAndF6LeadsToTheRailAndBack() {
        try (OpenWindow open = connected()) {
            await().until(() -> Fx.call(
                    () -> focused(open) != null && focused(open).getStyleClass().contains("station-tile")));
            open.press(KeyCode.F6);
            assertThat(Fx.call(() -> focused(open).getStyleClass())).contains("rail-entry");
            assertThat(Fx.call(() -> focused(open).isFocusVisible())).isTrue();
            assertThat(Fx.call(() -> ((ToggleButton) focused(open)).isSelected()))
                    .isTrue();
            open.press(KeyCode.F6);
            assertThat(Fx.call(() -> focused(open).getStyleClass())).contains("station-tile");
        }
    }

    @Test
    void theArrowsGoFromEntryToEntryOfTheRailAndEnterOpensOne() {
        try (OpenWindow open = connected()) {
            await().until(() -> Fx.call(
                    () -> focused(open) != null && focused(open).getStyleClass().contains("station-tile")));
            open.press(KeyCode.F6);
            Node first = Fx.call(() -> focused(open));
            open.press(KeyCode.UP);
            assertThat(Fx.call(() -> focused(open))).isSameAs(first);
            open.press(KeyCode.DOWN);
            open.press(KeyCode.DOWN);
            assertThat(Fx.call(() -> focused(open).isFocusVisible())).isTrue();
            assertThat(open.chosen()).as("the arrows open nothing").isEqualTo(Screens.LIVE);
            open.press(KeyCode.ENTER);
            await().until(() -> Screens.HEALTH.equals(open.chosen()));
            open.press(KeyCode.F6);
            // Past the screens to what concerns the window, and no further than the last one.
            for (int i = 0; i < 20; i++) {
                open.press(KeyCode.DOWN);
            }
            Node last = Fx.call(() -> focused(open));
            assertThat(Fx.call(() -> FocusOrder.within(find(open, ".rail")).getLast()))
                    .isSameAs(last);
            open.press(KeyCode.UP);
            assertThat(Fx.call(() -> focused(open))).isNotSameAs(last);
            assertThat(Fx.call(() -> FocusOrder.isWithin(focused(open), find(open, ".rail"))))
                    .isTrue();
        }
    }

    @Test
    void aScreenCalledByItsKeyHasTheKeyboard() {
        try (OpenWindow open = connected()) {
            open.press(KeyCode.CONTROL, KeyCode.DIGIT3);
            await().until(() -> Screens.HEALTH.equals(open.chosen()));
            await().untilAsserted(() ->
                    assertThat(Fx.call(() -> focused(open).getId())).isEqualTo("stateTab"));
            assertThat(Fx.call(() -> focused(open).isFocusVisible())).isTrue();
            open.press(KeyCode.CONTROL, KeyCode.DIGIT4);
            await().until(() -> open.chosen().equals(Screens.BUGS));
            await().until(() -> Fx.call(() ->
                    focused(open) != null && "bugList".equals(focused(open).getId())));
        }
    }

    /** Where nothing is built ahead what a screen gives the keyboard to comes with its skins, after the next layout. */
    @Test
    void aScreenThatIsBuiltWhenItIsFirstGoneToHasTheKeyboardToo() {
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            // Each of them from another screen: the first one is shown already.
            List<KeyCode> digits = new ArrayList<>(DigitKeys.ROW);
            Collections.rotate(digits, 1);
            for (KeyCode digit : digits) {
                open.press(KeyCode.CONTROL, digit);
                await().untilAsserted(() -> assertThat(Fx.call(() -> isInScreen(open)))
                        .as("after Ctrl+%s the keyboard is at %s", digit, focused(open))
                        .isTrue());
            }
        }
    }

    @Test
    void aScreenThatIsClickedInTheRailHasTheKeyboard() {
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            for (String key : List.of(Screens.REPORTS, Screens.MODELS, Screens.REPORTS, Screens.LIVE)) {
                new WindowRobot(open).clickWords(open.frame.messages().get("rail." + key));
                await().until(() -> key.equals(open.chosen()));
                await().untilAsserted(() -> assertThat(Fx.call(() -> isInScreen(open)))
                        .as("at %s the keyboard is at %s", key, focused(open))
                        .isTrue());
            }
        }
    }

    private static boolean isInScreen(OpenWindow open) {
        return FocusOrder.isWithin(focused(open), open.workbench().shell().place());
    }

    @Test
    void theFirstWindowOffersBothLanguagesUntilOneIsChosen() {
        try (OpenWindow open = new OpenWindow(folder, null, Theme.LIGHT, 100, null, null)) {
            open.window.starting("postgresql");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".start-part")) == 1);
            Fx.run(() -> ((Button) find(open, "#languageFR")).fire());
            assertThat(Fx.call(() -> PicturesTest.texts(open))).contains("Démarrage…");
            assertThat(Fx.call(() -> PicturesTest.count(open, "#languageFR"))).isZero();
            assertThat(Fx.call(() -> PicturesTest.count(open, ".start-part"))).isEqualTo(1);
            await().until(() -> WindowSettings.read(open.settings).language() == Language.FR);
        }
    }

    @Test
    void whoWasNotFastEnoughIsStillOfferedThem() {
        try (OpenWindow open = new OpenWindow(folder, null, Theme.LIGHT, 100, null, null).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            Fx.run(() -> ((Button) find(open, "#languageEN")).fire());
            await().until(() -> Fx.call(() -> PicturesTest.texts(open)).contains("Stations live"));
            // The other language comes in pieces, and what was there stays in view until they are there.
            await().until(() -> Fx.call(() -> PicturesTest.count(open, "#languageEN")) == 0);
            await().until(() -> WindowSettings.read(open.settings).language() == Language.EN);
        }
    }

    private static Node focused(OpenWindow open) {
        return open.stage().getScene().getFocusOwner();
    }

    /** A key goes down, types its character to whoever has the keyboard then, and comes up. */
    private static String text(OpenWindow open, String selector) {
        return Fx.call(() -> ((TextInputControl) find(open, selector)).getText());
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }
}

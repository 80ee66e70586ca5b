package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While something lies over the screens the keyboard is its own: nothing behind it can be pressed unseen. */
@Timeout(120)
class OverlayFocusTest {
    /** More than any of them has to walk through. */
    private static final int ROUND = 40;

    @TempDir
    Path folder;

    private final TestBackend backend =
            MadeUpBackend.calm().answer("/api/bugs", 200, new Bugs.BugPage(MadeUpBugs.bugs(1, 10), null, 10));

    @AfterEach
    void stop() {
        backend.close();
    }

    private OpenWindow connected(Kiosk kiosk) {
        OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100, kiosk, null).connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        await().until(() -> Fx.call(
                () -> focused(open) != null && focused(open).getStyleClass().contains("station-tile")));
        return open;
    }

    @Test
    void tabGoesRoundInTheReportFormAndItsKeysWorkWhereverTheFocusIs() {
        try (OpenWindow open = connected(null)) {
            Node tile = Fx.call(() -> focused(open));
            open.report();
            staysWithin(open, false);
            staysWithin(open, true);
            Fx.run(() -> open.workbench().focusContent());
            assertThat(Fx.call(() -> within(open)))
                    .as("taken by the screen behind")
                    .isTrue();
            Fx.run(() -> layers(open).getChildren().getLast().requestFocus());
            open.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(Fx.call(() -> PicturesTest.count(open, ".text-field:wrong")))
                    .as("the form looked at what was typed")
                    .isPositive();
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> PicturesTest.count(open, ".report-drawer")))
                    .isZero();
            assertThat(Fx.call(() -> focused(open))).isEqualTo(tile);
        }
    }

    @Test
    void tabGoesRoundInTheHelpAndTheScreenBehindItStays() {
        try (OpenWindow open = connected(null)) {
            Node tile = Fx.call(() -> focused(open));
            open.press(KeyCode.F1);
            staysWithin(open, false);
            staysWithin(open, true);
            assertThat(open.chosen()).isEqualTo(Screens.LIVE);
            open.report();
            staysWithin(open, false);
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> PicturesTest.count(open, ".report-drawer")))
                    .as("the form lay on top")
                    .isZero();
            assertThat(Fx.call(() -> PicturesTest.count(open, ".shortcuts-card")))
                    .isEqualTo(1);
            assertThat(Fx.call(() -> within(open))).isTrue();
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> focused(open))).isEqualTo(tile);
        }
    }

    @Test
    void keysOfTheHealthScreenAreNotForWhatLiesOverIt() {
        try (OpenWindow open = connected(null)) {
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            open.press(KeyCode.F1);
            open.press(KeyCode.CONTROL, KeyCode.L);
            assertThat(Fx.call(() -> ((ToggleButton) Objects.requireNonNull(
                                    open.stage().getScene().lookup("#logTab")))
                            .isSelected()))
                    .isFalse();
        }
    }

    @Test
    void aCodeIsAskedForWithTheKeyboardToItself() {
        try (OpenWindow open = connected(new Kiosk("4711"))) {
            Node tile = Fx.call(() -> focused(open));
            open.requestClose();
            staysWithin(open, false);
            staysWithin(open, true);
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> focused(open))).isEqualTo(tile);
            open.window.close();
            await().until(() -> open.closing.progress != null);
            staysWithin(open, false);
        }
    }

    @Test
    void anErrorThatLetsThePersonGoOnIsReachedByTabAndTakesNoKeyboard() {
        try (OpenWindow open = connected(null)) {
            Node tile = Fx.call(() -> focused(open));
            open.pump.post(() -> {
                throw new IllegalStateException("a fault of a screen");
            });
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".crash-card")) == 1);
            assertThat(Fx.call(() -> focused(open))).isEqualTo(tile);
            boolean reached = false;
            for (int i = 0; i < ROUND && !reached; i++) {
                open.press(KeyCode.TAB);
                reached = Fx.call(() -> within(open));
            }
            assertThat(reached).isTrue();
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> PicturesTest.count(open, ".crash-card"))).isZero();
        }
    }

    private void staysWithin(OpenWindow open, boolean back) {
        List<Node> met = new java.util.ArrayList<>();
        for (int i = 0; i < ROUND; i++) {
            if (back) {
                open.press(KeyCode.SHIFT, KeyCode.TAB);
            } else {
                open.press(KeyCode.TAB);
            }
            assertThat(Fx.call(() -> within(open))).as("after " + (i + 1)).isTrue();
            Node now = Fx.call(() -> focused(open));
            if (!met.isEmpty() && now.equals(met.getFirst())) {
                break; // gone round
            }
            met.add(now);
        }
        assertThat(met)
                .as("each gets it")
                .containsAll(Fx.call(() ->
                                FocusOrder.within(layers(open).getChildren().getLast()))
                        .stream()
                        .limit(ROUND)
                        .toList());
    }

    private static StackPane layers(OpenWindow open) {
        return (StackPane) open.stage().getScene().getRoot();
    }

    private static boolean within(OpenWindow open) {
        return FocusOrder.isWithin(
                focused(open), Objects.requireNonNull(layers(open).getChildren().getLast()));
    }

    private static Node focused(OpenWindow open) {
        return open.stage().getScene().getFocusOwner();
    }
}

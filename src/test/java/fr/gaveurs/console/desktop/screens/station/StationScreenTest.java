package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The screen in a real window, by keyboard and pointer. */
class StationScreenTest {
    private final Sample newest =
            TestSamples.sample(57, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0.05), Grade.B);
    private static FxWindow window;

    @BeforeAll
    static void open() {
        window = FxWindow.open(Language.EN, false, 1834, 1010, 100);
    }

    @BeforeEach
    void show() {
        window.scene(newest, StationState.LIVE, 1.0);
        window.layout();
    }

    @AfterAll
    static void close() {
        window.close();
    }

    private <T extends Node> T find(String selector, Class<T> type) {
        return Fx.call(() -> type.cast(window.scene().lookup(selector)));
    }

    private String text(String selector) {
        return Fx.call(() -> ((Label) window.scene().lookup(selector)).getText());
    }

    @Test
    void inAWindowThatIsLowForItsTextTheCardsAreNotBehindASlot() {
        try (FxWindow low = FxWindow.open(Language.FR, false, 1_279, 700, 200)) {
            low.scene(newest, StationState.LIVE, 1.0);
            low.layout();
            Fx.run(() -> {
                ScrollPane cards = (ScrollPane) low.scene().lookup(".station-scroll");
                assertThat(cards.getHeight())
                        .isGreaterThan(1_000)
                        .isGreaterThanOrEqualTo(cards.getContent()
                                        .minHeight(cards.getContent()
                                                .getLayoutBounds()
                                                .getWidth())
                                - 1);
            });
        }
    }

    @Test
    void theHeaderSaysWhatItIsWorth() {
        assertThat(text(".station-title")).isEqualTo(TestSamples.DEVICE);
        assertThat(text(".station-state")).isEqualTo("Live · 1 s ago");
        assertThat(text(".station-grade")).isEqualTo("Reject");
        assertThat(text(".station-claimed")).isEqualTo("Says B");
        assertThat(text(".station-mode")).isEqualTo("Following live · 1 of 50");
    }

    @Test
    void theKeyboardIsOnTheStripAndSpacePauses() {
        assertThat(Fx.call(() -> window.scene().getFocusOwner())).isInstanceOf(HistoryStrip.class);
        window.press(KeyCode.SPACE);
        assertThat(text(".station-mode")).startsWith("Paused");
        window.press(KeyCode.LEFT);
        window.press(KeyCode.PAGE_UP);
        assertThat(text(".station-mode")).isEqualTo("Paused · 3 of 50");
        assertThat(text(".station-grade")).isEqualTo("A+");
        Fx.run(() -> window.hall.push(TestSamples.sample(58, TestSamples.goodTof(1), TestSamples.spectrum(0), null)));
        FxWindow.settle();
        Button chip = find(".station-newer", Button.class);
        assertThat(Fx.call(chip::isVisible)).isTrue();
        assertThat(Fx.call(chip::getText)).isEqualTo("3 newer");
        Fx.run(chip::fire);
        FxWindow.settle();
        assertThat(text(".station-mode")).isEqualTo("Following live · 1 of 50");
        assertThat(Fx.call(chip::isVisible)).isFalse();
        window.press(KeyCode.HOME);
        assertThat(text(".station-mode")).isEqualTo("Paused · 50 of 50");
        window.press(KeyCode.END);
        assertThat(text(".station-mode")).startsWith("Following live");
    }

    @Test
    void onAButtonTheSpaceBarPressesTheButton() {
        ToggleButton smooth = find(".station-card .station-small", ToggleButton.class);
        Fx.run(smooth::requestFocus);
        window.press(KeyCode.SPACE);
        assertThat(text(".station-mode")).startsWith("Following live");
    }

    @Test
    void whatIsSaidOfASampleMovesNothingOfTheManagement() {
        assertThat(said()).isNotEmpty();
        Fx.run(() -> window.screen.manage(true));
        FxWindow.settle();
        assertThat(said()).containsExactly("In service.");
        double height = noticesHeight();
        Fx.run(() -> window.hall.push(
                TestSamples.sample(58, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0), null)));
        FxWindow.settle();
        assertThat(said()).containsExactly("In service.");
        assertThat(noticesHeight()).isEqualTo(height);
        Fx.run(() -> window.screen.manage(false));
        assertThat(said()).isNotEmpty();
    }

    private List<String> said() {
        return Fx.call(() -> window.scene().getRoot().lookupAll(".station-notice").stream()
                .filter(Node::isVisible)
                .map(notice -> ((Label) notice).getText())
                .toList());
    }

    private double noticesHeight() {
        return Fx.call(() ->
                window.scene().lookup(".station-notices").getLayoutBounds().getHeight());
    }

    @Test
    void escapeLeadsBack() {
        int before = window.backs;
        window.press(KeyCode.ESCAPE);
        assertThat(window.backs).isEqualTo(before + 1);
    }

    @Test
    void digitsPickTheLargeMapAndArrowsMoveItsCursor() {
        window.press(KeyCode.DIGIT3);
        List<ToggleButton> thumbs = Fx.call(() -> window.scene().getRoot().lookupAll(".station-thumb").stream()
                .map(ToggleButton.class::cast)
                .toList());
        assertThat(thumbs).extracting(ToggleButton::isSelected).containsExactly(false, false, true, false, false);

        HeatmapView map = find(".station-maps .station-focusable", HeatmapView.class);
        Fx.run(map::requestFocus);
        assertThat(text(".station-readout")).startsWith("Row 2, column 8");
        window.press(KeyCode.HOME);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.RIGHT);
        assertThat(text(".station-readout")).startsWith("Row 3, column 2 · height");
        for (int i = 0; i < 12; i++) {
            window.press(KeyCode.UP);
        }
        assertThat(text(".station-readout")).startsWith("Row 1, column 2");
        assertThat(Fx.call(map::getAccessibleText)).contains("Distance 95.0", "Status 5");
    }

    @Test
    void thePointerReadsTheZoneUnderIt() {
        HeatmapView map = find(".station-maps .station-focusable", HeatmapView.class);
        window.robot().moveTo(map, Fx.call(map::getWidth) / 2, 60);
        assertThat(text(".station-readout")).matches("Row [123], column [45] .*");
    }

    @Test
    void aDefectLeadsToItsZone() {
        Button first = find(".station-defect", Button.class);
        Fx.run(first::fire);
        assertThat(text(".station-readout")).startsWith("Row 7, column 3").contains("1 Surface deformation");
    }

    @Test
    void theReliefTurnsAndComesBack() {
        SurfaceView surface =
                Fx.call(() -> (SurfaceView) window.scene().getRoot().lookupAll(".station-focusable").stream()
                        .filter(SurfaceView.class::isInstance)
                        .findFirst()
                        .orElseThrow());
        Fx.run(surface::requestFocus);
        int first = seen(surface);
        window.press(KeyCode.RIGHT);
        int turned = seen(surface);
        assertThat(turned).isNotEqualTo(first);
        window.press(KeyCode.LEFT);
        assertThat(seen(surface)).isEqualTo(first);
        for (int i = 0; i < 40; i++) {
            window.press(KeyCode.UP);
        }
        int fromAbove = seen(surface);
        assertThat(fromAbove).isNotEqualTo(first);
        window.press(KeyCode.UP);
        assertThat(seen(surface)).as("not over the top").isEqualTo(fromAbove);
        window.robot()
                .moveTo(surface, 50, 50)
                .press(MouseButton.PRIMARY)
                .moveTo(surface, 90, 40)
                .letGo();
        assertThat(seen(surface)).as("turned by the mouse").isNotIn(first, turned, fromAbove);
        // Two clicks that come slowly are no double click.
        await().until(() -> {
            window.robot().moveTo(surface, 50, 50).doubleClick();
            return seen(surface) == first;
        });
        window.press(KeyCode.LEFT);
        assertThat(seen(surface)).isNotEqualTo(first);
        window.press(KeyCode.HOME);
        assertThat(seen(surface)).isEqualTo(first);
    }

    /** Tells one drawing from another. */
    private int seen(SurfaceView view) {
        FxWindow.settle();
        return Fx.call(() -> {
            Node canvas = view.getChildrenUnmodifiable().stream()
                    .filter(Canvas.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            WritableImage image = canvas.snapshot(null, null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            int[] pixels = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            return Arrays.hashCode(pixels);
        });
    }

    @Test
    void aClickOnTheStripShowsThatSample() {
        HistoryStrip strip = find(".station-strip", HistoryStrip.class);
        window.robot().moveTo(strip, Fx.call(strip::getWidth) / 2, 20).click();
        FxWindow.settle();
        assertThat(text(".station-mode")).matches("Paused · 2[4567] of 50");
        window.robot().moveTo(strip, 2, 20).click();
        assertThat(text(".station-mode")).matches("Paused · 2[4567] of 50");
    }

    @Test
    void theListFollowsAndChooses() {
        HistoryTable table = find(".station-history", HistoryTable.class);
        assertThat(Fx.call(() -> table.getSelectionModel().getSelectedIndex())).isZero();
        Fx.run(() -> table.getSelectionModel().select(4));
        FxWindow.settle();
        assertThat(text(".station-mode")).isEqualTo("Paused · 5 of 50");
        Fx.run(() -> window.hall.push(TestSamples.sample(58, TestSamples.goodTof(1), TestSamples.spectrum(0), null)));
        assertThat(Fx.call(() -> table.getSelectionModel().getSelectedIndex())).isEqualTo(5);
        assertThat(text(".station-mode")).isEqualTo("Paused · 6 of 50");
    }

    @Test
    void outOfViewNothingGoesOn() {
        Fx.run(window.screen::hide);
        assertThat(window.hall.sampleListeners).isEmpty();
        assertThat(window.hall.stationListeners).isEmpty();
        int lists = window.hall.lists;
        Fx.run(() -> window.theme.theme(Theme.DARK));
        window.layout();
        assertThat(window.hall.lists).isEqualTo(lists);
        Fx.run(() -> window.theme.theme(Theme.LIGHT));
    }

    @Test
    void whatCannotBeReadIsSaidInPlaceOfTheCards() {
        Fx.run(() -> window.hall.failure = new IllegalStateException("disk full"));
        window.press(KeyCode.LEFT);
        assertThat(text(".station-empty-title")).isEqualTo("The samples could not be read");
        assertThat(text(".station-empty-text")).contains("disk full");
        assertThat(Fx.call(() -> window.scene().lookup(".station-scroll").isVisible()))
                .isFalse();
        Fx.run(() -> window.hall.failure = null);
        Button retry = find(".station-empty .button", Button.class);
        Fx.run(retry::fire);
        FxWindow.settle();
        assertThat(Fx.call(() -> window.scene().lookup(".station-scroll").isVisible()))
                .isTrue();
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is out of reach of the keyboard in a small window with large text, and pages stay where they were. */
@Timeout(120)
class ScrollingTest {
    @TempDir
    Path folder;

    private final Bugs.BugSummary bug = MadeUpBugs.bug(7, Status.IN_PROGRESS, Severity.CRITICAL, 3, "Jean Ducasse");
    private final TestBackend backend = MadeUpBackend.hall()
            .answer("/api/bugs", 200, new Bugs.BugPage(List.of(bug), null, 1))
            .answer("/api/bugs/7", 200, MadeUpBugs.full(bug))
            .answer("/api/bugs/7/comments", 200, MadeUpBugs.full(bug))
            .answer("/health", 200, MadeUpHealth.bad())
            .answer("/health/history", 200, MadeUpHealth.badHour())
            .answer("/health/startup", 200, MadeUp.probe("started"))
            .answer("/health/live", 200, MadeUp.probe("live"))
            .answer("/health/ready", 200, MadeUp.probe("degraded"));

    @AfterEach
    void stop() {
        backend.close();
    }

    private OpenWindow connected() {
        OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 200).connect(backend);
        Fx.run(() -> {
            open.stage().setWidth(1_000);
            open.stage().setHeight(640);
        });
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        return open;
    }

    @Test
    void theLanguagesStandStillWhilePartsOfTheProgramStart() {
        try (OpenWindow open = new OpenWindow(folder, null, Theme.LIGHT, 100, null, null)) {
            Fx.run(() -> {
                open.stage().setWidth(1_366);
                open.stage().setHeight(768);
            });
            Fx.settle(open.stage());
            Node button = find(open, "#languageFR", Node.class);
            Bounds before = Fx.call(() -> button.localToScene(button.getLayoutBounds()));
            for (int part = 0; part < 40; part++) {
                open.window.starting("a part with a long name " + part);
            }
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".start-part")) == 40);
            Fx.settle(open.stage());
            assertThat(Fx.call(() -> button.localToScene(button.getLayoutBounds())))
                    .isEqualTo(before);
        }
    }

    @Test
    void thePartThatStartsIsInView() {
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 200)) {
            Fx.run(() -> {
                open.stage().setWidth(1_000);
                open.stage().setHeight(640);
            });
            Fx.settle(open.stage());
            for (int part = 0; part < 30; part++) {
                open.window.starting("part " + part);
            }
            await().until(() -> Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".start-part").stream()
                    .anyMatch(node -> node instanceof Label label
                            && label.getText().contains("29")
                            && node.localToScene(node.getLayoutBounds()).getMaxY()
                                    <= open.stage().getScene().getHeight())));
            Node title = find(open, ".cover-title", Node.class);
            assertThat(Fx.call(() -> title.localToScene(title.getLayoutBounds()).getMinY()))
                    .as("the head stays")
                    .isPositive();
        }
    }

    /** The figures on top were scrolled half out of view by the first tile, which nobody had asked for. */
    @Test
    void aScreenThatIsOpenedShowsItsBeginning() {
        try (OpenWindow open = connected()) {
            ScrollPane pane = find(open, ".place-scroll", ScrollPane.class);
            await().until(() -> Fx.call(() -> open.stage().getScene().getFocusOwner() != null
                    && open.stage().getScene().getFocusOwner().getStyleClass().contains("station-tile")));
            for (KeyCode digit : List.of(KeyCode.DIGIT3, KeyCode.DIGIT1)) {
                open.press(KeyCode.CONTROL, digit);
                Fx.settle(open.stage());
            }
            Node tile = Fx.call(() -> open.stage().getScene().getFocusOwner());
            assertThat(tile.getStyleClass()).contains("station-tile");
            assertThat(Fx.call(pane::getVvalue)).isZero();
            open.press(KeyCode.RIGHT);
            await("whoever walks on sees it whole").until(() -> Fx.call(pane::getVvalue) > 0);
        }
    }

    @Test
    void keysThatNobodyUsesTurnThePageOfHealth() {
        try (OpenWindow open = connected()) {
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".breaker-card")) == 2);
            turns(open, "#state");
        }
    }

    @Test
    void keysThatNobodyUsesTurnTheListOfShortcuts() {
        try (OpenWindow open = connected()) {
            open.press(KeyCode.F1);
            turns(open, ".shortcuts-scroll");
        }
    }

    @Test
    void whatGetsTheKeyboardComesIntoViewWithItsLabel() {
        try (OpenWindow open = connected()) {
            open.report();
            ScrollPane pane = find(open, ".report-scroll", ScrollPane.class);
            for (Node field : Fx.call(() -> FocusOrder.within(Objects.requireNonNull(pane.getContent())))) {
                if (field.getParent() == null
                        || !field.getParent().getStyleClass().contains("report-field")) {
                    continue;
                }
                Fx.run(field::requestFocus);
                Node label = Fx.call(
                        () -> field.getParent().getChildrenUnmodifiable().getFirst());
                boolean fits = Fx.call(() -> field.getLayoutBounds().getHeight()
                                + label.getLayoutBounds().getHeight()
                                + 30
                        < pane.getViewportBounds().getHeight());
                await().untilAsserted(() -> assertThat(Fx.call(() -> inView(pane, fits ? label : field)))
                        .as("%s", field.getId())
                        .isTrue());
            }
        }
    }

    @Test
    void afterACommentThePageOfABugStaysThere() {
        try (OpenWindow open = connected()) {
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            Fx.run(() -> open.workbench().open(Screens.BUGS, "7"));
            ScrollPane pane = bugInView(open);
            TextArea comment = find(open, "#bugComment", TextArea.class);
            Button send = find(open, "#send", Button.class);
            Fx.run(() -> comment.setText("Vu."));
            Fx.run(send::requestFocus);
            await().until(() -> Fx.call(() -> inView(pane, send)));
            Fx.run(send::fire);
            await().until(() -> Fx.call(comment::getText).isEmpty());
            await().until(() -> Fx.call(() -> inView(pane, comment)));
            await().untilAsserted(() -> assertThat(
                            Fx.call(() -> open.stage().getScene().getFocusOwner()))
                    .isEqualTo(comment));
            double before = Fx.call(pane::getVvalue);
            assertThat(before).isPositive();

            open.language(Language.EN);
            staysScrolled(open, pane);
        }
    }

    /** The page is there at once then, with what was typed, before it is in the window. */
    @Test
    void whereACommentIsBeingWrittenThePageOfABugStaysThere() {
        try (OpenWindow open = connected()) {
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            Fx.run(() -> open.workbench().open(Screens.BUGS, "7"));
            ScrollPane pane = bugInView(open);
            TextArea comment = find(open, "#bugComment", TextArea.class);
            Fx.run(() -> comment.setText("Vu."));
            Fx.run(comment::requestFocus);
            await().until(() -> Fx.call(() -> inView(pane, comment)));

            open.language(Language.EN);
            staysScrolled(open, pane);
        }
    }

    /** Its page is there before the bug itself is, and begins at its top when that comes. */
    private static ScrollPane bugInView(OpenWindow open) {
        await().until(() -> Fx.call(() -> PicturesTest.count(open, "#bugComment") == 1));
        ScrollPane pane = find(open, ".bug-detail-scroll", ScrollPane.class);
        await().until(() -> Fx.call(pane::isVisible));
        Fx.settle(open.stage());
        return pane;
    }

    private static void staysScrolled(OpenWindow open, ScrollPane before) {
        await().until(() -> Fx.call(() -> PicturesTest.count(open, "#bugComment") == 1));
        ScrollPane other = find(open, ".bug-detail-scroll", ScrollPane.class);
        assertThat(other).isNotEqualTo(before);
        await().until(() -> Fx.call(other::getVvalue) > 0.1);
    }

    @Test
    void clearedFiltersShowWhatIsShownAtFirst() {
        try (OpenWindow open = connected()) {
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-row")) > 0);
            ComboBox<?> status = find(open, ".bug-filters .bug-filter", ComboBox.class);
            Object first = Fx.call(status::getValue);
            Fx.run(() -> status.getSelectionModel().selectLast());
            assertThat(Fx.call(status::getValue)).isNotEqualTo(first);
            Button clear = find(open, ".bug-order .flat", Button.class);
            Fx.run(clear::fire);
            assertThat(Fx.call(status::getValue)).isEqualTo(first);
            assertThat(Fx.call(clear::isDisabled)).isTrue();
        }
    }

    private static void turns(OpenWindow open, String selector) {
        ScrollPane pane = find(open, selector, ScrollPane.class);
        await().until(() -> Fx.call(() -> Objects.requireNonNull(pane.getContent())
                                .getLayoutBounds()
                                .getHeight()
                        > pane.getViewportBounds().getHeight() + 40)
                && Fx.call(() -> pane.getViewportBounds().getHeight()) > 0);
        open.press(KeyCode.PAGE_DOWN);
        assertThat(Fx.call(pane::getVvalue)).isPositive();
        open.press(KeyCode.END);
        assertThat(Fx.call(pane::getVvalue)).isEqualTo(1);
        open.press(KeyCode.PAGE_UP);
        assertThat(Fx.call(pane::getVvalue)).isLessThan(1);
        open.press(KeyCode.HOME);
        assertThat(Fx.call(pane::getVvalue)).isZero();
    }

    private static boolean inView(ScrollPane pane, Node node) {
        Bounds seen = Objects.requireNonNull(pane.lookup(".viewport"))
                .localToScene(pane.lookup(".viewport").getLayoutBounds());
        Bounds own = node.localToScene(node.getLayoutBounds());
        return own.getMinY() >= seen.getMinY() - 1 && own.getMinY() < seen.getMaxY() - 4;
    }

    private static <T extends Node> T find(OpenWindow open, String selector, Class<T> type) {
        return type.cast(Fx.call(
                () -> Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector)));
    }
}

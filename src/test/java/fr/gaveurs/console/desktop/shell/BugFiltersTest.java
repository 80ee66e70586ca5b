package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.SearchBox;
import fr.gaveurs.console.desktop.screens.Screens;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The filters of the bugs, by pointer and by keyboard. */
@Timeout(120)
class BugFiltersTest {
    @TempDir
    Path folder;

    private TestBackend backend;
    private OpenWindow open;
    private WindowRobot robot;

    @BeforeEach
    void start() {
        List<Bugs.BugSummary> bugs = List.of(MadeUpBugs.bug(3, Status.OPEN, Severity.CRITICAL, 1, "Jean"));
        backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/bugs", 200, new Bugs.BugPage(bugs, null, bugs.size()))
                .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
        open = new OpenWindow(folder).connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        Fx.run(() -> open.workbench().choose(Screens.BUGS));
        robot = new WindowRobot(open).sees("#3");
    }

    @AfterEach
    void stop() {
        open.close();
        backend.close();
    }

    private boolean asked(String part) {
        return backend.asked.stream().anyMatch(asked -> asked.pathAndQuery().contains(part));
    }

    private <T extends Node> T box(Class<T> type, String selector) {
        return type.cast(Fx.call(() -> open.stage().getScene().lookup(selector)));
    }

    private static boolean popup() {
        return Fx.call(() -> Window.getWindows().filtered(Window::isShowing).size() > 1);
    }

    @Test
    void someOfSeveralValuesAreCheckedByPointerAndByKeys() {
        ManyChoice<?> severity = box(ManyChoice.class, "#bugFilter-severity");
        assertThat(Fx.call(severity::getTitle)).isEqualTo("Gravité\u00a0: toutes");
        robot.click("#bugFilter-severity").clickWords("Critique").clickWords("Haute");
        await().until(() -> asked("severity=critical%2Chigh"));
        assertThat(popup()).as("it stays open for the next").isTrue();
        robot.press(KeyCode.ESCAPE);
        await().until(() -> !popup());
        assertThat(Fx.call(severity::getTitle)).isEqualTo("Gravité\u00a0: 2 choisies");
        assertThat(Fx.call(severity::getAccessibleText)).isEqualTo("Gravité\u00a0: 2 choisies");
        assertThat(open.chosen()).isEqualTo(Screens.BUGS);

        Fx.run(() -> box(ManyChoice.class, "#bugFilter-category").requestFocus());
        robot.press(KeyCode.DOWN);
        await().until(BugFiltersTest::popup);
        robot.press(KeyCode.DOWN).press(KeyCode.SPACE).press(KeyCode.ESCAPE);
        await().until(() -> asked("category=hardware"));
        await().until(() -> !popup());
        assertThat(Fx.call(() -> box(ManyChoice.class, "#bugFilter-category").getTitle()))
                .isEqualTo("Matériel");
        assertThat(Fx.call(() -> box(ManyChoice.class, "#bugFilter-status").getTitle()))
                .isEqualTo("Non résolus");
        robot.clickWords("Effacer les filtres");
        await().until(() -> Fx.call(severity::getTitle).equals("Gravité\u00a0: toutes"));
    }

    @Test
    void aStationIsFoundByTypingAndWhoLeavesKeepsWhatWasChosen() {
        SearchBox<?> device = box(SearchBox.class, "#bugFilter-device");
        Fx.run(device::requestFocus);
        robot.press(KeyCode.DOWN);
        await().until(BugFiltersTest::popup);
        robot.sees("Chercher…").write("ls_02").press(KeyCode.ENTER);
        await().until(() -> asked("device_id=ESP32_LS_02"));
        await().until(() -> !popup());
        assertThat(Fx.call(() -> String.valueOf(device.getValue()))).isEqualTo("ESP32_LS_02");

        robot.press(KeyCode.DOWN);
        await().until(BugFiltersTest::popup);
        robot.write("mt").click("#bugList");
        await().until(() -> !popup());
        assertThat(Fx.call(() -> String.valueOf(device.getValue()))).isEqualTo("ESP32_LS_02");
    }

    @Test
    void nothingOfTheLibrarysLooksIsSeen() {
        for (String selector : List.of("#bugFilter-severity", "#bugFilter-device")) {
            Node outer = box(Node.class, selector);
            ComboBox<?> inner = (ComboBox<?>) Fx.call(() -> outer.lookup(".holds-choice > .holds-choice"));
            assertThat(inner).as(selector).isNotNull();
            Fx.run(() -> {
                open.stage().getScene().getRoot().applyCss();
                assertThat(inner.getBackground().getFills().getLast().getFill()).isEqualTo(Color.web("#f8f9fa"));
                assertThat(((Region) outer).getInsets().getLeft()).isZero();
            });
        }
    }
}

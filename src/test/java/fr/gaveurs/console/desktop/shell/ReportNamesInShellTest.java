package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names from right to left and with emoji in lists and details of reports, and the way of the keyboard through the screen. */
@Timeout(120)
class ReportNamesInShellTest {
    private static final String LOT = "دفعة 7 🦆";
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Fx.start();
        console = TestConsole.start();
        console.store(TestMessages.graded("ESP32_LL_01", Grade.A).lot(LOT));
        console.post(
                "/api/reports", "{\"kind\":\"lot\",\"lot\":\"" + LOT + "\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]}");
        console.post(
                "/api/reports/scheduled",
                "{\"name\":\"🦆 تقرير الصباح 2\",\"cadence\":\"daily\",\"folder\":\"/réseau/جودة 3/🦆\","
                        + "\"recipients\":[\"chef@exemple.fr\",\"b@مثال.إختبار\",\"c@مثال.شبكة\",\"d@exemple.fr\"]}");
        console.post("/api/reports/templates", "{\"name\":\"قالب 4 🦆\"}");
        console.send("POST", "/api/reports/scheduled/1/run", null);
        await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 2);
        await().until(() -> console.count("SELECT count(*) FROM report_deliveries WHERE error_code IS NOT NULL") == 5);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private OpenWindow open(Language language, Theme theme, int percent) {
        OpenWindow window = new OpenWindow(folder, language, theme, percent)
                .connect(new BackendAddress(
                        URI.create(console.url()), console.backend().windowKey(), List.of()));
        Fx.run(() -> {
            window.stage().setWidth(1366);
            window.stage().setHeight(768);
            window.workbench().choose(Screens.REPORTS);
        });
        await().until(() -> Fx.call(() -> window.stage().getScene().lookup("#reportsMake") != null));
        return window;
    }

    private static Node found(OpenWindow window, String selector) {
        return Objects.requireNonNull(window.stage().getScene().getRoot().lookup(selector), selector);
    }

    private static ListView<?> list(OpenWindow window, String id) {
        return (ListView<?>) found(window, id);
    }

    @ParameterizedTest
    @CsvSource({"FR,DARK,125", "EN,LIGHT,200"})
    void namesOfEachKindStandInTheirOrder(Language language, Theme theme, int percent) throws Exception {
        OpenWindow window = open(language, theme, percent);
        try {
            await().until(() ->
                    Fx.call(() -> list(window, "#reportsList").getItems().size() == 2));
            for (int i = 0; i < 2; i++) {
                int at = i;
                Fx.run(() -> list(window, "#reportsList").getSelectionModel().select(at));
                await().until(() -> Fx.call(() -> window.stage().getScene().lookup("#reportsDelete") != null));
                take(window, "names-" + i + "-" + language + "-" + percent);
            }
            Fx.run(() -> ((TabPane) found(window, "#reportsTabs"))
                    .getSelectionModel()
                    .select(1));
            await().until(() ->
                    Fx.call(() -> list(window, "#scheduleList").getItems().size() == 1));
            Fx.run(() -> list(window, "#scheduleList").getSelectionModel().select(0));
            await().until(() -> Fx.call(() -> window.stage().getScene().lookup("#scheduleSwitch") != null));
            take(window, "names-schedules-" + language + "-" + percent);
        } finally {
            window.close();
        }
    }

    private static void take(OpenWindow window, String name) throws Exception {
        assertThat(Pictures.take(Fx.call(() -> window.stage().getScene()), 1366, 768, "reports-screens/" + name))
                .as(name)
                .isEmpty();
    }

    @Test
    void theKeyboardReachesEverythingInTheOrderInWhichItStandsAndWhatHasItIsInView() throws Exception {
        OpenWindow window = open(Language.FR, Theme.DARK, 125);
        try {
            WindowRobot robot = new WindowRobot(window);
            await().until(() ->
                    Fx.call(() -> list(window, "#reportsList").getItems().size() == 2));
            Fx.run(() -> list(window, "#reportsList").getSelectionModel().select(0));
            await().until(() -> Fx.call(() -> window.stage().getScene().lookup("#reportsDelete") != null));
            Fx.run(() -> found(window, "#reportsKind").requestFocus());
            List<String> way = new ArrayList<>();
            while (way.size() < 30 && !way.contains("reportsLines")) {
                Node owner = Fx.call(() -> window.stage().getScene().getFocusOwner());
                Bounds place = Fx.call(() -> owner.localToScene(owner.getLayoutBounds()));
                assertThat(Fx.call(() -> window.stage().getScene().getHeight()))
                        .as("seen: " + owner)
                        .isGreaterThanOrEqualTo(place.getMaxY());
                if (owner.getId() != null) {
                    way.add(owner.getId());
                }
                robot.press(KeyCode.TAB);
            }
            assertThat(way)
                    .containsExactly(
                            "reportsKind",
                            "reportsDay",
                            "reportsStations",
                            "reportsTemplate",
                            "reportsMake",
                            "reportsFilterKind",
                            "reportsFilterState",
                            "reportsFilterText",
                            "reportsList",
                            "reportsOpen",
                            "reportsSave",
                            "reportsPrint",
                            "reportsSend",
                            "reportsAgain",
                            "reportsDelete",
                            "reportsLines");
            robot.press(KeyCode.SHIFT, KeyCode.TAB).press(KeyCode.DOWN);
            assertThat(Fx.call(() -> ((ScrollPane) found(window, "#reportsLines")).getVvalue()))
                    .as("what is said of the report is read to its end")
                    .isPositive();
        } finally {
            window.close();
        }
    }
}

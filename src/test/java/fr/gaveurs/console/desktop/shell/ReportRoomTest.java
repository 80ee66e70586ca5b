package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The screen of reports where something is wrong in a form, and where the text is large: nothing is cut or jumps. */
@Timeout(120)
class ReportRoomTest {
    /** A line of what is wrong is no higher, at 100 %. */
    private static final double LINE = 30;

    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Fx.start();
        console = TestConsole.start();
        console.store(TestMessages.graded("ESP32_LL_01", Grade.A).lot("LOT-20261128-001"));
        console.post(
                "/api/reports",
                "{\"kind\":\"lot\",\"lot\":\"LOT-20261128-001\",\"from\":\"2026-10-01T02:00:00Z\",\"to\":"
                        + "\"2026-11-28T09:30:00Z\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"]}");
        await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == 1);
        console.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE report_runs SET requested_by = 'Marie Duprat-Lefèvre, nuit'"));
        console.post("/api/reports/scheduled", "{\"name\":\"Matin\",\"cadence\":\"daily\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private OpenWindow open(int percent, int page) {
        OpenWindow window = new OpenWindow(folder, Language.FR, Theme.LIGHT, percent)
                .connect(new BackendAddress(
                        URI.create(console.url()), console.backend().windowKey(), List.of()));
        Fx.run(() -> {
            window.stage().setWidth(1366);
            window.stage().setHeight(768);
            window.workbench().choose(Screens.REPORTS);
        });
        await().until(() -> Fx.call(() -> find(window, "#reportsMake") != null));
        Fx.run(() ->
                ((TabPane) found(window, "#reportsTabs")).getSelectionModel().select(page));
        await().until(() -> Fx.call(() -> window.pump != null
                && !((ListView<?>) found(window, page == 0 ? "#reportsList" : "#scheduleList"))
                        .getItems()
                        .isEmpty()));
        Fx.settle(window.stage());
        return window;
    }

    private static @Nullable Node find(OpenWindow window, String selector) {
        return window.stage().getScene().getRoot().lookup(selector);
    }

    private static Node found(OpenWindow window, String selector) {
        return Objects.requireNonNull(find(window, selector), selector);
    }

    private static Stream<Node> all(OpenWindow window, String selector) {
        return window.stage().getScene().getRoot().lookupAll(selector).stream().filter(ReportRoomTest::isInView);
    }

    private static boolean isInView(@Nullable Node node) {
        return node == null || (node.isVisible() && isInView(node.getParent()));
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static Map<String, Bounds> places(OpenWindow window, String button) {
        return Fx.call(() -> Stream.concat(all(window, ".labeled-field"), Stream.of(found(window, button)))
                .collect(Collectors.toMap(
                        node -> node instanceof LabeledField field ? field.getText() : "button",
                        ReportRoomTest::place)));
    }

    private static List<String> problems(OpenWindow window) {
        return Fx.call(() -> all(window, ".reports-problem")
                .map(line -> ((Label) line).getText())
                .toList());
    }

    private static double heightOfProblems(OpenWindow window) {
        return Fx.call(() -> all(window, ".reports-problems")
                .mapToDouble(box -> box.getLayoutBounds().getHeight())
                .sum());
    }

    private static void fire(OpenWindow window, String button) {
        Fx.run(() -> ((Button) found(window, button)).fire());
        Fx.settle(window.stage());
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsWrongInAFormMovesNoFieldOfIt() throws Exception {
        OpenWindow window = open(100, 0);
        try {
            Fx.run(() -> {
                ((ComboBox<ReportKind>) found(window, "#reportsKind")).setValue(ReportKind.SHIFT);
                ((TextField) found(window, "#reportsShiftStart")).setText("25:99");
            });
            Fx.settle(window.stage());
            Map<String, Bounds> before = places(window, "#reportsMake");
            fire(window, "#reportsMake");
            assertThat(problems(window))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("Début") && line.contains("25:99"))
                    .anyMatch(line -> line.startsWith("Fin"));
            assertThat(heightOfProblems(window)).isLessThan(2 * LINE);
            assertThat(places(window, "#reportsMake")).isEqualTo(before);
            Fx.run(() -> {
                ((TextField) found(window, "#reportsShiftStart")).setText("6:00");
                ((TextField) found(window, "#reportsShiftEnd")).setText("14:00");
            });
            await().until(() -> problems(window).isEmpty());

            Fx.run(() -> ((TabPane) found(window, "#reportsTabs"))
                    .getSelectionModel()
                    .select(1));
            Fx.settle(window.stage());
            Fx.run(() -> {
                ((TextField) found(window, "#scheduleAt")).setText("25:99");
                ((TextField) found(window, "#scheduleFolder")).setText("relative");
                ((TextField) found(window, "#scheduleRecipients")).setText("chef@");
            });
            Fx.settle(window.stage());
            before = places(window, "#scheduleCreate");
            fire(window, "#scheduleCreate");
            assertThat(problems(window)).hasSize(4);
            assertThat(heightOfProblems(window)).isLessThan(4 * LINE);
            assertThat(places(window, "#scheduleCreate")).isEqualTo(before);
        } finally {
            window.close();
        }
    }

    /** A choice that is filled later is as wide before, so that nothing beside it moves when it comes. */
    @Test
    void theTemplatesThatComeLaterMoveNothing() throws Exception {
        console.post("/api/reports/templates", "{\"name\":\"Pour le chef de la première ligne de découpe\"}");
        OpenWindow window = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100);
        try {
            window.connect(new BackendAddress(
                    URI.create(console.url()), console.backend().windowKey(), List.of()));
            Fx.run(() -> {
                window.stage().setWidth(1366);
                window.stage().setHeight(768);
                window.workbench().choose(Screens.REPORTS);
                window.stage().getScene().getRoot().applyCss();
                window.stage().getScene().getRoot().layout();
            });
            ComboBox<?> box = Fx.call(() -> (ComboBox<?>) found(window, "#reportsTemplate"));
            int items = Fx.call(() -> box.getItems().size());
            Bounds before = Fx.call(() -> place(found(window, "#reportsMake")));
            assertThat(Fx.<Object>call(box::getValue))
                    .as("what stands for none")
                    .isNotNull();
            await().until(() -> Fx.call(() -> box.getItems().size()) > items || items > 1);
            Fx.settle(window.stage());
            assertThat(Fx.call(() -> place(found(window, "#reportsMake")))).isEqualTo(before);
        } finally {
            window.close();
        }
    }

    /** Whether a label shows all that it says. */
    private static boolean whole(Node label) {
        return label.lookup(".text") instanceof Text text && text.getText().equals(((Label) label).getText());
    }

    @Test
    void withLargeTextARowIsWholeAndTheDetailsBelowAreLedTo() throws Exception {
        for (int page : new int[] {0, 1}) {
            OpenWindow window = open(200, page);
            try {
                String list = page == 0 ? "#reportsList" : "#scheduleList";
                assertThat(Fx.call(() -> all(window, page == 0 ? ".reports-period" : ".reports-next")
                                .allMatch(ReportRoomTest::whole)))
                        .isTrue();
                assertThat(Fx.call(() -> all(window, ".reports-title").allMatch(ReportRoomTest::whole)))
                        .isTrue();
                if (page == 0) {
                    assertThat(Fx.call(() -> all(window, ".reports-origin").allMatch(ReportRoomTest::whole)))
                            .as("who asked for it")
                            .isTrue();
                }
                assertThat(Fx.call(() -> all(window, ".reports-more").count())).isZero();
                Fx.run(() ->
                        ((ListView<?>) found(window, list)).getSelectionModel().select(0));
                await().until(() -> Fx.call(() -> all(window, ".reports-more").count() == 1));
                Node detail =
                        Fx.call(() -> all(window, ".reports-detail").findFirst().orElseThrow());
                assertThat(Fx.call(() -> place(detail).getMinY())).isGreaterThan(600);
                Fx.run(() -> ((Button) all(window, ".reports-more").findFirst().orElseThrow()).fire());
                await().until(() -> Fx.call(() -> all(window, ".reports-more").count() == 0));
                assertThat(Fx.call(() -> place(detail).getMaxY())).isLessThan(768);
                assertThat(Fx.call(() -> isWithin(window.stage().getScene().getFocusOwner(), detail)))
                        .as("the keyboard goes there too")
                        .isTrue();
            } finally {
                window.close();
            }
        }
    }

    /** How far it is has a place of its own: the end of the period did not come back before the report was made. */
    @Test
    void aReportThatIsBeingMadeIsToldAsWholeAsOneThatIsMade() throws Exception {
        console.jdbi()
                .useHandle(handle -> handle.execute("INSERT INTO report_runs (kind, language, formats, period_from,"
                        + " period_to, zone, device_ids, state, console, heard_at, started_at, progress) VALUES"
                        + " ('station', 'fr', '{pdf}', '2026-10-01 00:00Z', '2026-11-28 09:30Z', 'Europe/Paris',"
                        + " '{ESP32_LL_01,ESP32_LL_02}', 'running', 'another', now() + interval '1 hour', now(), 45)"));
        try {
            for (int percent : new int[] {100, 125}) {
                OpenWindow window = open(percent, 0);
                try {
                    await().until(() ->
                            Fx.call(() -> all(window, ".progress-bar").count() == 1));
                    assertThat(Pictures.take(
                                    Fx.call(() -> window.stage().getScene()), 1366, 768, "reports-running-" + percent))
                            .isEmpty();
                    assertThat(Fx.call(() -> all(window, ".reports-period").allMatch(ReportRoomTest::whole)))
                            .isTrue();
                } finally {
                    window.close();
                }
            }
        } finally {
            console.jdbi().useHandle(handle -> handle.execute("DELETE FROM report_runs WHERE state = 'running'"));
        }
    }

    private static boolean isWithin(@Nullable Node node, Node outer) {
        return node != null && (node.equals(outer) || isWithin(node.getParent(), outer));
    }

    private static void key(OpenWindow window, String selector, KeyCode code, boolean control) {
        Fx.run(() -> Event.fireEvent(
                found(window, selector),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, control && isMac())));
        Fx.settle(window.stage());
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    /** As the help says. */
    @Test
    void theKeysOfTheScreenDoWhatTheHelpSays() throws Exception {
        OpenWindow window = open(100, 0);
        try {
            key(window, "#reportsKind", KeyCode.F, true);
            assertThat(Fx.call(() -> window.stage().getScene().getFocusOwner().getId()))
                    .isEqualTo("reportsFilterText");
            long before = console.count("SELECT count(*) FROM report_runs");
            key(window, "#reportsStations", KeyCode.ENTER, true);
            await().until(() -> console.count("SELECT count(*) FROM report_runs") == before + 1);
            await().until(() -> console.count("SELECT count(*) FROM report_runs WHERE state = 'done'") == before + 1);
            Fx.run(() -> ((ListView<?>) found(window, "#reportsList"))
                    .getSelectionModel()
                    .select(0));
            await().until(() -> Fx.call(() -> find(window, "#reportsDelete") != null));
            key(window, "#reportsList", KeyCode.DELETE, false);
            await().until(() -> Fx.call(() -> javafx.stage.Window.getWindows().stream()
                    .anyMatch(each -> each.getScene().getRoot().lookup("#actReason") != null)));
            Fx.run(() -> PopOvers.hideAll(window.stage()));
            key(window, "#reportsList", KeyCode.TAB, true);
            assertThat(Fx.call(() -> ((TabPane) found(window, "#reportsTabs"))
                            .getSelectionModel()
                            .getSelectedIndex()))
                    .isEqualTo(1);
        } finally {
            window.close();
        }
    }

    @Test
    void aFolderThatIsNotThereIsToldWhenItIsPlanned() throws Exception {
        OpenWindow window = open(100, 1);
        try {
            Path absent = folder.resolve("absent");
            Fx.run(() -> {
                ((TextField) found(window, "#scheduleName")).setText("Bis");
                ((TextField) found(window, "#scheduleFolder")).setText(absent.toString());
            });
            fire(window, "#scheduleCreate");
            await().until(() -> Fx.call(() -> all(window, ".label")
                    .anyMatch(label -> label instanceof Label text
                            && text.getText().contains("ne trouve pas le dossier " + absent))));
            assertThat(console.count("SELECT count(*) FROM report_schedules WHERE name = 'Bis'"))
                    .isEqualTo(1);
            Files.createDirectory(absent);
            Fx.run(() -> {
                ((TextField) found(window, "#scheduleName")).setText("Ter");
            });
            fire(window, "#scheduleCreate");
            await().until(() -> Fx.call(() -> all(window, ".label")
                    .anyMatch(label ->
                            label instanceof Label text && text.getText().contains("« Ter » est planifié."))));
            assertThat(Fx.call(() -> all(window, ".label")
                            .anyMatch(label -> label instanceof Label text
                                    && text.getText().contains("ne trouve pas"))))
                    .isFalse();
        } finally {
            window.close();
        }
    }
}

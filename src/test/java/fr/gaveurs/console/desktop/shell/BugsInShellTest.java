package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bug tracker in a real window. */
@Timeout(120)
class BugsInShellTest {
    private final Bugs.BugSummary open = MadeUpBugs.bug(3, Status.OPEN, Severity.CRITICAL, 1, "Jean");

    @TempDir
    Path folder;

    private static TestBackend backend(List<Bugs.BugSummary> bugs) {
        TestBackend backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/bugs", 200, new Bugs.BugPage(bugs, null, bugs.size()))
                .answer("/api/bugs/board", 200, MadeUpBugs.board(bugs))
                .answer("/api/bugs/metrics/summary", 200, MadeUpBugs.figures())
                .answer("/api/bugs/metrics/trends", 200, new Listing<>(MadeUpBugs.days(30)));
        return backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
    }

    private static OpenWindow bugs(OpenWindow window, TestBackend backend) {
        window.connect(backend);
        await().until(() -> Fx.call(() -> window.frame.workbench() != null));
        Fx.run(() -> window.workbench().choose(Screens.BUGS));
        return window;
    }

    private static <T extends Node> T find(OpenWindow window, Class<T> type, String selector) {
        return type.cast(window.stage().getScene().lookup(selector));
    }

    private static boolean says(OpenWindow window, String words) {
        return Fx.call(() -> window.stage().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label
                        && label.getText() != null
                        && label.getText().contains(words)));
    }

    private static List<String> asked(TestBackend backend, String method) {
        return backend.asked.stream()
                .filter(asked -> asked.method().equals(method))
                .map(TestBackend.Asked::pathAndQuery)
                .toList();
    }

    private static boolean shown(OpenWindow window, String selector) {
        return Fx.call(() -> PicturesTest.visible(window, selector));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theBoardCoversNoFilterWhateverTheSizeOfTheText(Language language) {
        try (TestBackend backend = backend(MadeUpBugs.bugs(1, 40));
                OpenWindow window = bugs(new OpenWindow(folder, language, Theme.LIGHT, 100), backend)) {
            await().until(() -> Fx.call(() -> find(window, ToggleButton.class, "#boardTab") != null));
            Fx.run(() -> find(window, ToggleButton.class, "#boardTab").fire());
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".board-card")) > 1);
            List<String> covered = new ArrayList<>();
            // At once: nobody looks at the windows of these sizes, and to draw each takes longer than to measure it.
            Fx.run(() -> {
                Parent root = window.stage().getScene().getRoot();
                for (int percent : new int[] {100, 125, 150, 200}) {
                    window.textPercent(percent);
                    for (int width = 1_000; width <= 1_920; width += 115) {
                        root.resize(width, 768);
                        root.applyCss();
                        root.layout();
                        covered(root, percent + " % " + width, covered);
                    }
                }
            });
            assertThat(covered).isEmpty();
        }
    }

    /** The filters that the board lies over. */
    private static void covered(Parent root, String size, List<String> covered) {
        Node board = root.lookup(".board-scroll");
        double top = board.localToScene(board.getBoundsInLocal()).getMinY();
        for (Node filter : ((Parent) root.lookup(".bug-filters")).getChildrenUnmodifiable()) {
            double end = filter.localToScene(filter.getLayoutBounds()).getMaxY();
            if (filter.isVisible() && end > top + 1) {
                covered.add(size + ": " + filter.getId() + " " + end + " > " + top);
            }
        }
    }

    @Test
    void theBoardIsStillInViewInAnotherLanguage() {
        try (TestBackend backend = backend(MadeUpBugs.bugs(1, 4));
                OpenWindow window = bugs(new OpenWindow(folder), backend)) {
            await().until(() -> Fx.call(() -> find(window, ToggleButton.class, "#boardTab") != null));
            Fx.run(() -> find(window, ToggleButton.class, "#boardTab").fire());
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".board-card")) > 0);
            window.language(Language.EN);
            await().until(() -> says(window, "In progress"));
            assertThat(Fx.call(
                            () -> find(window, ToggleButton.class, "#boardTab").isSelected()))
                    .isTrue();
        }
    }

    @Test
    void aBugIsOpenedByTheKeyboardAndEscapeLeadsBack() {
        try (TestBackend backend = backend(List.of(open, MadeUpBugs.bug(5)));
                OpenWindow window = bugs(new OpenWindow(folder), backend)) {
            backend.answer("/api/bugs/3", 200, MadeUpBugs.full(open));
            await().until(() -> says(window, open.title()));
            Fx.run(() -> {
                ListView<?> list = find(window, ListView.class, "#bugList");
                list.requestFocus();
                list.getSelectionModel().select(0);
            });
            window.press(KeyCode.ENTER);
            await().until(() -> Fx.call(
                    () -> find(window, TextArea.class, "#bug-title").getText().equals(open.title())));
            assertThat(Fx.call(() -> window.opened())).isEqualTo("3");

            // Its station, and back to the bug.
            await().until(() -> Fx.call(() -> find(window, Hyperlink.class, "#bugStation") != null));
            Fx.run(() -> find(window, Hyperlink.class, "#bugSample").fire());
            assertThat(Fx.call(() -> window.workbench().openStation())).isEqualTo(open.deviceId());
            await().until(() -> asked(backend, "GET").stream()
                    .anyMatch(path -> path.contains("/" + open.sampleId() + "?") && path.contains("timestamp=")));
            window.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> window.workbench().openStation())).isNull();
            assertThat(shown(window, ".bug-detail")).isTrue();

            window.press(KeyCode.ESCAPE);
            assertThat(shown(window, ".bug-detail")).isFalse();
            assertThat(Fx.call(() -> window.opened())).isNull();
        }
    }

    @Test
    void whoEditsSeesWhatOthersDidAndLosesNothing() {
        try (TestBackend backend = backend(List.of(open));
                OpenWindow window = bugs(new OpenWindow(folder), backend)) {
            backend.answer("/api/bugs/3", 200, MadeUpBugs.full(open));
            Fx.run(() -> window.workbench().open(Screens.BUGS, Long.toString(3)));
            await().until(() -> Fx.call(
                    () -> find(window, TextArea.class, "#bug-title").getText().equals(open.title())));
            Fx.run(() -> find(window, TextArea.class, "#bug-resolution").setText("Le câble est changé."));
            assertThat(shown(window, "#saveBand")).isTrue();

            backend.answer(
                    "/api/bugs/3",
                    503,
                    new Problem("/problems/unavailable", "Away", 503, "the database is away", null, null));
            Fx.run(() -> find(window, Button.class, "#save").fire());
            await().until(() ->
                    Fx.call(() -> find(window, Button.class, "#save").getText().equals("Enregistrer à nouveau")));

            Bugs.BugSummary changed = MadeUpBugs.bug(3, Status.IN_PROGRESS, Severity.CRITICAL, 2, "Paul");
            backend.answer("/api/bugs/3", 200, MadeUpBugs.full(changed));
            backend.send(new Realtime.BugEvent(MadeUp.NOW, changed));
            await().until(() -> says(window, "Paul a changé ce bug entre-temps"));
            Fx.run(() -> find(window, Button.class, "#keepMine").fire());
            assertThat(Fx.call(() ->
                            find(window, TextArea.class, "#bug-resolution").getText()))
                    .isEqualTo("Le câble est changé.");
            assertThat(shown(window, "#conflictBand")).isFalse();
            Fx.run(() -> find(window, Button.class, "#save").fire());
            await().until(() -> asked(backend, "PATCH").size() == 2);
            await().until(() -> !shown(window, "#saveBand"));
        }
    }

    @Test
    void overARealConsole() throws Exception {
        try (TestConsole console = TestConsole.start();
                ApiClient api = new ApiClient(URI.create("http://127.0.0.1:" + console.port()), null);
                OpenWindow window = new OpenWindow(folder).connect(console.port())) {
            long id = api.bugs()
                    .create(MadeUpBugs.report())
                    .get(60, TimeUnit.SECONDS)
                    .summary()
                    .id();
            await().until(() -> Fx.call(() -> window.frame.workbench() != null));
            Fx.run(() -> window.workbench().choose(Screens.BUGS));
            await().until(() -> says(window, "Le tapis est arrêté"));

            Fx.run(() -> find(window, ToggleButton.class, "#boardTab").fire());
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".board-card")) == 1);
            Fx.run(() -> find(window, ListView.class, ".board-list")
                    .getSelectionModel()
                    .select(0));
            Fx.run(() -> find(window, ListView.class, ".board-list").requestFocus());
            window.press(KeyCode.CONTROL, KeyCode.RIGHT);
            await().until(() ->
                    api.bugs().bug(id).get(60, TimeUnit.SECONDS).summary().status() == Status.IN_PROGRESS);

            Fx.run(() -> find(window, ToggleButton.class, "#overviewTab").fire());
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".bug-bars")) >= 2);

            Fx.run(() -> window.workbench().open(Screens.BUGS, Long.toString(id)));
            await().until(() -> says(window, "statut\u00a0: Ouvert → En cours"));
            Fx.run(() -> {
                find(window, TextArea.class, "#bugComment").setText("Le fusible était grillé.");
                find(window, Button.class, "#send").fire();
            });
            await().until(() -> says(window, "Le fusible était grillé."));

            // Somebody else's change arrives by itself.
            int version = api.bugs().bug(id).get(60, TimeUnit.SECONDS).summary().version();
            api.bugs()
                    .change(
                            id,
                            new BugInput.BugPatch(
                                    version,
                                    "Paul",
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    "Fusible remplacé",
                                    null,
                                    null,
                                    null,
                                    null))
                    .get(60, TimeUnit.SECONDS);
            await().until(() -> Fx.call(() ->
                            find(window, TextArea.class, "#bug-resolution").getText())
                    .equals("Fusible remplacé"));
        }
    }

    @Test
    void aReportIsBegunByItsKeyAndCoversTheKeysBelow() {
        try (TestBackend backend = backend(List.of(open));
                OpenWindow window = bugs(new OpenWindow(folder), backend)) {
            backend.answer("/api/bugs/3", 200, MadeUpBugs.full(open));
            Fx.run(() -> window.workbench().open(Screens.BUGS, Long.toString(3)));
            await().until(() -> Fx.call(() -> window.workbench().context().deviceId() != null));
            window.press(KeyCode.N);
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".report-drawer")) == 1);
            window.press(KeyCode.ESCAPE);
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".report-drawer")) == 0);
            assertThat(shown(window, ".bug-detail")).isTrue();
        }
    }

    @Test
    void filtersAndViewsOutliveTheWindow() {
        try (TestBackend backend = backend(List.of(open))) {
            Path settings;
            try (OpenWindow window = bugs(new OpenWindow(folder), backend)) {
                settings = window.settings;
                await().until(() -> says(window, open.title()));
                Fx.run(() -> window.stage().getScene().getRoot().requestFocus());
                window.press(KeyCode.CONTROL, KeyCode.F);
                assertThat(Fx.call(() ->
                                find(window, TextField.class, "#bugSearch").isFocused()))
                        .isTrue();
                Fx.run(() -> find(window, TextField.class, "#bugSearch").setText("câble"));
                await().until(() -> asked(backend, "GET").stream().anyMatch(path -> path.contains("q=c%C3%A2ble")));
            }
            WindowSettings kept = WindowSettings.read(settings);
            assertThat(kept.bugs()).isNotNull().satisfies(views -> {
                assertThat(views.filter()).isNotNull();
                assertThat(String.valueOf(views.filter())).contains("q=câble", "status=unresolved");
            });
        }
    }

    @Test
    void aCardIsMovedByTheKeyboardAndGoesBackWhenSomebodyWasFaster() {
        try (TestBackend backend = backend(List.of(open));
                OpenWindow window = bugs(new OpenWindow(folder), backend)) {
            await().until(() -> Fx.call(() -> find(window, ToggleButton.class, "#boardTab") != null));
            Fx.run(() -> find(window, ToggleButton.class, "#boardTab").fire());
            await().until(() -> Fx.call(() -> PicturesTest.count(window, ".board-card")) == 1);
            backend.answer(
                    "/api/bugs/3", 409, new Problem("/problems/conflict", "Changed", 409, "changed", null, null));
            Fx.run(() -> {
                ListView<?> column = find(window, ListView.class, ".board-list");
                column.requestFocus();
                column.getSelectionModel().select(0);
            });
            window.press(KeyCode.CONTROL, KeyCode.RIGHT);
            await().until(() -> asked(backend, "PATCH").contains("/api/bugs/3"));
            await().until(() -> says(window, "#3 est revenu à sa place"));
            assertThat(Fx.call(() -> find(window, ListView.class, ".board-list")
                            .getItems()
                            .size()))
                    .isEqualTo(1);
        }
    }

    @Test
    void eventsReachTheListAndNothingIsAskedWhileItIsHidden() {
        try (TestBackend backend = backend(List.of(open));
                OpenWindow window = bugs(new OpenWindow(folder), backend)) {
            await().until(() -> says(window, open.title()));
            Bugs.BugSummary changed = MadeUpBugs.bug(3, Status.IN_PROGRESS, Severity.CRITICAL, 2, "Paul");
            backend.send(new Realtime.BugEvent(MadeUp.NOW, changed));
            await().until(() -> Fx.call(() -> changed.equals(
                    find(window, ListView.class, "#bugList").getItems().getFirst())));
            Fx.run(() -> window.workbench().choose(Screens.LIVE));
            AtomicInteger next = new AtomicInteger(9);
            // What was on its way when the screen was left may still come in.
            await().until(() -> {
                backend.asked.clear();
                backend.send(new Realtime.BugEvent(MadeUp.NOW, MadeUpBugs.bug(next.getAndIncrement())));
                await().until(() -> asked(backend, "GET").stream().anyMatch(path -> path.contains("overview")));
                return asked(backend, "GET").stream().noneMatch(path -> path.startsWith("/api/bugs"));
            });
        }
    }
}

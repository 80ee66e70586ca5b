package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.bugs.BugInput.ErrorReport;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.client.TestBackend.Sent;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bug reports in a real window, over a backend that answers as told. */
@Timeout(120)
class ReportInShellTest {
    @TempDir
    Path folder;

    private TestBackend backend;

    @BeforeEach
    void serve() {
        backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/api/admin/log", 200, MadeUpHealth.log())
                .answer("/api/bugs/similar", 200, MadeUpReports.similar())
                .answer("/api/bugs", 201, MadeUpReports.bug(123))
                .answer("/api/bugs/123/attachments", 201, MadeUpReports.attachment())
                .answer("/api/bugs/118/attachments", 201, MadeUpReports.attachment())
                .answer("/api/bugs/118/comments", 201, MadeUpReports.bug(118))
                .answer(
                        "/api/bugs/errors",
                        200,
                        MadeUpReports.summary(55, "IllegalStateException", BugTerms.Status.OPEN));
        backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    private OpenWindow open() {
        OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(backend);
        await().until(() -> Fx.call(() -> count(open, ".station-tile")) == 12);
        return open;
    }

    private static long count(OpenWindow open, String selector) {
        return open.stage().getScene().getRoot().lookupAll(selector).size();
    }

    private static Node find(OpenWindow open, String selector) {
        return Objects.requireNonNull(open.stage().getScene().getRoot().lookup(selector), selector);
    }

    private static boolean isOpen(OpenWindow open) {
        return Fx.call(() -> count(open, ".report-drawer")) == 1;
    }

    private static void type(OpenWindow open, String field, String text) {
        Fx.run(() -> ((TextInputControl) find(open, field)).setText(text));
    }

    private static String typed(OpenWindow open, String field) {
        return Fx.call(() -> ((TextInputControl) find(open, field)).getText());
    }

    private static void press(OpenWindow open, String selector) {
        Fx.run(() -> ((Button) find(open, selector)).fire());
    }

    private static boolean shown(OpenWindow open, String text) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label
                        && label.isVisible()
                        && label.getText() != null
                        && label.getText().contains(text)));
    }

    private List<Sent> posted(String path) {
        return backend.sent.stream()
                .filter(sent -> sent.pathAndQuery().split("\\?", 2)[0].equals(path))
                .toList();
    }

    private NewBug bug(int which) {
        return Json.MAPPER.readValue(posted("/api/bugs").get(which).body(), NewBug.class);
    }

    @Test
    void askedForBeforeThereAreScreensTheFormComesWithThemAndHasWhatWasTyped() {
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100)) {
            open.window.starting("postgresql");
            open.press(KeyCode.F9);
            open.write("slow stat");
            open.press(KeyCode.BACK_SPACE);
            open.write("rt");
            assertThat(isOpen(open)).isFalse();
            assertThat(shown(open, "dès que la console sera là")).isTrue();
            open.connect(backend);
            await().until(() -> isOpen(open));
            await().untilAsserted(() -> assertThat(typed(open, "#title")).isEqualTo("slow start"));
            Node focused = Fx.call(() -> open.stage().getScene().getFocusOwner());
            assertThat(focused).isSameAs(Fx.call(() -> find(open, "#title")));
            open.write("s");
            await().untilAsserted(() -> assertThat(typed(open, "#title")).isEqualTo("slow starts"));
        }
    }

    @Test
    void whoThinksBetterOfItBeforeThereAreScreensGetsNoForm() {
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100)) {
            open.press(KeyCode.F9);
            open.write("abc");
            open.press(KeyCode.ESCAPE);
            open.connect(backend);
            await().until(() -> Fx.call(() -> count(open, ".station-tile")) == 12);
            Fx.settle(open.stage());
            assertThat(isOpen(open)).isFalse();
            open.report();
            assertThat(typed(open, "#title")).isEmpty();
        }
    }

    @Test
    void inAnotherLanguageTheFormComesAsSoonAsTheScreensAreInIt() {
        try (OpenWindow open = open()) {
            Fx.run(() -> open.frame.language(Language.EN));
            open.press(KeyCode.F9);
            await().until(() -> isOpen(open));
            Fx.settle(open.stage());
            assertThat(isOpen(open)).isTrue();
            assertThat(Fx.call(() -> open.workbench().node().getScene())).isNotNull();
        }
    }

    @Test
    void aTitleAndOneKeyMakeAReportThatCarriesItsContextAndPicture() throws IOException {
        try (OpenWindow open = open()) {
            Fx.run(() -> find(open, ".station-tile").requestFocus());
            open.report();
            Node focused = Fx.call(() -> open.stage().getScene().getFocusOwner());
            assertThat(focused).isSameAs(Fx.call(() -> find(open, "#title")));
            await().until(() -> checkBox(open, "lignes du journal"));
            type(open, "#title", "Poids à zéro");
            WindowRobot robot = new WindowRobot(open.stage());
            robot.click("#reportActor").type("#newName", "Jeanne L.");
            open.press(KeyCode.ENTER);
            assertThat(who(open)).isEqualTo("Jeanne L.");
            assertThat(isOpen(open)).as("the form stays").isTrue();
            open.press(KeyCode.CONTROL, KeyCode.ENTER);
            await().until(() -> shown(open, "Bug nº\u00a0123 signalé"));
            assertThat(isOpen(open)).isFalse();
            NewBug bug = bug(0);
            assertThat(bug.title()).isEqualTo("Poids à zéro");
            assertThat(bug.deviceId()).isNotNull();
            assertThat(bug.firmwareVersion()).isNotNull();
            assertThat(bug.sampleId()).isNotNull();
            assertThat(bug.description()).contains(bug.deviceId());
            assertThat(bug.errorLogs()).contains("WARN");
            assertThat(bug.programVersion()).isEqualTo("0.1.0");
            assertThat(bug.reporter()).isEqualTo("Jeanne L.");
            await().until(() -> posted("/api/bugs/123/attachments").size() == 1);
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                    posted("/api/bugs/123/attachments").getFirst().body()));
            assertThat(picture.getWidth()).isEqualTo((int)
                    Fx.call(() -> open.stage().getScene().getWidth()).doubleValue());
            // Nothing of the sent report comes back, and the name is remembered.
            open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
            await().until(() -> isOpen(open));
            assertThat(typed(open, "#title")).isEmpty();
            assertThat(who(open)).isEqualTo("Jeanne L.");
            assertThat(Fx.call(() -> find(open, "#draftBar").isVisible())).isFalse();
        }
    }

    private static String who(OpenWindow open) {
        return Fx.call(() -> ((Button) find(open, "#reportActor")).getText());
    }

    private static boolean checkBox(OpenWindow open, String text) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".check-box").stream()
                .anyMatch(node -> node instanceof CheckBox box && box.getText().contains(text)));
    }

    @Test
    void whileTheDatabaseIsAwayTheReportWaitsAndIsSentAfterARestart() {
        backend.answer("/api/bugs", 503, MadeUpReports.away());
        try (OpenWindow open = open()) {
            press(open, "#reportButton");
            await().until(() -> isOpen(open));
            type(open, "#title", "Poids à zéro");
            press(open, ".report-send");
            await().until(() -> shown(open, "Gardé sur ce PC"));
            assertThat(isOpen(open)).isFalse();
        }
        assertThat(bug(0).title()).isEqualTo("Poids à zéro");
        backend.answer("/api/bugs", 201, MadeUpReports.bug(123));
        try (OpenWindow open = open()) {
            await().until(() -> shown(open, "Bug nº\u00a0123 signalé"));
            await().until(() -> posted("/api/bugs/123/attachments").size() == 1);
            assertThat(bug(1).clientId()).isEqualTo(bug(0).clientId());
        }
    }

    @Test
    void whatTheBackendDoesNotTakeComesBackToItsField() {
        backend.answer("/api/bugs", 400, MadeUpReports.badEmail());
        try (OpenWindow open = open()) {
            press(open, "#reportButton");
            await().until(() -> isOpen(open));
            type(open, "#title", "Poids à zéro");
            type(open, "#email", "jeanne@exemple.fr");
            press(open, ".report-send");
            await().until(() -> shown(open, "nom@exemple.fr"));
            assertThat(isOpen(open)).isTrue();
            assertThat(typed(open, "#title")).isEqualTo("Poids à zéro");
            await().until(() -> Fx.call(
                    () -> find(open, "#email").equals(open.stage().getScene().getFocusOwner())));
            backend.answer("/api/bugs", 201, MadeUpReports.bug(123));
            type(open, "#email", "");
            press(open, ".report-send");
            await().until(() -> shown(open, "Bug nº\u00a0123 signalé"));
            assertThat(bug(1).reporterEmail()).isNull();
        }
    }

    @Test
    void aBadAddressIsNotEvenSent() {
        try (OpenWindow open = open()) {
            press(open, "#reportButton");
            await().until(() -> isOpen(open));
            type(open, "#title", "Poids à zéro");
            type(open, "#email", "jeanne");
            press(open, ".report-send");
            assertThat(shown(open, "nom@exemple.fr")).isTrue();
            assertThat(posted("/api/bugs")).isEmpty();
        }
    }

    @Test
    void aBugThatIsThereAlreadyGetsACommentAndThePicture() {
        backend.answer("/api/bugs/similar", 200, MadeUpReports.twoAlike());
        try (OpenWindow open = open()) {
            press(open, "#reportButton");
            await().until(() -> isOpen(open));
            type(open, "#title", "Poids à zéro");
            await().until(() -> Fx.call(() -> count(open, ".similar-bug")) == 2);
            press(open, ".similar-mine");
            await().until(() -> shown(open, "Ajouté au bug nº\u00a0118"));
            NewComment comment = Json.MAPPER.readValue(
                    posted("/api/bugs/118/comments").getFirst().body(), NewComment.class);
            assertThat(comment.text()).startsWith("Poids à zéro");
            await().until(() -> posted("/api/bugs/118/attachments").size() == 1);
            assertThat(posted("/api/bugs")).isEmpty();
        }
    }

    @Test
    void whoLeavesTheFormBeforeItIsInFrontIsLeftAlone() {
        try (OpenWindow open = open()) {
            Fx.run(() -> {
                ((Button) find(open, "#reportButton")).fire();
                // The form is made with what comes next on this thread, and comes in front after that.
                Platform.runLater(() -> Event.fireEvent(
                        find(open, ".shell"),
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
            });
            Fx.settle(open.stage());
            Fx.settle(open.stage());
            assertThat(isOpen(open)).isFalse();
            open.report();
            open.press(KeyCode.ESCAPE);
            assertThat(isOpen(open)).isFalse();
        }
    }

    @Test
    void escapeAsksOnlyWhereSomethingWasTypedAndADraftIsOfferedAgain() {
        try (OpenWindow open = open()) {
            Fx.run(() -> find(open, ".station-tile").requestFocus());
            open.report();
            open.press(KeyCode.ESCAPE);
            assertThat(isOpen(open)).isFalse();
            assertThat(Fx.call(() -> open.stage().getScene().getFocusOwner()))
                    .as("the keyboard is where it was")
                    .isSameAs(Fx.call(() -> find(open, ".station-tile")));
            open.report();
            type(open, "#title", "Poids à zéro");
            type(open, "#steps", "Nettoyer le plateau");
            open.press(KeyCode.ESCAPE);
            assertThat(isOpen(open)).isTrue();
            assertThat(Fx.call(() -> find(open, "#askBar").isVisible())).isTrue();
            await().until(() -> Files.exists(folder.resolve("reports").resolve("drafts")));
        }
        // The window was closed over it.
        try (OpenWindow open = open()) {
            await().until(() -> shown(open, "n’a pas été envoyé") && Fx.call(() -> count(open, ".notice-action")) > 0);
            press(open, ".notice-action");
            await().until(() -> Fx.call(() -> find(open, "#draftBar").isVisible()));
            assertThat(typed(open, "#title")).isEmpty();
            Fx.run(() -> find(open, "#draftBar").lookupAll(".button").stream()
                    .map(Button.class::cast)
                    .filter(button -> button.getText().equals("Reprendre"))
                    .forEach(Button::fire));
            assertThat(typed(open, "#title")).isEqualTo("Poids à zéro");
            assertThat(typed(open, "#steps")).isEqualTo("Nettoyer le plateau");
            press(open, ".report-send");
            await().until(() -> shown(open, "Bug nº\u00a0123 signalé"));
            await().until(() -> posted("/api/bugs/123/attachments").size() == 1);
        }
    }

    @Test
    void thePictureIsCroppedByKeyboardOrLeftOut() throws IOException {
        try (OpenWindow open = open()) {
            open.report();
            type(open, "#title", "Poids à zéro");
            press(open, ".report-crop");
            for (int i = 0; i < 5; i++) {
                open.press(KeyCode.SHIFT, KeyCode.LEFT);
                open.press(KeyCode.SHIFT, KeyCode.UP);
                open.press(KeyCode.RIGHT);
            }
            open.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(isOpen(open)).isTrue();
            press(open, ".report-send");
            await().until(() -> posted("/api/bugs/123/attachments").size() == 1);
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                    posted("/api/bugs/123/attachments").getFirst().body()));
            int width = Fx.call(() -> (int) open.stage().getScene().getWidth());
            assertThat(picture.getWidth()).isEqualTo(width - 80);

            open.report();
            type(open, "#title", "Sans image");
            Fx.run(() -> ((CheckBox) find(open, ".check-box")).setSelected(false));
            press(open, ".report-send");
            await().until(() -> posted("/api/bugs").size() == 2);
            await().until(() -> !isOpen(open));
            assertThat(posted("/api/bugs/123/attachments")).hasSize(1);
        }
    }

    @Test
    void overARealConsole() throws Exception {
        try (TestConsole console = TestConsole.start();
                ApiClient api = new ApiClient(URI.create(console.url()), null);
                OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            for (int i = 0; i < 10_000; i++) {
                try {
                    fail();
                } catch (IllegalStateException e) {
                    open.window.uncaught(Thread.currentThread(), e);
                }
            }
            await().until(() -> bugs(api).stream().anyMatch(bug -> bug.occurrences() == 10_000));
            assertThat(bugs(api)).hasSize(1);
            BugSummary counted = bugs(api).getFirst();
            assertThat(counted.source()).isEqualTo(BugTerms.Source.WINDOW);
            await().until(() -> shown(open, String.valueOf(counted.errorCode())));
            open.press(KeyCode.ESCAPE);

            open.report();
            type(open, "#title", "Poids à zéro sur la station 7");
            type(open, "#email", "jeanne@exemple.fr");
            await().until(() -> checkBox(open, "du journal")); // who is quicker than the log reports without it
            open.press(KeyCode.CONTROL, KeyCode.ENTER);
            await().until(() -> shown(open, "signalé."));
            BugSummary reported = bugs(api).getFirst();
            await().until(() ->
                    api.bugs().bug(reported.id()).join().attachments().size() == 1);
            Bug bug = api.bugs().bug(reported.id()).join();
            assertThat(bug.summary().title()).isEqualTo("Poids à zéro sur la station 7");
            assertThat(bug.attachments().getFirst().contentType()).isEqualTo("image/png");
            assertThat(bug.errorLogs()).contains("error " + counted.errorCode());

            open.report();
            type(open, "#title", "Le poids est à zéro, station 7");
            await().until(() -> Fx.call(() -> count(open, ".similar-bug")) >= 1);
            press(open, ".similar-mine");
            await().until(() -> shown(open, "Ajouté au bug nº\u00a0" + reported.id()));
            assertThat(api.bugs().bug(reported.id()).join().timeline())
                    .anyMatch(entry -> entry.text() != null && entry.text().startsWith("Le poids est à zéro"));
        }
    }

    private static List<BugSummary> bugs(ApiClient api) {
        return api.bugs().list(BugQuery.ALL).join().items();
    }

    private static void fail() {
        throw new IllegalStateException("a fault of a screen");
    }

    @Test
    void aStormOfErrorsIsOnePaneAndOneCountAndTheConsoleGoesOn() {
        try (OpenWindow open = open()) {
            for (int i = 0; i < 2_000; i++) {
                try {
                    fail();
                } catch (IllegalStateException e) {
                    open.window.uncaught(Thread.currentThread(), e);
                }
            }
            await().until(() -> Fx.call(() -> count(open, ".crash-card")) == 1);
            await().until(() -> posted("/api/bugs/errors").stream()
                            .mapToLong(sent -> Json.MAPPER
                                    .readValue(sent.body(), ErrorReport.class)
                                    .count())
                            .sum()
                    == 2_000);
            assertThat(posted("/api/bugs/errors").size()).isLessThan(5);
            ErrorReport report =
                    Json.MAPPER.readValue(posted("/api/bugs/errors").getFirst().body(), ErrorReport.class);
            assertThat(shown(open, report.code())).isTrue();
            assertThat(Fx.call(() -> count(open, ".crash-card"))).isEqualTo(1);

            // F9 is about the error that is shown.
            open.report();
            assertThat(Fx.call(() -> count(open, ".crash-card"))).isZero();
            assertThat(typed(open, "#title")).startsWith(report.code());
            await().until(() -> Fx.call(() -> count(open, ".similar-bug")) == 1);
            press(open, ".report-send");
            await().until(() -> shown(open, "Bug nº\u00a0123 signalé"));
            assertThat(bug(0).relatedIssues()).containsExactly(55L);
            assertThat(bug(0).errorLogs()).contains("a fault of a screen");
        }
    }

    @Test
    void aFaultThatThePumpMeetsIsShownAndCountedToo() {
        try (OpenWindow open = open()) {
            open.pump.post(ReportInShellTest::fail);
            await().until(() -> Fx.call(() -> count(open, ".crash-card")) == 1);
            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> count(open, ".crash-card"))).isZero();
            await().until(() -> posted("/api/bugs/errors").size() == 1);
        }
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name that is chosen in the window, from the question to the row of the journal, with a real console. */
class WhoSitsHereTest {
    private static TestConsole console;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        Fx.start();
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static OpenWindow open(Path settings) {
        OpenWindow window = OpenWindow.of(settings)
                .connect(new BackendAddress(
                        URI.create(console.url()), console.backend().windowKey(), List.of()));
        await().until(() -> Fx.call(() -> find(window, "#railActor") != null));
        // The window is built in pieces.
        await().until(() -> Fx.call(() -> !foot(window).getText().isEmpty()));
        return window;
    }

    private static Node find(OpenWindow window, String selector) {
        return window.frame.stage().getScene().getRoot().lookup(selector);
    }

    private static Button foot(OpenWindow window) {
        return Objects.requireNonNull(window.frame.workbench()).shell().actor();
    }

    /** The names that the panel at the foot offers, top down. */
    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Window window : Window.getWindows()) {
            if (window instanceof PopOver) {
                window.getScene()
                        .getRoot()
                        .lookupAll(".actor-choice")
                        .forEach(node -> names.add(((Labeled) node).getText()));
            }
        }
        return names;
    }

    /** Closes a circuit breaker by its button on the health screen: it is closed, and so the button is switched on first. */
    private static void reset(OpenWindow window) {
        long rows = console.count("SELECT count(*) FROM audit_log");
        Fx.run(() -> Objects.requireNonNull(window.frame.workbench()).choose(Screens.HEALTH));
        await().until(() -> Fx.call(() -> find(window, ".breaker-card .button")) != null);
        Fx.run(() -> {
            Button close = (Button) find(window, ".breaker-card .button");
            close.setDisable(false);
            close.fire();
        });
        await().until(() -> console.count("SELECT count(*) FROM audit_log") == rows + 1);
    }

    private static String newest() {
        return console.json("/api/admin/audit?limit=1")
                .at("/items/0/actor_name")
                .toString();
    }

    @Test
    void isAskedOnceShownAtTheFootSwitchedInTwoPressesAndStandsInTheJournal() throws Exception {
        Path settings = folder.resolve("window.json");
        WindowSettings.DEFAULT.withLanguage(Language.FR).write(settings);
        OpenWindow window = open(settings);
        try {
            assertThat(Fx.call(() -> foot(window).getText())).isEqualTo("Ce PC");
            Fx.run(() -> ((TextField) find(window, "#actorName")).setText("Ana"));
            window.language(Language.EN);
            assertThat(Fx.call(() -> ((TextField) find(window, "#actorName")).getText()))
                    .as("a name half typed stays in another language")
                    .isEqualTo("Ana");
            window.language(Language.FR);
            Fx.run(() -> {
                ((TextField) find(window, "#actorName")).setText("  Anaïs ");
                ((Button) find(window, "#actorTake")).fire();
            });
            assertThat(Fx.call(() -> find(window, "#actorName"))).as("answered").isNull();
            assertThat(Fx.call(() -> foot(window).getText())).isEqualTo("Anaïs");
            reset(window);
            assertThat(newest()).isEqualTo("\"Anaïs\"");

            // One click and a name for somebody new; two clicks for whoever was there before.
            WindowRobot robot = new WindowRobot(window.frame.stage());
            robot.click("#railActor").type("#newName", "Luc").press(KeyCode.ENTER);
            await().until(() -> Fx.call(() -> foot(window).getText()).equals("Luc"));
            reset(window);
            assertThat(newest()).isEqualTo("\"Luc\"");

            robot.click("#railActor").sees("Qui est devant cet écran ?");
            assertThat(Fx.call(WhoSitsHereTest::names)).containsExactly("Luc", "Anaïs", "Ce PC");
            robot.clickWords("Anaïs").seesNoMore("Qui est devant cet écran ?");
            assertThat(Fx.call(() -> foot(window).getText())).isEqualTo("Anaïs");
            robot.click("#railActor").sees("Qui est devant cet écran ?").press(KeyCode.ESCAPE);
            robot.seesNoMore("Qui est devant cet écran ?");
            assertThat(Fx.call(() -> foot(window).getText())).isEqualTo("Anaïs");

            Fx.run(() -> Objects.requireNonNull(window.frame.workbench()).choose(Screens.JOURNAL));
            await().until(() -> Fx.call(() -> ((ListView<?>) find(window, "#journalList"))
                            .getItems()
                            .size())
                    >= 2);
            await().until(() -> Fx.call(() -> find(window, ".journal-act") instanceof Labeled act
                    && act.getText().equals("Disjoncteur refermé")));
        } finally {
            window.close();
        }

        OpenWindow again = open(settings);
        try {
            assertThat(Fx.call(() -> foot(again).getText())).as("kept").isEqualTo("Anaïs");
            assertThat(Fx.call(() -> find(again, "#actorName")))
                    .as("asked once")
                    .isNull();
        } finally {
            again.close();
        }
    }

    @Test
    void nobodyInParticularIsAnAnswerToo() throws Exception {
        Path settings = folder.resolve("window.json");
        WindowSettings.DEFAULT.withLanguage(Language.EN).write(settings);
        OpenWindow window = open(settings);
        try {
            Fx.run(() -> ((Button) find(window, "#actorNobody")).fire());

            assertThat(Fx.call(() -> find(window, "#actorName"))).isNull();
            assertThat(Fx.call(() -> foot(window).getText())).isEqualTo("This PC");
            Fx.run(() -> foot(window).fire());
            assertThat(Fx.call(WhoSitsHereTest::names)).containsExactly("This PC");
            reset(window);
            assertThat(newest()).isEqualTo("null");
            assertThat(console.json("/api/admin/audit?limit=1")
                            .at("/items/0/actor_kind")
                            .asString())
                    .isEqualTo("window");
        } finally {
            window.close();
        }
        assertThat(WindowSettings.read(settings).reporterName()).isEmpty();
    }

    @Test
    void theLastNamesAreKeptEachOnceAndNotTooMany() {
        WindowSettings settings = WindowSettings.DEFAULT.withReporterName("Zoé");
        for (String name : List.of("A", "B", "C", "D", "B", "E", "F", "", "G")) {
            settings = settings.withReporterName(name);
        }

        assertThat(settings.lastNames()).containsExactly("G", "F", "E", "B", "D", "C");
        assertThat(WindowSettings.DEFAULT.lastNames()).isEmpty();
    }
}

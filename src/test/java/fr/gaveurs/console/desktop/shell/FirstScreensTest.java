package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screens are built beneath the picture of the start while the backend starts. */
class FirstScreensTest {
    @TempDir
    Path folder;

    private TestBackend backend;
    private OpenWindow open;

    @BeforeEach
    void serve() {
        backend = new TestBackend()
                .greeting(MadeUp.snapshot(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything()))
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12));
        open = new OpenWindow(folder, Language.FR, WindowSettings.Theme.LIGHT, 100);
        open.window.starting("postgresql");
    }

    @AfterEach
    void stop() {
        open.close();
        backend.close();
    }

    @Test
    void theyLieBeneathAndAskNothingBeforeTheBackendAnswers() {
        Node screens = laid();
        assertThat(layers()).hasSize(2);
        assertThat(Fx.call(() -> layers().getLast().lookup(".start-parts"))).isNotNull();
        assertThat(Fx.call(() -> open.frame.workbench())).isNull();
        open.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertThat(backend.asked).isEmpty();
        assertThat(backend.dashboards()).isZero();

        open.connect(backend);

        assertThat(Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".station-tile")))
                .as("the picture of the start stays until the stations are there")
                .isNotEmpty();
        for (String drawn : List.of(".station-tile", ".figure-card")) {
            assertThat(Fx.call(() -> open.stage().getScene().getRoot().lookupAll(drawn)))
                    .as("drawn in parts, all of which come")
                    .hasSizeGreaterThan(3)
                    .allMatch(Node::isVisible);
        }
        assertThat(layers()).containsExactly(screens);
        assertThat(Fx.call(() -> open.workbench().node())).isSameAs(screens);
        await().until(() -> backend.dashboards() > 0);
        assertThat(open.chosen()).isEqualTo(Screens.LIVE);
        await().until(() -> says("Stations en direct"));
    }

    @Test
    void anotherLanguageChosenAtTheStartIsTheirs() {
        laid();
        Fx.run(() -> open.frame.language(Language.EN));
        open.connect(backend);
        assertThat(layers()).hasSize(1);
        assertThat(says("Stations live")).isTrue();
        assertThat(says("Stations en direct")).isFalse();
    }

    @Test
    void whereTheStartFailsTheyGo() {
        laid();
        open.window.failed(new StartFailure(StartFailure.Kind.PORT, "0.0.0.0:8000", "BindException"));
        await().until(() -> says("L’adresse 0.0.0.0:8000 est déjà prise par un autre programme."));
        assertThat(layers()).hasSize(1);

        open.window.restored("/kept");
        open.window.prepare(address(backend));
        open.connect(backend);
        assertThat(layers()).hasSize(1);
        await().until(() -> backend.dashboards() > 0);
    }

    @Test
    void aBackendThatAnswersElsewhereIsTheOneThatIsAsked() {
        try (TestBackend other = new TestBackend()) {
            open.window.prepare(address(other));
            Fx.settle(open.stage());
            open.connect(backend);
            await().until(() -> backend.dashboards() > 0);
            assertThat(layers()).hasSize(1);
            assertThat(other.dashboards()).isZero();
        }
    }

    @Test
    void aWindowClosedMeanwhileEnds() {
        laid();
        open.requestClose();
        await().until(() -> open.closing.progress != null);
        open.closing.done.complete(null);
        open.window.closed().join();
        assertThat(backend.dashboards()).isZero();
    }

    /** Returns the screens when they are built. */
    private Node laid() {
        open.window.prepare(address(backend));
        await().until(() -> Fx.call(() -> layers().size() == 2) && says("Stations en direct"));
        return Fx.call(() -> layers().getFirst());
    }

    private static BackendAddress address(TestBackend backend) {
        return new BackendAddress(URI.create("http://127.0.0.1:" + backend.port()), null, OpenWindow.SENSORS);
    }

    private List<Node> layers() {
        return ((Pane) open.stage().getScene().getRoot()).getChildren();
    }

    private boolean says(String text) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll("*").stream()
                .anyMatch(node -> node instanceof Labeled labeled && text.equals(labeled.getText())));
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.screens.Screens;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A card of the board is dragged by the pointer, in a window with a whole backend behind it. */
@Timeout(120)
class BoardDragTest {
    @TempDir
    Path folder;

    private static Predicate<Node> column(String title) {
        return node -> WindowRobot.is(node, ".board-column")
                && node.lookup(".board-title") instanceof Label label
                && label.getText().equals(title);
    }

    private static boolean has(OpenWindow open, String title, String state) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".board-column").stream()
                .filter(column(title))
                .anyMatch(node -> node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(state))));
    }

    private static boolean ghost(OpenWindow open) {
        return Fx.call(() -> open.stage().getScene().lookup(".board-ghost").isVisible());
    }

    @Test
    void aCardGoesWhereItIsDroppedAndStaysWhereItMayNotGoOrAfterEscape() throws Exception {
        try (TestConsole console = TestConsole.start();
                ApiClient api = new ApiClient(URI.create("http://127.0.0.1:" + console.port()), null);
                OpenWindow open = new OpenWindow(folder).connect(console.port())) {
            long id = api.bugs()
                    .create(MadeUpBugs.report())
                    .get(60, TimeUnit.SECONDS)
                    .summary()
                    .id();
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            WindowRobot robot = new WindowRobot(open).click("#boardTab");
            Predicate<Node> card = node -> WindowRobot.is(node, ".board-card");

            robot.take(card).carryOver(column("En cours"));
            assertThat(ghost(open)).isTrue();
            assertThat(has(open, "En cours", "over")).isTrue();
            assertThat(has(open, "Ouvert", "over")).isFalse();
            robot.press(KeyCode.ESCAPE);
            assertThat(ghost(open)).isFalse();
            robot.letGo();
            assertThat(open.chosen()).as("Escape ended the drag alone").isEqualTo(Screens.BUGS);
            assertThat(api.bugs().bug(id).get(60, TimeUnit.SECONDS).summary().status())
                    .isEqualTo(Status.OPEN);

            robot.drag(card, column("En cours"));
            await("to move it")
                    .until(() -> api.bugs()
                                    .bug(id)
                                    .get(60, TimeUnit.SECONDS)
                                    .summary()
                                    .status()
                            == Status.IN_PROGRESS);
            assertThat(ghost(open)).isFalse();
            assertThat(Fx.call(() -> PicturesTest.visible(open, ".bug-detail")))
                    .as("a drag is no click")
                    .isFalse();

            // Back by the keyboard, which stayed with the card; while the first move is on its way it moves nothing.
            await("to move it back").until(() -> {
                robot.press(KeyCode.CONTROL, KeyCode.LEFT);
                return api.bugs().bug(id).get(60, TimeUnit.SECONDS).summary().status() == Status.OPEN;
            });
            robot.click(card).sees("Il ne repart pas");
        }
    }
}

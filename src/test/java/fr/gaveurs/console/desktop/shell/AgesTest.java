package fr.gaveurs.console.desktop.shell;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long ago something was goes on while it is looked at. */
@Timeout(120)
class AgesTest {
    @TempDir
    Path folder;

    private final List<Bugs.BugSummary> bugs = MadeUpBugs.bugs(1, 3).stream()
            .map(bug -> MadeUpBugs.at(bug, Instant.now()))
            .toList();
    private final TestBackend backend = new TestBackend()
            .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
            .answer("/api/bugs", 200, new Bugs.BugPage(bugs, null, 3))
            .answer("/api/bugs/board", 200, MadeUpBugs.board(bugs));

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void inTheListAndOnTheBoard() {
        try (OpenWindow open = new OpenWindow(folder, Language.EN, Theme.LIGHT, 100).connect(backend)) {
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().choose(Screens.BUGS));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".bug-row")) > 1);
            goesOn(open, ".bug-row .bug-age");
            Fx.run(() -> ((javafx.scene.control.ToggleButton)
                            Objects.requireNonNull(open.stage().getScene().lookup("#boardTab")))
                    .fire());
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".board-card")) > 1);
            goesOn(open, ".board-card .bug-about");
        }
    }

    private static void goesOn(OpenWindow open, String selector) {
        Set<List<String>> seen = new HashSet<>();
        await().until(() -> {
            seen.add(Fx.call(() -> open.stage().getScene().getRoot().lookupAll(selector).stream()
                    .map(label -> ((Labeled) label).getText())
                    .toList()));
            return seen.size() >= 3;
        });
    }

    @Test
    void whoStartsTheDemoIsLedToItsTiles() {
        backend.greeting(MadeUp.snapshot(List.of()), MadeUp.pulse(List.of())).pulse(MadeUp.pulse(List.of()));
        try (OpenWindow open = new OpenWindow(folder, null, Theme.LIGHT, 100, null, null).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.visible(open, ".empty")));
            Button demo = (Button) Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".empty .accent").stream()
                    .filter(Button.class::isInstance)
                    .findFirst()
                    .orElseThrow());
            await().until(() -> !Fx.call(demo::isDisabled));
            Fx.run(demo::requestFocus);
            Fx.run(demo::fire);
            backend.send(MadeUp.snapshot(MadeUp.everything()));
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            await().until(() -> Fx.call(() -> {
                var owner = open.stage().getScene().getFocusOwner();
                return owner != null && owner.getStyleClass().contains("station-tile");
            }));
        }
    }
}

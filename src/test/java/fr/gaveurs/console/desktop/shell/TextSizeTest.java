package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever tries a larger text and goes back finds the window as it was. */
@Timeout(120)
class TextSizeTest {
    private static final List<String> SHOWN = List.of(Screens.LIVE, Screens.STATIONS, Screens.MODELS, Screens.REPORTS);

    @TempDir
    Path folder;

    private final TestBackend backend = new TestBackend()
            .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
            .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()))
            .pulse(MadeUp.pulse(MadeUp.everything()));

    @AfterEach
    void stop() {
        backend.close();
    }

    private OpenWindow open(String name) throws Exception {
        OpenWindow open = new OpenWindow(Files.createDirectory(folder.resolve(name)), Language.FR, Theme.LIGHT, 100)
                .connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        return open;
    }

    private static List<Long> widths(OpenWindow open, String screen) {
        Fx.run(() -> open.workbench().choose(screen));
        Fx.settle(open.stage());
        Fx.settle(open.stage());
        return Fx.call(() -> open.workbench().shell().place().lookupAll(".combo-box").stream()
                .filter(ComboBox.class::isInstance)
                .filter(Node::isVisible)
                .map(box -> Math.round(((Region) box).getWidth()))
                .toList());
    }

    @Test
    void boxesAreNoWiderThanBeforeAfterALargeText() throws Exception {
        try (OpenWindow fresh = open("fresh");
                OpenWindow tried = open("tried")) {
            SHOWN.forEach(screen -> widths(tried, screen));
            Fx.run(() -> tried.textPercent(200));
            SHOWN.forEach(screen -> widths(tried, screen));
            Fx.run(() -> tried.textPercent(100));
            for (String screen : SHOWN) {
                List<Long> usual = widths(fresh, screen);
                assertThat(usual).as(screen).isNotEmpty();
                List<Long> now = widths(tried, screen);
                assertThat(now).as(screen).hasSameSizeAs(usual);
                for (int i = 0; i < now.size(); i++) {
                    assertThat(now.get(i)).as("%s: %s", screen, now).isCloseTo(usual.get(i), within(2L));
                }
            }
        }
    }
}

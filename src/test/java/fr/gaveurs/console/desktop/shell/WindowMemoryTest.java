package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowMemoryTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void aWindowStandsWithinTheScreenWithItsFrame() {
        for (double size : new double[] {400, 1_000_000}) {
            WindowMemory memory = new WindowMemory(folder.resolve("window.json"));
            memory.save(memory.settings().withSize(size, size, false));
            Rectangle2D placed = Fx.call(() -> {
                Stage stage = new Stage();
                memory.place(stage);
                return new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            });
            assertThat(Fx.call(() -> Screen.getPrimary().getVisualBounds()).contains(placed))
                    .as("%s", placed)
                    .isTrue();
            memory.saved().join();
        }
    }
}

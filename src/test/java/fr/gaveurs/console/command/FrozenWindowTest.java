package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.shell.OpenWindow;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(90)
class FrozenWindowTest {
    @TempDir
    Path folder;

    @Test
    void aWindowThatHangsTurnsLivenessOff() throws Exception {
        Fx.start();
        CountDownLatch thaw = new CountDownLatch(1);
        try (TestConsole console = TestConsole.start();
                OpenWindow open = new OpenWindow(folder)) {
            MeasuredWindow pace = new MeasuredWindow(console.backend().metrics());
            console.backend().health().register("window", Weight.LIVENESS, new WindowCheck(open.window, pace));
            await().until(() -> window(console).path("status").asString().equals("up"));
            assertThat(console.get("/health/live").statusCode()).isEqualTo(200);

            Platform.runLater(() -> {
                try {
                    thaw.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try {
                await().until(() -> console.get("/health/live").statusCode() == 503);
                assertThat(window(console).path("detail").asString()).contains("hangs");
            } finally {
                thaw.countDown();
            }
            await().until(() -> console.get("/health/live").statusCode() == 200);
        }
    }

    private static JsonNode window(TestConsole console) {
        for (JsonNode component : console.json("/health").path("components")) {
            if (component.path("name").asString().equals("window")) {
                return component;
            }
        }
        return console.json("/health").path("none");
    }
}

package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.Fx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrawingWarmUpTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicReference<Stage> window = new AtomicReference<>();

    @BeforeEach
    void open() {
        Fx.start();
        Fx.run(() -> {
            Stage stage = new Stage();
            stage.setScene(new Scene(new StackPane(), 300, 200));
            stage.show();
            window.set(stage);
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> window.get().close());
    }

    /** How often it was asked whether pictures are wanted: before and after the pulse that each waits for. */
    private AtomicInteger start(int yes) {
        AtomicInteger asked = new AtomicInteger();
        Fx.run(() -> DrawingWarmUp.start(window.get().getScene(), () -> asked.incrementAndGet() <= yes));
        return asked;
    }

    @Test
    void allPicturesAreMadeWhileTheyAreWanted() {
        AtomicInteger asked = start(Integer.MAX_VALUE);
        // One that failed would be the last.
        await().atMost(LIMIT).until(() -> asked.get() == 2 * DrawingWarmUp.PICTURES);
    }

    @Test
    void noneIsMadeOnceTheScreensAreThere() {
        AtomicInteger asked = start(6);
        await().atMost(LIMIT).until(() -> asked.get() == 7);
        Fx.settle(window.get());
        assertThat(asked).as("nobody asks any more").hasValue(7);
    }
}

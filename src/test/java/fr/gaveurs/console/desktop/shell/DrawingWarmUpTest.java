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

    @Test
    void allPicturesAreMadeWhileTheyAreWanted() {
        AtomicReference<DrawingWarmUp> warmUp = new AtomicReference<>();
        Fx.run(() -> warmUp.set(DrawingWarmUp.start(window.get().getScene(), () -> true)));
        await().atMost(LIMIT).until(() -> Fx.call(warmUp.get()::made) == DrawingWarmUp.PICTURES);
    }

    @Test
    void noneIsMadeOnceTheScreensAreThere() {
        AtomicReference<DrawingWarmUp> warmUp = new AtomicReference<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Fx.run(() -> warmUp.set(DrawingWarmUp.start(window.get().getScene(), () -> {
            boolean wanted = asked.incrementAndGet() <= 6;
            refused.addAndGet(wanted ? 0 : 1);
            return wanted;
        })));
        await().atMost(LIMIT).until(() -> Fx.call(refused::get) > 0);
        assertThat(Fx.call(warmUp.get()::made)).isBetween(1, 6);
    }
}

package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.desktop.Fx;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SettlingTest {
    private final AtomicInteger moved = new AtomicInteger();
    private final Runnable move = moved::incrementAndGet;

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private static void press(Pane window) {
        Fx.run(() -> Event.fireEvent(
                window, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false)));
    }

    private static Pane window() {
        return Fx.call(() -> new Scene(new StackPane(), 100, 100).getRoot() instanceof Pane pane ? pane : new Pane());
    }

    @Test
    void whatMayMoveTheScreenWaitsUntilNobodyTouchesTheWindow() {
        Pane window = window();
        Settling settling = Fx.call(() -> new Settling(window, Duration.millis(400)));
        Fx.run(() -> settling.later(move));
        Fx.run(() -> settling.later(move));
        AtomicInteger presses = new AtomicInteger();
        await().until(() -> {
            press(window);
            return presses.incrementAndGet() >= 10;
        });
        assertThat(moved).as("somebody is at it").hasValue(0);
        await().until(() -> moved.get() == 1);
        assertThat(moved).as("once, however often it was wanted").hasValue(1);
    }

    @Test
    void asAnotherScreenComesItMayMoveAtOnce() {
        Settling settling = Fx.call(() -> new Settling(window(), Duration.hours(1)));
        Fx.run(() -> settling.later(move));
        assertThat(moved).hasValue(0);
        Fx.run(settling::now);
        assertThat(moved).hasValue(1);
        Fx.run(settling::now);
        assertThat(moved).hasValue(1);
        Fx.run(() -> {
            settling.later(move);
            settling.dispose();
            settling.now();
        });
        assertThat(moved).as("let go").hasValue(1);
    }
}

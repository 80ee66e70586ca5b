package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that come before the next frame: nothing is drawn in between. */
class SkinOnFocusTest {
    private final VBox root = new VBox();
    private Scene scene;

    @BeforeEach
    void watch() {
        Fx.start();
        Fx.run(() -> {
            scene = new Scene(root);
            SkinOnFocus.watch(scene);
        });
    }

    private void key(EventType<KeyEvent> type, KeyCode code, String text) {
        Event.fireEvent(scene.getFocusOwner(), new KeyEvent(type, text, text, code, false, false, false, false));
    }

    @Test
    void aNewFieldTakesTheFirstKeys() {
        AtomicInteger entered = new AtomicInteger();
        TextField field = new TextField();
        Fx.run(() -> {
            field.setOnAction(event -> entered.incrementAndGet());
            root.getChildren().setAll(field);
            field.requestFocus();
            key(KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, "p");
            key(KeyEvent.KEY_PRESSED, KeyCode.ENTER, "");
        });
        assertThat(field.getText()).isEqualTo("p");
        assertThat(entered).hasValue(1);
    }

    @Test
    void aNewButtonIsPressedByTheSpaceBar() {
        AtomicInteger pressed = new AtomicInteger();
        Fx.run(() -> {
            Button button = new Button("Go");
            button.setOnAction(event -> pressed.incrementAndGet());
            root.getChildren().setAll(button);
            button.requestFocus();
            key(KeyEvent.KEY_PRESSED, KeyCode.SPACE, " ");
            key(KeyEvent.KEY_RELEASED, KeyCode.SPACE, " ");
        });
        assertThat(pressed).hasValue(1);
    }
}

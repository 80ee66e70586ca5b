package fr.gaveurs.console.desktop.kit;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The keys of a screen while it is shown, wherever in the window the keyboard is. FX thread only. */
public final class SceneKeys {
    private final Node root;
    private final EventHandler<KeyEvent> pressed;
    private final EventHandler<KeyEvent> typed;
    private @Nullable Scene listening;

    /** @param typed told the signs that are typed */
    public SceneKeys(Node root, EventHandler<KeyEvent> pressed, EventHandler<KeyEvent> typed) {
        this.root = root;
        this.pressed = pressed;
        this.typed = typed;
    }

    public void start() {
        Scene scene = root.getScene();
        listening = scene;
        if (scene != null) {
            scene.addEventHandler(KeyEvent.KEY_PRESSED, pressed);
            scene.addEventHandler(KeyEvent.KEY_TYPED, typed);
        }
    }

    public void stop() {
        Scene scene = listening;
        listening = null;
        if (scene != null) {
            scene.removeEventHandler(KeyEvent.KEY_PRESSED, pressed);
            scene.removeEventHandler(KeyEvent.KEY_TYPED, typed);
        }
    }

    /** Whether its screen is shown in a window. */
    public boolean isListening() {
        return listening != null;
    }
}

package fr.gaveurs.console.desktop.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * A character belongs to whoever had the keyboard when its key went down. A key that opens a form or leads into a field
 * has done its work: what it would type does not land there. FX thread only.
 */
final class KeyOwner {
    private record Owner(@Nullable Node node) {}

    private final Scene scene;
    /** Of the keys that are down; a key is down once, so there are never more than the keyboard has. */
    private final Map<KeyCode, Owner> down = new EnumMap<>(KeyCode.class);

    private @Nullable Owner last;

    private KeyOwner(Scene scene) {
        this.scene = scene;
    }

    /** Watches over a scene; to be called before its other filters of keys are set. */
    static void watch(Scene scene) {
        KeyOwner owner = new KeyOwner(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, owner::pressed);
        scene.addEventFilter(KeyEvent.KEY_RELEASED, owner::released);
        scene.addEventFilter(KeyEvent.KEY_TYPED, owner::typed);
        // A key that comes up in another window is not told here.
        scene.windowProperty().flatMap(window -> window.focusedProperty()).subscribe(focused -> owner.forget());
    }

    private void forget() {
        down.clear();
        last = null;
    }

    private void pressed(KeyEvent event) {
        // A key that is held repeats: it stays with whom it went down for.
        last = down.computeIfAbsent(event.getCode(), code -> new Owner(scene.getFocusOwner()));
    }

    private void released(KeyEvent event) {
        down.remove(event.getCode());
    }

    private void typed(KeyEvent event) {
        Owner owner = last;
        if (owner != null && !Objects.equals(owner.node(), scene.getFocusOwner())) {
            event.consume();
        }
    }
}

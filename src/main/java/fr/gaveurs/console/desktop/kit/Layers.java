package fr.gaveurs.console.desktop.kit;

import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;

/** What lies over what in the window: help, questions and forms lie over the screens. */
public final class Layers {
    private Layers() {}

    /** Whether something lies over the screen and the key was meant for that. */
    public static boolean covered(Node screen, KeyEvent event) {
        Node layer = screen;
        while (layer.getParent() != null && layer.getParent().getParent() != null) {
            layer = layer.getParent();
        }
        EventTarget target = event.getTarget();
        Node node = target instanceof Node at ? at : null;
        while (node != null && node.getParent() != null && !node.equals(layer)) {
            if (node.getParent().equals(layer.getParent())) {
                return true;
            }
            node = node.getParent();
        }
        return false;
    }
}

package fr.gaveurs.console.desktop.shell;

import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** One thing that lies over the screens for a while, such as the help. FX thread only. */
final class Overlay {
    private final Pane layers;
    private @Nullable Node shown;

    /** @param layers the last of its children is on top */
    Overlay(Pane layers) {
        this.layers = layers;
    }

    boolean isShown() {
        return shown != null && layers.getChildren().contains(shown);
    }

    /** Whether nothing lies over it. */
    boolean isOnTop() {
        return isShown() && layers.getChildren().getLast().equals(shown);
    }

    /** Lays it on top, in the place of what was shown before. */
    void show(Node node) {
        hide();
        shown = node;
        layers.getChildren().add(node);
    }

    void hide() {
        if (shown != null) {
            layers.getChildren().remove(shown);
            shown = null;
        }
    }
}

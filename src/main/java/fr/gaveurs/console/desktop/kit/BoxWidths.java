package fr.gaveurs.console.desktop.kit;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;

/**
 * Lists to choose from, which JavaFX makes as wide as their words but never narrower than they are: after a smaller size of
 * text they would keep the width of the larger one. FX thread only.
 */
public final class BoxWidths {
    private BoxWidths() {}

    /** Lets every list within a node take the width that it needs, with the next layout. */
    public static void renew(Node node) {
        if (node instanceof ComboBox<?> box && box.getWidth() > 0) {
            box.resize(0, box.getHeight());
            box.requestLayout();
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(BoxWidths::renew);
        }
    }
}

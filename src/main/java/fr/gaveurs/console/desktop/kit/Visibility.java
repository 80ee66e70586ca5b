package fr.gaveurs.console.desktop.kit;

import javafx.scene.Node;

/** Whether a node is there: seen, and with a place in its parent. */
public final class Visibility {
    private Visibility() {}

    /** Shows a node, or takes it away as if it were not there. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}

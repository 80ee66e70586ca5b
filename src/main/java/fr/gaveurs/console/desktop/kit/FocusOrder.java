package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** What the keyboard can be led to, in the order in which Tab leads to it. FX thread only. */
public final class FocusOrder {
    private FocusOrder() {}

    /** All within a node that Tab leads to now. */
    public static List<Node> within(Node outer) {
        List<Node> found = new ArrayList<>();
        collect(outer, found);
        return found;
    }

    /** Whether a node is another one or lies within it. */
    public static boolean isWithin(@Nullable Node node, Node outer) {
        Node each = node;
        while (each != null && !each.equals(outer)) {
            each = each.getParent();
        }
        return each != null;
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
        }
    }
}

package fr.gaveurs.console.desktop.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The second press of a double click is for what the first one met. Where that has gone meanwhile, since the first one opened
 * another page, it would press whatever lies there: Block, or Rename. FX thread only.
 */
final class SecondPress {
    private @Nullable Node first;

    private SecondPress() {}

    static void guard(Scene scene) {
        SecondPress guard = new SecondPress();
        scene.addEventFilter(MouseEvent.ANY, guard::heard);
    }

    private void heard(MouseEvent event) {
        if (event.getClickCount() == 1 && event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            first = control(event.getTarget() instanceof Node node ? node : null);
        } else if (event.getClickCount() > 1
                && isPress(event)
                && first != null
                && !(first.getScene() != null && first.getScene().equals(event.getSource()) && isShown(first))) {
            event.consume();
        }
    }

    private static boolean isPress(MouseEvent event) {
        return event.getEventType() == MouseEvent.MOUSE_PRESSED
                || event.getEventType() == MouseEvent.MOUSE_RELEASED
                || event.getEventType() == MouseEvent.MOUSE_CLICKED;
    }

    /** The list rather than its cell, and the button rather than its words: those may be others, and still the same. */
    private static @Nullable Node control(@Nullable Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof Control && (!(each instanceof Labeled) || each.isFocusTraversable())) {
                return each;
            }
        }
        return node;
    }

    private static boolean isShown(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }
}

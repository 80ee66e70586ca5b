package fr.gaveurs.console.desktop.shell;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * What the pointer is at, for what wants to give a screen more room below: what stands in its upper half stays where it
 * is, unless it was scrolled to its end. FX thread only.
 */
final class Aim {
    private final Region screen;
    private @Nullable MouseEvent last;

    /** @param screen the screen, and what will go below it */
    Aim(Region screen) {
        this.screen = screen;
        screen.addEventFilter(MouseEvent.ANY, event -> last = event);
    }

    /** Whether nothing would move away under the pointer. */
    boolean staysWithMoreRoom() {
        MouseEvent seen = last;
        if (seen == null || !screen.isHover()) {
            return true;
        }
        double y = screen.sceneToLocal(seen.getSceneX(), seen.getSceneY()).getY();
        return y < screen.getHeight() / 2 && !isAtEnd(seen.getPickResult().getIntersectedNode());
    }

    private static boolean isAtEnd(@Nullable Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof VirtualFlow<?> rows && rows.getPosition() >= 1) {
                return true;
            }
            if (each instanceof ScrollPane pane && pane.getVvalue() >= pane.getVmax()) {
                return true;
            }
        }
        return false;
    }
}

package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * Leads the keyboard into a screen or a page that has come into view. What a screen that has just been built gives it to may not be in the scene
 * yet, since it comes with the skin of a scroll pane around it: then it is tried again after the next layouts. FX thread
 * only.
 */
public final class ScreenFocus {
    private static final int TRIES = 3;

    private ScreenFocus() {}

    /**
     * Leads it there.
     *
     * @param screen in the scene
     * @param focus gives the keyboard to what the screen is about
     */
    public static void lead(Parent screen, Runnable focus) {
        lead(screen, focus, TRIES);
    }

    private static void lead(Parent screen, Runnable focus, int tries) {
        focus.run();
        Scene scene = screen.getScene();
        if (scene == null || has(scene, screen) || isCovered(scene, screen)) {
            return;
        }
        if (tries == 0) {
            List<Node> inside = FocusOrder.within(screen);
            (inside.isEmpty() ? screen : inside.getFirst()).requestFocus();
            return;
        }
        Scrolling.afterLayout(scene, () -> {
            // Somebody may have gone on meanwhile.
            if (scene.equals(screen.getScene()) && !has(scene, screen)) {
                lead(screen, focus, tries - 1);
            }
        });
    }

    /** Whether something that lies over the screen has the keyboard, and keeps it: what is behind must not insist. */
    private static boolean isCovered(Scene scene, Parent screen) {
        Node owner = scene.getFocusOwner();
        // One that left with its screen may still be called the owner.
        return owner != null
                && scene.equals(owner.getScene())
                && !layer(scene, owner).equals(layer(scene, screen));
    }

    private static Node layer(Scene scene, Node node) {
        Node layer = node;
        while (layer.getParent() != null && !layer.getParent().equals(scene.getRoot())) {
            layer = layer.getParent();
        }
        return layer;
    }

    private static boolean has(Scene scene, Parent screen) {
        return FocusOrder.isWithin(scene.getFocusOwner(), screen);
    }
}

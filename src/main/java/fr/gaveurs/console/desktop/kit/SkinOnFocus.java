package fr.gaveurs.console.desktop.kit;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import org.jspecify.annotations.Nullable;

/**
 * Whoever has the keyboard takes keys. A control handles them through its skin, which a new one gets with the next frame
 * only: what was typed before, while that frame took long, would be lost. FX thread only.
 */
public final class SkinOnFocus {
    private SkinOnFocus() {}

    /** Watches over a scene: a control that gets the keyboard there has its skin at once. */
    public static void watch(Scene scene) {
        scene.focusOwnerProperty().subscribe(owner -> complete(scene.getFocusOwner()));
    }

    private static void complete(@Nullable Node owner) {
        if (owner instanceof Control control && control.getSkin() == null) {
            control.applyCss();
        }
    }
}

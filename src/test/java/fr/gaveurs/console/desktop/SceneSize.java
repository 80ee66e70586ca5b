package fr.gaveurs.console.desktop;

import com.sun.javafx.scene.NodeHelper;
import com.sun.javafx.scene.SceneHelper;
import com.sun.javafx.tk.TKSceneListener;
import java.lang.reflect.Field;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * Sizes that a window has on a larger screen: tells its scene what a screen tells it of a window that was resized, so that
 * what is in it keeps its styles, and the keyboard its place. FX thread only.
 */
final class SceneSize {
    /** Scroll panes learn their viewport in one pass and lay their content out in the next. */
    private static final int PASSES = 4;

    private static final Field LISTENER = listener();

    private SceneSize() {}

    private static Field listener() {
        try {
            Field field = Class.forName("com.sun.javafx.tk.quantum.GlassScene").getDeclaredField("sceneListener");
            field.setAccessible(true);
            return field;
        } catch (ClassNotFoundException | NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something while a scene has another size, and with styles and places as they are there. */
    static void during(Scene scene, double width, double height, Runnable task) {
        double before = scene.getWidth();
        double high = scene.getHeight();
        set(scene, width, height);
        try {
            task.run();
        } finally {
            tell(scene, before, high);
        }
    }

    /** Gives it a size, and all in it its style and place there. */
    static void set(Scene scene, double width, double height) {
        tell(scene, width, height);
        Parent root = scene.getRoot();
        for (int pass = 0; pass < PASSES; pass++) {
            // As a window's frame does it: only what changed gets its styles anew.
            NodeHelper.processCSS(root);
            root.layout();
        }
    }

    private static void tell(Scene scene, double width, double height) {
        try {
            ((TKSceneListener) LISTENER.get(SceneHelper.getPeer(scene))).changedSize((float) width, (float) height);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

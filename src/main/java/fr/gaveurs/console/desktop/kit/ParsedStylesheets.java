package fr.gaveurs.console.desktop.kit;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;

/**
 * Keeps stylesheets parsed. JavaFX forgets one, and every rule that it found for a node by it, as soon as the last node
 * that names it leaves the window: it would be read anew each time that its screen comes back. Here a node that never
 * leaves names each of them.
 */
final class ParsedStylesheets {
    private static final Map<String, Parent> KEPT = new HashMap<>();

    private ParsedStylesheets() {}

    /** Parses it, unless that was done before. From any thread; the first time takes some milliseconds. */
    static synchronized void keep(String address) {
        if (!KEPT.containsKey(address)) {
            Group holder = new Group();
            holder.getStylesheets().add(address);
            Scene never = new Scene(holder);
            KEPT.put(address, holder);
            never.getRoot().applyCss();
        }
    }
}

package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import org.jspecify.annotations.Nullable;

/** A screen of the rail. All methods are called on the FX thread. */
public interface Screen {
    /** Built once; the same node each time. */
    Parent node();

    /** Pages that come into its node when somebody first goes there. */
    default List<Node> pages() {
        return List.of();
    }

    /**
     * Hides what takes long to draw, where the screen is about to be uncovered.
     *
     * @return what shows it again, a part of it each
     */
    default List<Runnable> inParts() {
        return List.of();
    }

    /** It came into view: subscribe, start polling. */
    void show();

    /** It went out of view: no timer, subscription or request of it goes on. */
    void hide();

    /** Leads the keyboard to what the screen is about. */
    default void focus() {
        node().requestFocusTraversal(TraversalDirection.NEXT);
    }

    /** Opens one of the things that the screen is about, such as a bug by its number. */
    default void open(String item) {}

    /** What {@link #open} would lead back to; null while the screen shows all. */
    default @Nullable String opened() {
        return null;
    }

    /** The person comes back from a station that was opened here: leads the keyboard to where it was. */
    default void back(String deviceId) {
        node().requestFocus();
    }

    /** What is in front of the person, for a bug report. */
    default ReportContext context() {
        return ReportContext.NOTHING;
    }
}

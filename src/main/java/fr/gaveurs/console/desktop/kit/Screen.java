package fr.gaveurs.console.desktop.kit;

import javafx.scene.Parent;
import javafx.scene.TraversalDirection;

/** A screen of the rail. All methods are called on the FX thread. */
public interface Screen {
    /** Built once; the same node each time. */
    Parent node();

    /** It came into view: subscribe, start polling. */
    void show();

    /** It went out of view: no timer, subscription or request of it goes on. */
    void hide();

    /** Leads the keyboard to what the screen is about. */
    default void focus() {
        node().requestFocusTraversal(TraversalDirection.NEXT);
    }

    /** What is in front of the person, for a bug report. */
    default ReportContext context() {
        return ReportContext.NOTHING;
    }
}

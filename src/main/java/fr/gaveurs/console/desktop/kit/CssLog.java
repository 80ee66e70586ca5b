package fr.gaveurs.console.desktop.kit;

import java.util.logging.Logger;

/**
 * What JavaFX says of styles, without what it says of a state that it passes through itself: where nodes come into a scene,
 * a label's text gets its style before the label does. The label is then reckoned by the style that it had elsewhere, whose
 * colours are not found, and a moment later by its own. A colour that is missing there too is told.
 */
public final class CssLog {
    /** Held: else it would be forgotten, and its filter with it. */
    private static final Logger CSS = Logger.getLogger("javafx.css");

    /** Of {@code javafx.scene.Node}: called for a label by its text. */
    private static final String PASSING = "recalculateRelativeSizeProperties";

    private CssLog() {}

    /** From now on; once is enough. */
    public static void install() {
        CSS.setFilter(told -> StackWalker.getInstance()
                .walk(frames -> frames.noneMatch(frame -> frame.getMethodName().equals(PASSING))));
    }
}

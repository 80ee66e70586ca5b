package fr.gaveurs.console.desktop.kit;

import javafx.css.Styleable;
import javafx.scene.control.Tooltip;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A tip in the looks of the window that it lies over: its text is as large as the window's, however large or small what it
 * tells of is written. JavaFX takes that node for its parent, and one of a panel over the window knows no size.
 */
public final class Tip extends Tooltip {
    public Tip() {}

    public Tip(String text) {
        super(text);
    }

    @Override
    public @Nullable Styleable getStyleableParent() {
        Window owner = getOwnerWindow();
        while (owner instanceof PopupWindow panel) {
            owner = panel.getOwnerWindow();
        }
        return owner == null || owner.getScene() == null
                ? super.getStyleableParent()
                : owner.getScene().getRoot();
    }
}

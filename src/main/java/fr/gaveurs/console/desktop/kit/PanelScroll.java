package fr.gaveurs.console.desktop.kit;

import javafx.geometry.Orientation;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The upper part of a panel over the window, with its buttons below: as high as what it holds, and scrolled where the screen
 * has not that much room, so that the buttons stay in reach.
 */
public final class PanelScroll extends Roomy {
    /** @param content keeps the height of all that it holds */
    public PanelScroll(VBox content) {
        content.setMinHeight(USE_PREF_SIZE);
        content.getStyleClass().add("panel-scroll-content");
        getStyleClass().add("panel-scroll");
        setContent(content);
        VBox.setVgrow(this, Priority.ALWAYS);
    }

    /** What wraps in it is the higher the narrower it is. */
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }
}

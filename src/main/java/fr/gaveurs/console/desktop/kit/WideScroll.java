package fr.gaveurs.console.desktop.kit;

import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;

/**
 * Wants the room of its scroll bar beside that of what it holds: JavaFX takes it from what is held, where words that would
 * just have had room then fold.
 */
public final class WideScroll extends ScrollPane {
    @Override
    protected double computePrefWidth(double height) {
        double bar = lookup(".scroll-bar:vertical") instanceof ScrollBar vertical ? vertical.prefWidth(-1) : 0;
        return super.computePrefWidth(height) + bar;
    }
}

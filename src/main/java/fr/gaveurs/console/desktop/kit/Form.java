package fr.gaveurs.console.desktop.kit;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Tells the stylesheet how much room a pane has, measured by its text: {@code :narrow} and {@code :low}, so that large
 * text in a small window gets a form of its own.
 */
public final class Form {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

    private Form() {}

    /**
     * Follows a node's size.
     *
     * @param pane whose size it is, and which is told
     * @param within a pane with the same size of text, to measure it by
     * @param narrow narrower than this it is narrow, em
     * @param low lower than this it is low, em
     */
    public static void follow(Region pane, Pane within, double narrow, double low) {
        // Carries the size that the stylesheet gives to text here; never drawn.
        Label text = new Label();
        text.setManaged(false);
        text.setVisible(false);
        within.getChildren().add(text);
        Runnable look = () -> {
            double em = text.getFont().getSize();
            pane.pseudoClassStateChanged(NARROW, pane.getWidth() > 0 && pane.getWidth() < narrow * em);
            pane.pseudoClassStateChanged(LOW, pane.getHeight() > 0 && pane.getHeight() < low * em);
        };
        pane.widthProperty().subscribe(look);
        pane.heightProperty().subscribe(look);
        text.fontProperty().subscribe(look);
    }
}

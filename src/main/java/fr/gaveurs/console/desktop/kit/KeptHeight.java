package fr.gaveurs.console.desktop.kit;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * Keeps the height that its content once had: what comes and goes in it moves nothing below, once it was there. Begins
 * anew with {@link #forget} and with another width. FX thread only.
 */
public final class KeptHeight extends StackPane {
    private double kept;
    private double keptFor = -1;

    /** Something else is shown: only the room for that is kept. */
    public void forget() {
        kept = 0;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double wanted = super.computePrefHeight(width);
        // Before the first layout nobody knows how wide it is.
        if (width < 0 || getWidth() <= 0 || Math.abs(width - getWidth()) > 0.5) {
            return wanted;
        }
        kept = keptFor == width ? Math.max(kept, wanted) : wanted;
        keptFor = width;
        return kept;
    }

    @Override
    protected void layoutChildren() {
        for (Node child : getManagedChildren()) {
            double height = Math.min(getHeight(), child.prefHeight(getWidth()));
            child.resizeRelocate(0, 0, getWidth(), child instanceof Region ? height : getHeight());
        }
    }
}

package fr.gaveurs.console.desktop.kit;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * A pane whose height hangs on its width. It keeps the heights that it reckoned since its last change: JavaFX keeps none of
 * such nodes, and asks for them several times at each level, which grows as a power of the depth. FX thread only.
 */
public abstract class FoldingPane extends Pane {
    /** A pass asks for few; a drag of the window's edge must not pile them up. */
    private static final int MOST = 8;

    private final @Nullable Map<Double, Double> heights = new HashMap<>();

    /** Height of all that is in it where it is so wide, px; it is as wide at least as its widest part must be. */
    protected abstract double height(double width);

    @Override
    public final Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    public final void requestLayout() {
        if (heights != null) { // null while the base class is being built
            heights.clear();
        }
        super.requestLayout();
    }

    @Override
    protected final double computeMinWidth(double height) {
        return getManagedChildren().stream()
                .mapToDouble(node -> node.minWidth(-1))
                .max()
                .orElse(0);
    }

    @Override
    protected final double computePrefHeight(double width) {
        if (heights == null) {
            return 0;
        }
        double asked = width < 0 ? getWidth() : width;
        Double known = heights.get(asked);
        if (known == null) {
            if (heights.size() == MOST) {
                heights.clear();
            }
            known = height(asked);
            heights.put(asked, known);
        }
        return known;
    }
}

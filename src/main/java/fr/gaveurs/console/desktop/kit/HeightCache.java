package fr.gaveurs.console.desktop.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The heights that a node reckoned for some widths since its last change. JavaFX keeps none for nodes whose height hangs
 * on their width, and asks for it several times at each level: nested, that grows as a power of the depth.
 */
public final class HeightCache {
    /** A pass asks for few; a drag of the window's edge must not pile them up. */
    private static final int MOST = 8;

    private final Map<Double, Double> heights = new HashMap<>();

    /** The height for {@code width}, reckoned at most once until {@link #clear}. */
    public double get(double width, DoubleUnaryOperator reckon) {
        Double known = heights.get(width);
        if (known == null) {
            if (heights.size() == MOST) {
                heights.clear();
            }
            known = reckon.applyAsDouble(width);
            heights.put(width, known);
        }
        return known;
    }

    /** For {@code requestLayout}: what is inside has changed. */
    public void clear() {
        heights.clear();
    }
}

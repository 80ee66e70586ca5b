package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.FoldingPane;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;

/**
 * The components, and beside them the breakers above the start; in a narrow window one below the other. There the breakers
 * come first: they have buttons, and the components' words come and go. FX thread only.
 */
public final class HealthColumns extends FoldingPane {
    /** Between two of them, in em. */
    private static final double GAP_EM = 1.14;

    private static final int COMPONENTS = 0;
    private static final int BREAKERS = 1;
    private static final int START = 2;

    private final DoubleProperty em = new SimpleDoubleProperty(this, "em", 14);
    private final DoubleProperty componentsWidth = new SimpleDoubleProperty(this, "componentsWidth");

    public HealthColumns() {
        em.subscribe(this::requestLayout);
        componentsWidth.subscribe(this::requestLayout);
    }

    /** Size of the text, px. */
    DoubleProperty emProperty() {
        return em;
    }

    /** Width that the components must have for something to stand beside them, px. */
    DoubleProperty componentsWidthProperty() {
        return componentsWidth;
    }

    private double gap() {
        return Math.rint(GAP_EM * em.get());
    }

    private Node part(int which) {
        return getManagedChildren().get(which);
    }

    /** Width of what stands beside the components. */
    private double side() {
        return Math.rint(Math.max(part(BREAKERS).prefWidth(-1), part(START).prefWidth(-1)));
    }

    private boolean beside(double width) {
        return Math.max(componentsWidth.get(), part(COMPONENTS).minWidth(-1)) + gap() + side() <= width;
    }

    @Override
    protected double height(double width) {
        if (!beside(width)) {
            return stack(List.of(part(BREAKERS), part(COMPONENTS), part(START)), 0, width, false);
        }
        double side = side();
        return Math.max(
                stack(List.of(part(COMPONENTS)), 0, width - gap() - side, false),
                stack(List.of(part(BREAKERS), part(START)), width - side, side, false));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        if (!beside(width)) {
            stack(List.of(part(BREAKERS), part(COMPONENTS), part(START)), 0, width, true);
            return;
        }
        double side = side();
        stack(List.of(part(COMPONENTS)), 0, width - gap() - side, true);
        stack(List.of(part(BREAKERS), part(START)), width - side, side, true);
    }

    /** Height of nodes below each other; with {@code place} they are put there. */
    private double stack(List<Node> nodes, double x, double width, boolean place) {
        double y = 0;
        for (Node node : nodes) {
            double height = Math.rint(node.prefHeight(width));
            if (place) {
                node.resizeRelocate(x, y, width, height);
            }
            y += height + gap();
        }
        return y - gap();
    }
}

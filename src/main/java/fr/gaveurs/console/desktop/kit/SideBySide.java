package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;

/** Two nodes beside each other while there is room for both at their preferred width, else one below the other. */
public final class SideBySide extends FoldingPane {
    private final DoubleProperty gap = new SimpleDoubleProperty(this, "gap", 16);

    private final DoubleProperty firstWidth = new SimpleDoubleProperty(this, "firstWidth");

    public SideBySide() {
        firstWidth.subscribe(this::requestLayout);
    }

    /** Room between the two, px. */
    public DoubleProperty gapProperty() {
        return gap;
    }

    public double getGap() {
        return gap.get();
    }

    public void setGap(double value) {
        gap.set(value);
    }

    /** Width that the first must have to stand beside the other, px, where that is more than its least width. */
    public DoubleProperty firstWidthProperty() {
        return firstWidth;
    }

    private boolean beside(double width) {
        List<Node> nodes = getManagedChildren();
        return nodes.size() < 2
                || Math.max(firstWidth.get(), nodes.getFirst().minWidth(-1))
                                + getGap()
                                + nodes.getLast().prefWidth(-1)
                        <= width;
    }

    @Override
    protected double height(double available) {
        List<Node> nodes = getManagedChildren();
        if (nodes.size() < 2) {
            return nodes.isEmpty() ? 0 : nodes.getFirst().prefHeight(available);
        }
        if (!beside(available)) {
            return nodes.getFirst().prefHeight(available)
                    + getGap()
                    + nodes.getLast().prefHeight(available);
        }
        double second = nodes.getLast().prefWidth(-1);
        return Math.max(
                nodes.getFirst().prefHeight(available - getGap() - second),
                nodes.getLast().prefHeight(second));
    }

    @Override
    protected void layoutChildren() {
        List<Node> nodes = getManagedChildren();
        if (nodes.size() < 2) {
            nodes.forEach(node -> node.resizeRelocate(0, 0, getWidth(), getHeight()));
            return;
        }
        Node first = nodes.getFirst();
        Node last = nodes.getLast();
        if (beside(getWidth())) {
            double second = Math.rint(last.prefWidth(-1));
            double rest = getWidth() - getGap() - second;
            place(first, 0, 0, rest);
            place(last, getWidth() - second, 0, second);
        } else {
            place(first, 0, 0, getWidth());
            place(last, 0, first.prefHeight(getWidth()) + getGap(), getWidth());
        }
    }

    private static void place(Node node, double x, double y, double width) {
        node.resizeRelocate(x, Math.rint(y), width, Math.rint(node.prefHeight(width)));
    }
}

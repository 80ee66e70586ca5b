package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * Nodes beside each other as in a {@link HBox}; what has no room any more goes on in a further row. A child with
 * {@code HBox.hgrow="ALWAYS"} takes the room that its row leaves: it is counted with its least width only, so that a text
 * that can be folded stays in its row, and an empty region pushes what follows to the right.
 */
public class Wrapping extends FlowPane {
    private record Line(List<Node> nodes, double[] widths, double height) {}

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private static boolean grows(Node node) {
        return HBox.getHgrow(node) == Priority.ALWAYS;
    }

    /** What a child must have to stand in a row, px. */
    private static double least(Node node) {
        double preferred = node.prefWidth(-1);
        return grows(node) ? Math.min(preferred, node.minWidth(-1)) : preferred;
    }

    private List<Line> lines(double available) {
        List<Line> lines = new ArrayList<>();
        List<Node> row = new ArrayList<>();
        double used = 0;
        for (Node node : getManagedChildren()) {
            double least = Math.min(least(node), available);
            double more = row.isEmpty() ? least : least + snapSpaceX(getHgap());
            if (!row.isEmpty() && used + more > available + 0.5) {
                lines.add(line(row, available));
                row = new ArrayList<>();
                more = least;
                used = 0;
            }
            row.add(node);
            used += more;
        }
        if (!row.isEmpty()) {
            lines.add(line(row, available));
        }
        return lines;
    }

    private Line line(List<Node> nodes, double available) {
        double[] widths = new double[nodes.size()];
        double rest = available - snapSpaceX(getHgap()) * (nodes.size() - 1);
        double wanted = 0;
        int growing = 0;
        for (int i = 0; i < widths.length; i++) {
            Node node = nodes.get(i);
            widths[i] = Math.min(least(node), available);
            rest -= widths[i];
            if (grows(node)) {
                growing++;
                wanted += Math.max(0, node.prefWidth(-1) - widths[i]);
            }
        }
        // First what the texts want, then what is left over, to each the same.
        double share = wanted <= 0 ? 0 : Math.clamp(rest / wanted, 0, 1);
        double over = growing == 0 ? 0 : Math.max(0, rest - wanted) / growing;
        double height = 0;
        for (int i = 0; i < widths.length; i++) {
            Node node = nodes.get(i);
            if (grows(node)) {
                widths[i] += Math.max(0, node.prefWidth(-1) - widths[i]) * share + over;
            }
            height = Math.max(height, height(node, widths[i]));
        }
        return new Line(nodes, widths, height);
    }

    private static double height(Node node, double width) {
        double given = node.getContentBias() == Orientation.HORIZONTAL ? width : -1;
        return Math.max(node.prefHeight(given), node.minHeight(given));
    }

    private double across() {
        return snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computeMinWidth(double height) {
        return across()
                + getManagedChildren().stream()
                        .mapToDouble(node -> Math.min(node.minWidth(-1), node.prefWidth(-1)))
                        .max()
                        .orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        List<Node> nodes = getManagedChildren();
        double sum = nodes.stream().mapToDouble(node -> node.prefWidth(-1)).sum();
        return across() + sum + snapSpaceX(getHgap()) * Math.max(0, nodes.size() - 1);
    }

    @Override
    protected double computeMinHeight(double width) {
        // A scroll pane asks without a width whether it has to scroll: then the rows that there are now count.
        return computePrefHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
    }

    @Override
    protected double computePrefHeight(double width) {
        List<Line> lines = lines((width < 0 ? computePrefWidth(-1) : width) - across());
        double sum = lines.stream().mapToDouble(Line::height).sum();
        return snappedTopInset() + snappedBottomInset() + sum + snapSpaceY(getVgap()) * Math.max(0, lines.size() - 1);
    }

    @Override
    protected void layoutChildren() {
        double y = snappedTopInset();
        for (Line line : lines(getWidth() - across())) {
            double x = snappedLeftInset();
            for (int i = 0; i < line.widths().length; i++) {
                Node node = line.nodes().get(i);
                double height = height(node, line.widths()[i]);
                node.resizeRelocate(
                        Math.rint(x), Math.rint(y + (line.height() - height) / 2), line.widths()[i], height);
                x += line.widths()[i] + snapSpaceX(getHgap());
            }
            y += line.height() + snapSpaceY(getVgap());
        }
    }
}

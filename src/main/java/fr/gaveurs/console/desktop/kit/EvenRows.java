package fr.gaveurs.console.desktop.kit;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/**
 * Cards of one width that fill the row. Where not all have room at their least width they stand in several rows, each
 * with as many as the others: four in two rows of two, not of three and one.
 */
public final class EvenRows extends FlowPane {
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double across() {
        return snappedLeftInset() + snappedRightInset();
    }

    private int columns(double available) {
        List<Node> nodes = getManagedChildren();
        double gap = snapSpaceX(getHgap());
        double least =
                nodes.stream().mapToDouble(node -> node.minWidth(-1)).max().orElse(0);
        int most = Math.clamp((long) ((available + gap) / Math.max(1, least + gap)), 1, Math.max(1, nodes.size()));
        int rows = Math.max(1, (nodes.size() + most - 1) / most);
        return Math.max(1, (nodes.size() + rows - 1) / rows);
    }

    private double cell(double available, int columns) {
        return Math.max(0, Math.floor((available - snapSpaceX(getHgap()) * (columns - 1)) / columns));
    }

    private double rowHeight(List<Node> row, double width) {
        return row.stream()
                .mapToDouble(node -> Math.max(node.prefHeight(width), node.minHeight(width)))
                .max()
                .orElse(0);
    }

    @Override
    protected double computeMinWidth(double height) {
        return across()
                + getManagedChildren().stream()
                        .mapToDouble(node -> node.minWidth(-1))
                        .max()
                        .orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        List<Node> nodes = getManagedChildren();
        double widest =
                nodes.stream().mapToDouble(node -> node.prefWidth(-1)).max().orElse(0);
        return across() + widest * nodes.size() + snapSpaceX(getHgap()) * Math.max(0, nodes.size() - 1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double available = (width < 0 ? computePrefWidth(-1) : width) - across();
        List<Node> nodes = getManagedChildren();
        int columns = columns(available);
        double cell = cell(available, columns);
        double sum = snappedTopInset() + snappedBottomInset();
        for (int from = 0; from < nodes.size(); from += columns) {
            sum += rowHeight(nodes.subList(from, Math.min(nodes.size(), from + columns)), cell)
                    + (from == 0 ? 0 : snapSpaceY(getVgap()));
        }
        return sum;
    }

    @Override
    protected void layoutChildren() {
        double available = getWidth() - across();
        List<Node> nodes = getManagedChildren();
        int columns = columns(available);
        double cell = cell(available, columns);
        double y = snappedTopInset();
        for (int from = 0; from < nodes.size(); from += columns) {
            List<Node> row = nodes.subList(from, Math.min(nodes.size(), from + columns));
            double height = rowHeight(row, cell);
            for (int i = 0; i < row.size(); i++) {
                double x = snappedLeftInset() + i * (cell + snapSpaceX(getHgap()));
                row.get(i).resizeRelocate(Math.rint(x), Math.rint(y), cell, height);
            }
            y += height + snapSpaceY(getVgap());
        }
    }
}

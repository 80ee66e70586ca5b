package fr.gaveurs.console.desktop.kit.canvas;

import java.util.ArrayList;
import java.util.List;

/** The border of a set of cells. */
public final class Outline {
    private Outline() {}

    /** A straight piece of a border, in cells: from corner (column, row) to corner (column, row). */
    public record Edge(int fromColumn, int fromRow, int toColumn, int toRow) {}

    /**
     * The sides between a cell of the set and one outside it, straight neighbours joined.
     *
     * @param inside {@code rows × columns} flags, row by row
     */
    public static List<Edge> of(boolean[] inside, int rows, int columns) {
        List<Edge> edges = new ArrayList<>();
        for (int row = 0; row <= rows; row++) {
            int start = -1;
            for (int column = 0; column <= columns; column++) {
                boolean side = column < columns
                        && in(inside, rows, columns, row - 1, column) != in(inside, rows, columns, row, column);
                if (side && start < 0) {
                    start = column;
                } else if (!side && start >= 0) {
                    edges.add(new Edge(start, row, column, row));
                    start = -1;
                }
            }
        }
        for (int column = 0; column <= columns; column++) {
            int start = -1;
            for (int row = 0; row <= rows; row++) {
                boolean side = row < rows
                        && in(inside, rows, columns, row, column - 1) != in(inside, rows, columns, row, column);
                if (side && start < 0) {
                    start = row;
                } else if (!side && start >= 0) {
                    edges.add(new Edge(column, start, column, row));
                    start = -1;
                }
            }
        }
        return edges;
    }

    private static boolean in(boolean[] inside, int rows, int columns, int row, int column) {
        return row >= 0 && row < rows && column >= 0 && column < columns && inside[row * columns + column];
    }
}

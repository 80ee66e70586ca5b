package fr.gaveurs.console.desktop.kit.canvas;

import java.util.Arrays;

/**
 * A surface over the zones of a matrix, as quadrilaterals between its nodes: each zone's height at its middle, between
 * them a curve, from the outer middles on level to the edge.
 *
 * <p>Nodes and cells are numbered row by row. A missing height is NaN, and a cell with a missing corner is a hole.
 */
public final class SurfaceMesh {
    private final int nodeRows;
    private final int nodeColumns;
    private final double stepX;
    private final double stepY;
    private final double[] heights;
    private final int refinement;

    private SurfaceMesh(
            int nodeRows, int nodeColumns, double zoneWidth, double zoneHeight, double[] heights, int refinement) {
        this.nodeRows = nodeRows;
        this.nodeColumns = nodeColumns;
        this.stepX = zoneWidth / refinement;
        this.stepY = zoneHeight / refinement;
        this.heights = heights;
        this.refinement = refinement;
    }

    /**
     * The surface of a square matrix.
     *
     * @param heights {@code side × side} heights, mm, row by row; NaN for a missing one
     * @param zoneWidth of one zone, mm
     * @param zoneHeight of one zone, mm
     * @param refinement cells along one zone, even, so that both the middles and the borders of zones are nodes
     * @param smooth rounded between the zones; else straight from each to the next
     */
    public static SurfaceMesh of(
            double[] heights, int side, double zoneWidth, double zoneHeight, int refinement, boolean smooth) {
        int fine = side * refinement + 1;
        double[][] rows = new double[side][];
        for (int row = 0; row < side; row++) {
            rows[row] = toEdges(Arrays.copyOfRange(heights, row * side, (row + 1) * side), refinement, smooth);
        }
        double[] nodes = new double[fine * fine];
        double[] line = new double[side];
        for (int column = 0; column < fine; column++) {
            for (int row = 0; row < side; row++) {
                line[row] = rows[row][column];
            }
            double[] refined = toEdges(line, refinement, smooth);
            for (int row = 0; row < fine; row++) {
                nodes[row * fine + column] = refined[row];
            }
        }
        return new SurfaceMesh(fine, fine, zoneWidth, zoneHeight, nodes, refinement);
    }

    private static double[] toEdges(double[] values, int refinement, boolean smooth) {
        double[] fine = MonotoneCurve.refine(values, refinement, smooth);
        int half = refinement / 2;
        double[] whole = new double[fine.length + 2 * half];
        Arrays.fill(whole, 0, half, values[0]);
        System.arraycopy(fine, 0, whole, half, fine.length);
        Arrays.fill(whole, half + fine.length, whole.length, values[values.length - 1]);
        return whole;
    }

    public int cellRows() {
        return nodeRows - 1;
    }

    public int cellColumns() {
        return nodeColumns - 1;
    }

    /** Cells along one zone. */
    public int refinement() {
        return refinement;
    }

    /** Model x of a column of nodes, mm. */
    public double x(int nodeColumn) {
        return nodeColumn * stepX;
    }

    /** Model y of a row of nodes, mm. */
    public double y(int nodeRow) {
        return nodeRow * stepY;
    }

    /** Height of a node, mm; NaN if it is missing. */
    public double z(int nodeRow, int nodeColumn) {
        return heights[nodeRow * nodeColumns + nodeColumn];
    }

    /** Mean height of a cell's corners, mm; NaN for a hole. */
    public double meanHeight(int cell) {
        int row = cell / cellColumns();
        int column = cell % cellColumns();
        return (z(row, column) + z(row, column + 1) + z(row + 1, column) + z(row + 1, column + 1)) / 4;
    }

    /**
     * All cells, those that may be hidden before those that may hide them. On a regular grid a line of sight crosses
     * rows and columns in one direction only, so two nested loops are an exact order and nothing is sorted.
     */
    public int[] backToFront(Projection projection) {
        boolean rowsUp = projection.nearness(0, 1) >= projection.nearness(0, 0);
        boolean columnsUp = projection.nearness(1, 0) >= projection.nearness(0, 0);
        int[] order = new int[cellRows() * cellColumns()];
        int next = 0;
        for (int i = 0; i < cellRows(); i++) {
            int row = rowsUp ? i : cellRows() - 1 - i;
            for (int j = 0; j < cellColumns(); j++) {
                int column = columnsUp ? j : cellColumns() - 1 - j;
                order[next++] = row * cellColumns() + column;
            }
        }
        return order;
    }

    /**
     * How much light a cell gets from the viewer's upper left, 0–1.
     *
     * @param azimuth of the projection, degrees: the light stays with the viewer while the tray turns
     */
    public double light(int cell, double azimuth) {
        int row = cell / cellColumns();
        int column = cell % cellColumns();
        double z00 = z(row, column);
        double z01 = z(row, column + 1);
        double z10 = z(row + 1, column);
        double z11 = z(row + 1, column + 1);
        double slopeX = (z01 + z11 - z00 - z10) / (2 * stepX);
        double slopeY = (z10 + z11 - z00 - z01) / (2 * stepY);
        double turn = Math.toRadians(azimuth);
        double right = slopeX * Math.cos(turn) - slopeY * Math.sin(turn);
        double near = slopeX * Math.sin(turn) + slopeY * Math.cos(turn);
        double length = Math.sqrt(right * right + near * near + 1);
        return Math.max(0, (-right * LIGHT_RIGHT - near * LIGHT_NEAR + LIGHT_UP) / length);
    }

    // A unit vector to the light: from the left, a little from behind, mostly from above.
    private static final double LIGHT_RIGHT = -0.56;
    private static final double LIGHT_NEAR = 0.20;
    private static final double LIGHT_UP = 0.804;
}

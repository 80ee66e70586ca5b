package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.quality.Samples;

/** The tray as the time-of-flight sensor divides it: 300 × 180 mm over 8 columns and 8 rows. */
final class TrayGrid {
    static final int SIDE = Samples.SIDE;
    static final double ZONE_X_MM = 37.5;
    static final double ZONE_Y_MM = 22.5;
    /** From the sensor to the tray, mm. */
    static final double FLOOR_MM = 95;

    /** Points along each side of a zone at which its height is taken. */
    private static final int POINTS = 8;

    private TrayGrid() {}

    /** Heights over the tray, mm, row by row: of each zone the mean over its area; a dent is negative. */
    static double[] heights(Truth truth) {
        double[] heights = new double[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                heights[row * SIDE + column] = meanHeight(truth, row, column);
            }
        }
        for (Truth.Spot body : truth.foreignBodies()) {
            heights[body.row() * SIDE + body.column()] = body.extentMm();
        }
        for (Truth.Spot dent : truth.dents()) {
            heights[dent.row() * SIDE + dent.column()] = -dent.extentMm();
        }
        return heights;
    }

    private static double meanHeight(Truth truth, int row, int column) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double y = (row - SIDE / 2.0 + (i + 0.5) / POINTS) * ZONE_Y_MM - truth.centreYMm();
            for (int j = 0; j < POINTS; j++) {
                double x = (column - SIDE / 2.0 + (j + 0.5) / POINTS) * ZONE_X_MM - truth.centreXMm();
                double outside = square(x / truth.halfLengthMm()) + square(y / truth.halfWidthMm());
                sum += outside < 1 ? truth.heightMm() * Math.sqrt(1 - outside) : 0;
            }
        }
        return sum / (POINTS * POINTS);
    }

    private static double square(double value) {
        return value * value;
    }
}

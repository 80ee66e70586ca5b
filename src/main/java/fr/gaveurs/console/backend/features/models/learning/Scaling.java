package fr.gaveurs.console.backend.features.models.learning;

import java.util.Arrays;

/**
 * Mean and standard deviation of each feature over the samples that were learnt from.
 *
 * @param scale standard deviation; 0 for a feature that was the same in all of them, which then counts for nothing
 */
record Scaling(double[] mean, double[] scale) {
    /** Spread that is nothing but rounding. */
    private static final double NOTHING = 1e-9;

    static Scaling of(double[][] rows) {
        int features = rows[0].length;
        double[] mean = new double[features];
        double[] scale = new double[features];
        for (double[] row : rows) {
            for (int i = 0; i < features; i++) {
                mean[i] += row[i];
            }
        }
        for (int i = 0; i < features; i++) {
            mean[i] /= rows.length;
        }
        for (double[] row : rows) {
            for (int i = 0; i < features; i++) {
                scale[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }
        for (int i = 0; i < features; i++) {
            double spread = Math.sqrt(scale[i] / rows.length);
            scale[i] = spread > NOTHING * Math.max(1, Math.abs(mean[i])) ? spread : 0;
        }
        return new Scaling(mean, scale);
    }

    /** The features in standard deviations from their means. */
    double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            scaled[i] = scale[i] == 0 ? 0 : (row[i] - mean[i]) / scale[i];
        }
        return scaled;
    }

    double[][] apply(double[][] rows) {
        return Arrays.stream(rows).map(this::apply).toArray(double[][]::new);
    }
}

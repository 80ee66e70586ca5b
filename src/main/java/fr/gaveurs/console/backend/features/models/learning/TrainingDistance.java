package fr.gaveurs.console.backend.features.models.learning;

import java.util.Arrays;

/**
 * How far a sample is from those that were learnt from, by the distance of Mahalanobis.
 *
 * @param lower triangle of the covariance of scaled features
 * @param limit beyond which a sample is far
 */
record TrainingDistance(double[][] lower, double limit) {
    /** Added to each feature's variance: what spreads less than this is noise of a sensor. */
    private static final double NOISE = 1e-3;
    /** The limit is so many times the distance within which nearly all samples lie that were learnt from. */
    private static final double MARGIN = 1.5;

    private static final double NEARLY_ALL = 0.99;

    /** Of a model of which nobody knows what it learnt from: neither near nor far. */
    static TrainingDistance unknown(int features) {
        double[][] identity = new double[features][features];
        for (int i = 0; i < features; i++) {
            identity[i][i] = 1;
        }
        return new TrainingDistance(identity, Double.MAX_VALUE);
    }

    boolean isKnown() {
        return limit < Double.MAX_VALUE;
    }

    /** @param rows scaled features */
    static TrainingDistance of(double[][] rows) {
        int features = rows[0].length;
        double[][] covariance = new double[features][features];
        for (double[] row : rows) {
            for (int i = 0; i < features; i++) {
                for (int k = 0; k <= i; k++) {
                    covariance[i][k] += row[i] * row[k] / rows.length;
                }
            }
        }
        for (int i = 0; i < features; i++) {
            covariance[i][i] += NOISE;
        }
        TrainingDistance distance = new TrainingDistance(Cholesky.of(covariance).lower(), 0);
        double[] sorted = Arrays.stream(rows).mapToDouble(distance::of).sorted().toArray();
        return new TrainingDistance(distance.lower, MARGIN * Quantiles.of(sorted, NEARLY_ALL));
    }

    /** Not a number where it is not known. */
    double of(double[] scaled) {
        if (!isKnown()) {
            return Double.NaN;
        }
        double sum = 0;
        for (double y : Cholesky.ofLower(lower).forward(scaled)) {
            sum += y * y;
        }
        return Math.sqrt(sum);
    }
}

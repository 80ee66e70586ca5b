package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Method;

/** Sums of products of scaled features and a truth: everything that a linear model is made of, for any penalty. */
final class LinearProblem {
    private static final int MOST_SWEEPS = 5_000;
    private static final double STILL = 1e-9;

    private final boolean squares;
    private final int features;
    private final double[] columnMean;
    private final double truthMean;
    /** Covariances of the columns: features, and their squares less 1. */
    private final double[][] gram;
    /** Covariances of the columns with the truth. */
    private final double[] moment;

    /** @param rows scaled features of at least one sample */
    LinearProblem(double[][] rows, double[] truth, boolean squares) {
        this.squares = squares;
        features = rows[0].length;
        int columns = squares ? 2 * features : features;
        columnMean = new double[columns];
        double sum = 0;
        double[][] wide = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            wide[row] = columns(rows[row]);
            sum += truth[row];
            for (int i = 0; i < columns; i++) {
                columnMean[i] += wide[row][i];
            }
        }
        truthMean = sum / rows.length;
        for (int i = 0; i < columns; i++) {
            columnMean[i] /= rows.length;
        }
        gram = new double[columns][columns];
        moment = new double[columns];
        for (int row = 0; row < rows.length; row++) {
            double[] values = wide[row];
            for (int i = 0; i < columns; i++) {
                values[i] -= columnMean[i];
            }
            for (int i = 0; i < columns; i++) {
                moment[i] += values[i] * (truth[row] - truthMean);
                for (int k = 0; k <= i; k++) {
                    gram[i][k] += values[i] * values[k];
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            moment[i] /= rows.length;
            for (int k = 0; k <= i; k++) {
                gram[i][k] /= rows.length;
                gram[k][i] = gram[i][k];
            }
        }
    }

    private double[] columns(double[] scaled) {
        if (!squares) {
            return scaled.clone();
        }
        double[] wide = new double[2 * features];
        for (int i = 0; i < features; i++) {
            wide[i] = scaled[i];
            wide[features + i] = scaled[i] * scaled[i] - 1;
        }
        return wide;
    }

    /** Least squares with penalty · Σ coefficient². */
    Regression.Linear ridge(double penalty) {
        int columns = moment.length;
        double[][] matrix = new double[columns][];
        for (int i = 0; i < columns; i++) {
            matrix[i] = gram[i].clone();
            matrix[i][i] += penalty;
        }
        return model(Cholesky.of(matrix).solve(moment), squares ? Method.RIDGE_SQUARES : Method.RIDGE);
    }

    /** Least squares with penalty · (½ Σ |coefficient| + ¼ Σ coefficient²), column by column. */
    Regression.Linear elasticNet(double penalty) {
        int columns = moment.length;
        double[] beta = new double[columns];
        double absolute = penalty / 2;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double moved = 0;
            for (int i = 0; i < columns; i++) {
                double rest = moment[i];
                for (int k = 0; k < columns; k++) {
                    rest -= k == i ? 0 : gram[i][k] * beta[k];
                }
                double shrunk = Math.max(0, Math.abs(rest) - absolute) * Math.signum(rest);
                double next = gram[i][i] == 0 ? 0 : shrunk / (gram[i][i] + penalty / 2);
                moved = Math.max(moved, Math.abs(next - beta[i]));
                beta[i] = next;
            }
            if (moved < STILL) {
                break;
            }
        }
        return model(beta, squares ? Method.ELASTIC_NET_SQUARES : Method.ELASTIC_NET);
    }

    private Regression.Linear model(double[] beta, Method method) {
        double intercept = truthMean;
        for (int i = 0; i < beta.length; i++) {
            intercept -= beta[i] * columnMean[i];
        }
        double[] coefficients = new double[features];
        double[] ofSquares = new double[squares ? features : 0];
        System.arraycopy(beta, 0, coefficients, 0, features);
        System.arraycopy(beta, features, ofSquares, 0, ofSquares.length);
        return new Regression.Linear(method, intercept, coefficients, ofSquares);
    }
}

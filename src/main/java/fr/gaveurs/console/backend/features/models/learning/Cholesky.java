package fr.gaveurs.console.backend.features.models.learning;

/** The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ. */
final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * Factors a matrix.
     *
     * @throws ArithmeticException if it is not positive definite
     */
    static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = matrix[row][column];
                for (int k = 0; k < column; k++) {
                    sum -= lower[row][k] * lower[column][k];
                }
                if (row == column) {
                    if (!(sum > 0)) {
                        throw new ArithmeticException("the matrix is not positive definite");
                    }
                    lower[row][row] = Math.sqrt(sum);
                } else {
                    lower[row][column] = sum / lower[column][column];
                }
            }
        }
        return new Cholesky(lower);
    }

    /** x of A·x = {@code right}. */
    double[] solve(double[] right) {
        double[] x = forward(right);
        for (int row = x.length - 1; row >= 0; row--) {
            for (int k = row + 1; k < x.length; k++) {
                x[row] -= lower[k][row] * x[k];
            }
            x[row] /= lower[row][row];
        }
        return x;
    }

    /** y of L·y = {@code right}: its length is the root of rightᵀ·A⁻¹·right. */
    double[] forward(double[] right) {
        double[] y = right.clone();
        for (int row = 0; row < y.length; row++) {
            for (int k = 0; k < row; k++) {
                y[row] -= lower[row][k] * y[k];
            }
            y[row] /= lower[row][row];
        }
        return y;
    }

    double[][] lower() {
        return lower;
    }

    /** From a triangle that was kept. */
    static Cholesky ofLower(double[][] lower) {
        return new Cholesky(lower);
    }
}

package fr.gaveurs.console.backend.features.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.backend.features.models.learning.Regression.Linear;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlgebraTest {
    @Test
    void choleskySolves() {
        double[][] matrix = {{4, 2, 0.5}, {2, 5, 1}, {0.5, 1, 3}};
        double[] x = Cholesky.of(matrix).solve(new double[] {1, 2, 3});
        for (int row = 0; row < 3; row++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += matrix[row][k] * x[k];
            }
            assertThat(sum).isCloseTo(row + 1, within(1e-12));
        }
        assertThatThrownBy(() -> Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isInstanceOf(ArithmeticException.class);
    }

    /** y = 3 + 2·a − b + 0.5·(a² − 1), without noise. */
    private static double truth(double[] row) {
        return 3 + 2 * row[0] - row[1] + 0.5 * (row[0] * row[0] - 1);
    }

    private static double[][] rows(int n) {
        Random random = new Random(1);
        double[][] rows = new double[n][2];
        for (double[] row : rows) {
            row[0] = random.nextGaussian();
            row[1] = random.nextGaussian();
        }
        return Scaling.of(rows).apply(rows);
    }

    private static double[] truths(double[][] rows) {
        double[] truths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truths[i] = truth(rows[i]);
        }
        return truths;
    }

    @Test
    void ridgeWithSquaresFindsTheCoefficients() {
        double[][] rows = rows(500);
        Linear linear = new LinearProblem(rows, truths(rows), true).ridge(1e-9);
        assertThat(linear.coefficients()).containsExactly(new double[] {2, -1}, within(1e-6));
        assertThat(linear.squares()).containsExactly(new double[] {0.5, 0}, within(1e-6));
        assertThat(linear.predict(Double.NaN, new double[] {1.5, -0.5}))
                .isCloseTo(truth(new double[] {1.5, -0.5}), within(1e-6));
    }

    @Test
    void elasticNetFindsThemTooAndLeavesOutWhatDoesNotCount() {
        double[][] rows = rows(500);
        Linear near = new LinearProblem(rows, truths(rows), true).elasticNet(1e-7);
        assertThat(near.coefficients()).containsExactly(new double[] {2, -1}, within(1e-4));
        Linear strict = new LinearProblem(rows, truths(rows), true).elasticNet(0.5);
        assertThat(strict.squares()[1]).isZero();
        assertThat(Math.abs(strict.coefficients()[0])).isLessThan(2).isPositive();
    }

    @Test
    void aGreaterPenaltyShrinks() {
        double[][] rows = rows(200);
        LinearProblem problem = new LinearProblem(rows, truths(rows), false);
        assertThat(Math.abs(problem.ridge(1).coefficients()[0]))
                .isLessThan(Math.abs(problem.ridge(1e-3).coefficients()[0]));
    }

    @Test
    void aConstantFeatureCountsForNothing() {
        double[][] rows = {{1, 7}, {2, 7}, {3, 7}, {4, 7}};
        Scaling scaling = Scaling.of(rows);
        assertThat(scaling.scale()[1]).isZero();
        Linear linear = new LinearProblem(scaling.apply(rows), new double[] {1, 2, 3, 4}, false).ridge(1e-9);
        assertThat(linear.coefficients()[1]).isZero();
        assertThat(linear.predict(0, scaling.apply(new double[] {2.5, 99}))).isCloseTo(2.5, within(1e-6));
    }

    @Test
    void treesLearnAStepThatNoLineCan() {
        double[][] rows = rows(800);
        double[] steps = new double[rows.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = rows[i][0] > 0.3 ? 1 : 0;
        }
        Regression.Trees trees = BoostedTrees.fit(rows, steps);
        assertThat(trees.predict(0, new double[] {1, 0})).isCloseTo(1, within(0.05));
        assertThat(trees.predict(0, new double[] {-1, 0})).isCloseTo(0, within(0.05));
        Linear line = new LinearProblem(rows, steps, false).ridge(1e-6);
        assertThat(Math.abs(line.predict(0, new double[] {0.31, 0}) - 1)).isGreaterThan(0.2);
    }

    @Test
    void treesOfFewSamplesSayTheirMean() {
        Regression.Trees trees = BoostedTrees.fit(new double[][] {{1}, {2}, {3}}, new double[] {0.2, 0.4, 0.6});
        assertThat(trees.predict(0, new double[] {9})).isCloseTo(0.4, within(1e-9));
    }
}

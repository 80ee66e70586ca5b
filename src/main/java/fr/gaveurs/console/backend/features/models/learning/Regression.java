package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Method;
import java.util.List;

/** What was learnt of one target. */
public sealed interface Regression {
    Method method();

    /**
     * The figure of a sample.
     *
     * @param formula what the formula says of it, NaN where it says nothing
     * @param scaled its features, scaled
     */
    double predict(double formula, double[] scaled);

    /** The formula itself: nothing was learnt. */
    record AsFormula() implements Regression {
        @Override
        public Method method() {
            return Method.FORMULA;
        }

        @Override
        public double predict(double formula, double[] scaled) {
            return formula;
        }
    }

    /** intercept + slope × formula. */
    record Recalibrated(double intercept, double slope) implements Regression {
        @Override
        public Method method() {
            return Method.RECALIBRATED_FORMULA;
        }

        @Override
        public double predict(double formula, double[] scaled) {
            return intercept + slope * formula;
        }
    }

    /**
     * intercept + Σ coefficientᵢ·zᵢ + Σ squareᵢ·(zᵢ² − 1).
     *
     * @param squares empty for a model without
     */
    record Linear(Method method, double intercept, double[] coefficients, double[] squares) implements Regression {
        @Override
        public double predict(double formula, double[] scaled) {
            double sum = intercept;
            for (int i = 0; i < coefficients.length; i++) {
                sum += coefficients[i] * scaled[i];
            }
            for (int i = 0; i < squares.length; i++) {
                sum += squares[i] * (scaled[i] * scaled[i] - 1);
            }
            return sum;
        }
    }

    /**
     * Columns of what a model says that runs outside of this JVM; {@link Predictor} asks it.
     *
     * @param value column of the figure itself; {@code low} and {@code high} of its bounds, −1 where it says none
     */
    record External(int value, int low, int high) implements Regression {
        @Override
        public Method method() {
            return Method.ONNX;
        }

        /** @throws IllegalStateException always: it is not told by features alone */
        @Override
        public double predict(double formula, double[] scaled) {
            throw new IllegalStateException("a model outside of this JVM is asked for many samples at once");
        }

        boolean hasBounds() {
            return low >= 0;
        }

        /** The figure, or the figure and its bounds, out of everything that the model says of a sample. */
        double[] of(double[] said) {
            return hasBounds() ? new double[] {said[value], said[low], said[high]} : new double[] {said[value]};
        }
    }

    /** base + Σ of the trees' leaves. */
    record Trees(double base, List<Tree> trees) implements Regression {
        public Trees {
            trees = List.copyOf(trees);
        }

        @Override
        public Method method() {
            return Method.BOOSTED_TREES;
        }

        @Override
        public double predict(double formula, double[] scaled) {
            double sum = base;
            for (Tree tree : trees) {
                sum += tree.leaf(scaled);
            }
            return sum;
        }
    }

    /**
     * A tree whose every path has the same length: node i leads to 2i+1 where its feature is at most its threshold, else
     * to 2i+2.
     *
     * @param feature of each inner node; −1 for one that does not divide: it leads to 2i+1
     * @param leaves what is added, one more than inner nodes
     */
    record Tree(int[] feature, double[] threshold, double[] leaves) {
        double leaf(double[] scaled) {
            int at = 0;
            while (at < feature.length) {
                boolean right = feature[at] >= 0 && scaled[feature[at]] > threshold[at];
                at = 2 * at + (right ? 2 : 1);
            }
            return leaves[at - feature.length];
        }
    }
}

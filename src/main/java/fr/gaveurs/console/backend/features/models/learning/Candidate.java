package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One that takes part in a tournament.
 *
 * @param penalty of a linear model; NaN for others
 */
record Candidate(Method method, double penalty) {
    private static final double[] RIDGE = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1};
    private static final double[] ELASTIC = {1e-4, 1e-3, 1e-2};

    /** Those that can be trained here. */
    static final List<Method> METHODS =
            Arrays.stream(Method.values()).filter(each -> each != Method.ONNX).toList();

    static final List<Candidate> ALL = all();

    private static List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (Method method : METHODS) {
            double[] penalties =
                    switch (method) {
                        case RIDGE, RIDGE_SQUARES -> RIDGE;
                        case ELASTIC_NET, ELASTIC_NET_SQUARES -> ELASTIC;
                        default -> new double[] {Double.NaN};
                    };
            for (double penalty : penalties) {
                all.add(new Candidate(method, penalty));
            }
        }
        return List.copyOf(all);
    }

    /** What samples teach, made ready for every candidate. */
    static final class Lesson {
        private final double[][] scaled;
        private final double[] formula;
        private final double[] truth;
        private final LinearProblem plain;
        private final LinearProblem squared;

        /** @param scaled features of at least one sample */
        Lesson(double[][] scaled, double[] formula, double[] truth) {
            this.scaled = scaled;
            this.formula = formula;
            this.truth = truth;
            plain = new LinearProblem(scaled, truth, false);
            squared = new LinearProblem(scaled, truth, true);
        }

        Regression learn(Candidate candidate) {
            return switch (candidate.method()) {
                case FORMULA -> new Regression.AsFormula();
                case RECALIBRATED_FORMULA -> recalibrated();
                case RIDGE -> plain.ridge(candidate.penalty());
                case ELASTIC_NET -> plain.elasticNet(candidate.penalty());
                case RIDGE_SQUARES -> squared.ridge(candidate.penalty());
                case ELASTIC_NET_SQUARES -> squared.elasticNet(candidate.penalty());
                case BOOSTED_TREES -> BoostedTrees.fit(scaled, truth);
                case ONNX -> throw new IllegalArgumentException("an ONNX model is trained elsewhere");
            };
        }

        private Regression recalibrated() {
            double meanFormula = 0;
            double meanTruth = 0;
            for (int i = 0; i < truth.length; i++) {
                meanFormula += formula[i] / truth.length;
                meanTruth += truth[i] / truth.length;
            }
            double spread = 0;
            double common = 0;
            for (int i = 0; i < truth.length; i++) {
                spread += (formula[i] - meanFormula) * (formula[i] - meanFormula);
                common += (formula[i] - meanFormula) * (truth[i] - meanTruth);
            }
            double slope = spread < 1e-12 ? 0 : common / spread;
            return new Regression.Recalibrated(meanTruth - slope * meanFormula, slope);
        }
    }
}

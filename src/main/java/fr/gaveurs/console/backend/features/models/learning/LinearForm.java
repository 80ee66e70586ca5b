package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A model whose every target is linear in the features, or in them and their squares, as plain numbers of unscaled
 * features: of each target intercept + Σ linearᵢ·xᵢ + Σ squareᵢ·((xᵢ − meanᵢ)·inverseᵢ)².
 *
 * @param features of all targets together; one that a target does not need counts for nothing there
 * @param datasetSha256 of the samples that it learnt from
 * @param examples rows of features from all over what it learnt from
 */
public record LinearForm(
        List<Feature> features, List<Straight> targets, String datasetSha256, List<double[]> examples) {
    private static final int EXAMPLES = 20;

    /** What it says of a target; each list has a number for each feature. */
    public record Straight(
            Target target, double intercept, double[] linear, double[] square, double[] mean, double[] inverse) {
        /** The figure of a row of features. */
        public double of(double[] row) {
            double sum = intercept;
            for (int i = 0; i < row.length; i++) {
                double scaled = (row[i] - mean[i]) * inverse[i];
                sum += linear[i] * row[i] + square[i] * scaled * scaled;
            }
            return sum;
        }
    }

    /** @throws LearningException if a target is told otherwise, such as by trees */
    public static LinearForm of(ModelFile model) throws LearningException {
        Set<Feature> features = new LinkedHashSet<>();
        model.heads().forEach(head -> features.addAll(head.features()));
        List<Feature> all = List.copyOf(features);
        List<Straight> targets = new ArrayList<>();
        for (ModelFile.Head head : model.heads()) {
            if (!(head.regression() instanceof Regression.Linear linear)) {
                throw new LearningException("the " + head.target().key() + " is told by the method "
                        + head.regression().method().key() + ", and only linear ones can be written as ONNX");
            }
            targets.add(straight(head, linear, all));
        }
        List<double[]> examples = new ArrayList<>();
        for (int i = 0; i < EXAMPLES; i++) {
            examples.add(example(model, all, i));
        }
        return new LinearForm(all, List.copyOf(targets), model.datasetSha256(), List.copyOf(examples));
    }

    private static Straight straight(ModelFile.Head head, Regression.Linear model, List<Feature> all) {
        double[] linear = new double[all.size()];
        double[] square = new double[all.size()];
        double[] mean = new double[all.size()];
        double[] inverse = new double[all.size()];
        double intercept = model.intercept();
        for (int i = 0; i < head.features().size(); i++) {
            int at = all.indexOf(head.features().get(i));
            double scale = head.scaling().scale()[i];
            mean[at] = head.scaling().mean()[i];
            inverse[at] = scale == 0 ? 0 : 1 / scale;
            linear[at] = model.coefficients()[i] * inverse[at];
            intercept -= linear[at] * mean[at];
            if (model.squares().length > 0) {
                square[at] = model.squares()[i];
                intercept -= square[at];
            }
        }
        return new Straight(head.target(), intercept, linear, square, mean, inverse);
    }

    /** Each feature at another quantile of what was learnt from, so that the rows differ in direction, too. */
    private static double[] example(ModelFile model, List<Feature> all, int row) {
        double[] example = new double[all.size()];
        for (ModelFile.Head head : model.heads()) {
            for (int i = 0; i < head.features().size(); i++) {
                int at = all.indexOf(head.features().get(i));
                int quantile = 5 + (row * 7 + at * 31) % (Drift.QUANTILES - 10);
                example[at] = (float) head.reference()[i][quantile];
            }
        }
        return example;
    }
}

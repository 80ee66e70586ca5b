package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The samples that one target is learnt from.
 *
 * @param features of each sample, unscaled
 * @param formula what the formula says of each
 */
record TargetData(Target target, List<Example> examples, double[][] features, double[] formula, double[] truth) {
    /** Those of {@code all} whose truth, features and formula are known. */
    static TargetData of(List<Example> all, Target target, List<Feature> features) {
        List<Example> examples = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        List<Double> formulas = new ArrayList<>();
        for (Example example : all) {
            Double truth = example.truth().get(target);
            if (truth == null) {
                continue;
            }
            double[] row = Feature.of(example.input(), features);
            double formula = Formula.of(example.input(), target);
            if (Double.isFinite(formula) && isFinite(row)) {
                examples.add(example);
                rows.add(row);
                formulas.add(formula);
            }
        }
        return new TargetData(
                target,
                List.copyOf(examples),
                rows.toArray(double[][]::new),
                formulas.stream().mapToDouble(Double::doubleValue).toArray(),
                examples.stream()
                        .mapToDouble(each -> each.truth().getOrDefault(target, Double.NaN))
                        .toArray());
    }

    static boolean isFinite(double[] row) {
        for (double figure : row) {
            if (!Double.isFinite(figure)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return truth.length;
    }

    TargetData part(int from, int to) {
        return new TargetData(
                target,
                examples.subList(from, to),
                Arrays.copyOfRange(features, from, to),
                Arrays.copyOfRange(formula, from, to),
                Arrays.copyOfRange(truth, from, to));
    }

    TargetData part(int[] taken) {
        return new TargetData(
                target,
                IntStream.of(taken).mapToObj(examples::get).toList(),
                IntStream.of(taken).mapToObj(i -> features[i]).toArray(double[][]::new),
                IntStream.of(taken).mapToDouble(i -> formula[i]).toArray(),
                IntStream.of(taken).mapToDouble(i -> truth[i]).toArray());
    }

    TargetData withTruth(double[] other) {
        return new TargetData(target, examples, features, formula, other);
    }
}

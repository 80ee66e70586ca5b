package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Training.Coverage;
import fr.gaveurs.console.api.models.Training.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Intervals from the errors of models that had not seen the group they are judged on. Each group weighs the same,
 * however many samples it has.
 */
final class Conformal {
    static final double LEVEL = 0.9;
    private static final double[] LEVELS = {0.5, 0.8, 0.9, 0.95};

    private Conformal() {}

    /** @param errors absolute ones, of samples that were not learnt from */
    static Interval interval(double[] errors, Groups groups) {
        return new Interval(
                LEVEL, radius(errors, groups, LEVEL, i -> true), groups.by(), groups.count(), groups.assured());
    }

    /** For each level the share of samples within the radius that the other groups' errors give; groups weigh the same. */
    static List<Coverage> coverage(double[] errors, Groups groups) {
        return Arrays.stream(LEVELS)
                .mapToObj(level -> new Coverage(level, covered(errors, groups, level)))
                .toList();
    }

    private static double covered(double[] errors, Groups groups, double level) {
        double[] within = new double[errors.length];
        for (int group = 0; group < groups.count(); group++) {
            int left = group;
            double radius = radius(errors, groups, level, i -> groups.of()[i] != left);
            for (int i = 0; i < errors.length; i++) {
                if (groups.of()[i] == group) {
                    within[i] = errors[i] <= radius ? 1 : 0;
                }
            }
        }
        return Arrays.stream(groups.means(within)).average().orElse(Double.NaN);
    }

    /** The least radius within which the weighed share of the errors lies. */
    static double radius(double[] errors, Groups groups, double level, IntPredicate taken) {
        int[] members = new int[groups.count()];
        int[] order = IntStream.range(0, errors.length)
                .filter(taken)
                .peek(i -> members[groups.of()[i]]++)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> errors[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double present = Arrays.stream(members).filter(count -> count > 0).count();
        // One more is to come of which nothing is known: it counts as the worst.
        double wanted = Math.min(1, level * (1 + 1.0 / order.length)) * present;
        double sum = 0;
        for (int i : order) {
            sum += 1.0 / members[groups.of()[i]];
            if (sum >= wanted - 1e-9) {
                return errors[i];
            }
        }
        return order.length == 0 ? 0 : errors[order[order.length - 1]];
    }
}

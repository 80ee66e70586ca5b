package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Training.Comparison;
import java.util.Arrays;
import java.util.Random;

/** How sure it is that one model errs less than another: groups, not samples, are drawn again and again. */
public final class PairedBootstrap {
    private static final int DRAWS = 4_000;

    private PairedBootstrap() {}

    /**
     * Compares absolute errors on the same samples.
     *
     * @param first of one model; {@code second} of the other
     */
    static Comparison compare(double[] first, double[] second, Groups groups, long seed) {
        double[] difference = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            difference[i] = first[i] - second[i];
        }
        return compare(groups.means(difference), seed);
    }

    /**
     * Compares by the mean difference of each group.
     *
     * @param means of the first's error less the second's
     */
    public static Comparison compare(double[] means, long seed) {
        double[] draws = draws(means, seed);
        int notBetter = 0;
        for (double draw : draws) {
            notBetter += draw >= 0 ? 1 : 0;
        }
        return new Comparison(
                mean(means),
                Quantiles.of(draws, 0.025),
                Quantiles.of(draws, 0.95),
                (notBetter + 1.0) / (DRAWS + 1),
                means.length);
    }

    /** Means of drawn groups, ascending. */
    static double[] draws(double[] means, long seed) {
        Random random = new Random(seed);
        double[] draws = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < means.length; i++) {
                sum += means[random.nextInt(means.length)];
            }
            draws[draw] = sum / means.length;
        }
        Arrays.sort(draws);
        return draws;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}

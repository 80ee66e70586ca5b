package fr.gaveurs.console.backend.features.models.learning;

import java.util.Arrays;

/** How far what is measured now is from what was learnt from, feature by feature. */
public final class Drift {
    /** Parts that a feature's range is divided into, of as many samples each. */
    static final int BINS = 10;
    /** Quantiles that a model keeps of each feature: 0, 1, … 100 %. */
    static final int QUANTILES = 101;
    /** A share of nothing counts as this. */
    private static final double LEAST = 1e-4;

    private Drift() {}

    /** The quantiles of a feature, ascending. */
    static double[] reference(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] quantiles = new double[QUANTILES];
        for (int i = 0; i < QUANTILES; i++) {
            quantiles[i] = Quantiles.of(sorted, i / (QUANTILES - 1.0));
        }
        return quantiles;
    }

    /**
     * Population stability index: below 0.1 nothing has changed, above 0.25 much has.
     *
     * @param reference quantiles of what was learnt from
     * @param now at least one value
     */
    public static double psi(double[] reference, double[] now) {
        double[] expected = new double[BINS];
        double[] found = new double[BINS];
        int step = (QUANTILES - 1) / BINS;
        // Of values that are the same everywhere, several bins are one.
        for (int i = 0; i < QUANTILES - 1; i++) {
            expected[bin(reference, step, (reference[i] + reference[i + 1]) / 2)] += 1.0 / (QUANTILES - 1);
        }
        for (double value : now) {
            found[bin(reference, step, value)] += 1.0 / now.length;
        }
        double psi = 0;
        for (int i = 0; i < BINS; i++) {
            double was = Math.max(LEAST, expected[i]);
            double is = Math.max(LEAST, found[i]);
            psi += (is - was) * StrictMath.log(is / was);
        }
        return psi;
    }

    private static int bin(double[] reference, int step, double value) {
        int bin = 0;
        while (bin < BINS - 1 && value > reference[(bin + 1) * step]) {
            bin++;
        }
        return bin;
    }

    /** The greatest distance of the two distribution functions, 0–1 (Kolmogorov and Smirnov). */
    public static double ks(double[] reference, double[] now) {
        double[] sorted = now.clone();
        Arrays.sort(sorted);
        double greatest = 0;
        for (int i = 0; i < sorted.length; ) {
            int next = i + 1;
            while (next < sorted.length && sorted[next] == sorted[i]) {
                next++;
            }
            double before = Math.abs(share(reference, sorted[i], false) - (double) i / sorted.length);
            double behind = Math.abs(share(reference, sorted[i], true) - (double) next / sorted.length);
            greatest = Math.max(greatest, Math.max(before, behind));
            i = next;
        }
        return greatest;
    }

    /** The share of what was learnt from that is less, or at most so large. */
    private static double share(double[] reference, double value, boolean equalToo) {
        int above = 0;
        while (above < reference.length && (equalToo ? reference[above] <= value : reference[above] < value)) {
            above++;
        }
        int last = reference.length - 1;
        if (above == 0 || above > last) {
            return above == 0 ? 0 : 1;
        }
        double low = reference[above - 1];
        return (above - 1 + (value - low) / (reference[above] - low)) / last;
    }

    /**
     * The chance that so great a distance comes of chance alone.
     *
     * @param learnt number of samples that were learnt from; {@code now} of those that are compared
     */
    public static double ksChance(double distance, int learnt, int now) {
        double n = (double) learnt * now / ((double) learnt + now);
        double lambda = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
        if (lambda < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-12) {
                break;
            }
        }
        return Math.clamp(2 * sum, 0, 1);
    }

    /** Whether a chance is small enough where so many are looked at: none of {@code tests} may err by more than 5 %. */
    public static boolean striking(double chance, int tests) {
        return chance * tests < 0.05;
    }
}

package fr.gaveurs.console.backend.features.models.learning;

import java.util.List;

/** How far two people agree who graded the same samples without knowing of each other. */
public final class Agreement {
    private Agreement() {}

    /**
     * Cohen's kappa with weights that grow with the square of the distance: 1 where they always agree, 0 where they agree
     * as often as chance would.
     *
     * @param pairs of each sample what both said, from 0 to {@code classes} − 1
     * @return NaN for no pair, and where both said the same of everything
     */
    public static double kappa(List<int[]> pairs, int classes) {
        double[][] seen = new double[classes][classes];
        double[] first = new double[classes];
        double[] second = new double[classes];
        for (int[] pair : pairs) {
            seen[pair[0]][pair[1]] += 1.0 / pairs.size();
            first[pair[0]] += 1.0 / pairs.size();
            second[pair[1]] += 1.0 / pairs.size();
        }
        double observed = 0;
        double chance = 0;
        for (int i = 0; i < classes; i++) {
            for (int k = 0; k < classes; k++) {
                double weight = (double) (i - k) * (i - k);
                observed += weight * seen[i][k];
                chance += weight * first[i] * second[k];
            }
        }
        return pairs.isEmpty() || chance == 0 ? Double.NaN : 1 - observed / chance;
    }
}

package fr.gaveurs.console.backend.features.reports.content;

/**
 * The four rules of Western Electric, over values that come one after the other; pure. A rule marks the value that completes
 * what it looks for.
 */
final class WesternElectric {
    /** Values that a rule looks back at. */
    private static final int LOOKED_AT = 8;

    private final double mean;
    private final double deviation;
    private final double[] last = new double[LOOKED_AT];
    private int values;

    /** @param deviation within the process, above 0 */
    WesternElectric(double mean, double deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * The first rule that marks the next value; 0 where none does. Rule 1: beyond three deviations. Rule 2: two of three beyond
     * two, on one side. Rule 3: four of five beyond one, on one side. Rule 4: eight in a row on one side.
     */
    int next(double value) {
        double z = (value - mean) / deviation;
        last[values++ % LOOKED_AT] = z;
        if (Math.abs(z) > 3) {
            return 1;
        }
        double side = Math.signum(z);
        if (side == 0) {
            return 0;
        }
        if (z * side > 2 && beyond(2, side, 3) >= 2) {
            return 2;
        }
        if (z * side > 1 && beyond(1, side, 5) >= 4) {
            return 3;
        }
        return values >= LOOKED_AT && beyond(0, side, LOOKED_AT) == LOOKED_AT ? 4 : 0;
    }

    /** How many of the last so many lie farther from the mean than that, on that side. */
    private int beyond(double deviations, double side, int of) {
        int found = 0;
        for (int i = 1; i <= Math.min(of, values); i++) {
            if (last[Math.floorMod(values - i, LOOKED_AT)] * side > deviations) {
                found++;
            }
        }
        return found;
    }
}

package fr.gaveurs.console.desktop.kit.canvas;

import java.util.Arrays;

/**
 * A smooth curve through equally spaced values that never leaves the range of two neighbours (Fritsch and Carlson): it
 * rounds corners and invents no hill or hole.
 */
public final class MonotoneCurve {
    private MonotoneCurve() {}

    /**
     * Puts {@code factor − 1} values between each two of {@code values}. NaN stands for a missing value: what lies next
     * to it is missing too.
     *
     * @param smooth false for straight lines instead
     * @return {@code (values.length − 1) · factor + 1} values
     */
    public static double[] refine(double[] values, int factor, boolean smooth) {
        int n = values.length;
        double[] fine = new double[(n - 1) * factor + 1];
        Arrays.fill(fine, Double.NaN);
        for (int k = 0; k < n; k++) {
            fine[k * factor] = values[k];
        }
        for (int k = 0; k + 1 < n; k++) {
            double y0 = values[k];
            double y1 = values[k + 1];
            if (Double.isNaN(y0) || Double.isNaN(y1)) {
                continue;
            }
            double m0 = smooth ? slope(values, k) : y1 - y0;
            double m1 = smooth ? slope(values, k + 1) : y1 - y0;
            for (int i = 1; i < factor; i++) {
                double t = (double) i / factor;
                double s = 1 - t;
                double y = (1 + 2 * t) * s * s * y0 + t * s * s * m0 + t * t * (3 - 2 * t) * y1 - t * t * s * m1;
                fine[k * factor + i] = Math.clamp(y, Math.min(y0, y1), Math.max(y0, y1));
            }
        }
        return fine;
    }

    /** The slope at a value: the harmonic mean of its two sides, flat where they disagree. */
    private static double slope(double[] values, int k) {
        double before = k > 0 ? values[k] - values[k - 1] : Double.NaN;
        double after = k + 1 < values.length ? values[k + 1] - values[k] : Double.NaN;
        if (Double.isNaN(before)) {
            return Double.isNaN(after) ? 0 : after;
        }
        if (Double.isNaN(after)) {
            return before;
        }
        return before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }
}

package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.backend.features.quality.CapabilityQueries.Series;
import org.jspecify.annotations.Nullable;

/**
 * Process capability of individual values; pure. Each figure is null where it cannot be told.
 *
 * @param within deviation within the process, from the mean moving range
 * @param lowerControl lower limit of the individuals chart
 * @param upperControl the upper one
 * @param cp spread against both limits, by the deviation within
 * @param cpk the same with the place of the mean
 * @param cpkLow lower end of its 95 % interval
 * @param cpkHigh upper end
 * @param pp by the deviation of all values
 * @param ppk the same with the place of the mean; by percentiles where the values are skewed
 * @param skewed whether they are
 * @param dependent whether neighbouring values are so much alike that control limits are too narrow
 */
record Capability(
        @Nullable Double within,
        @Nullable Double lowerControl,
        @Nullable Double upperControl,
        @Nullable Double cp,
        @Nullable Double cpk,
        @Nullable Double cpkLow,
        @Nullable Double cpkHigh,
        @Nullable Double pp,
        @Nullable Double ppk,
        boolean skewed,
        boolean dependent) {
    /** Mean moving range of two normal values, in deviations. */
    static final double D2 = 1.128;
    /** Limits of individuals in mean moving ranges: 3 / {@link #D2}. */
    static final double E2 = 2.66;
    /** No verdict with fewer values. */
    static final int ENOUGH = 50;

    static final double CAPABLE = 1.33;
    static final double ACCEPTABLE = 1.0;

    private static final double SKEWED = 1.0;
    private static final double DEPENDENT = 0.3;
    private static final double Z95 = 1.959964;

    /** What to say of a process. */
    enum Verdict {
        NO_LIMITS,
        TOO_FEW,
        CAPABLE,
        ACCEPTABLE,
        NOT_CAPABLE
    }

    static Capability of(Series series, @Nullable Double lower, @Nullable Double upper) {
        Double mean = series.mean();
        Double range = series.movingRange();
        Double within = range == null ? null : (Double) (range / D2);
        boolean skewed = series.skewness() != null && Math.abs(series.skewness()) > SKEWED;
        boolean dependent = series.neighbours() != null && series.neighbours() > DEPENDENT;
        Double cpk = place(mean, within, lower, upper);
        Double low = null;
        Double high = null;
        if (cpk != null && series.values() > 1) {
            double half = Z95 * Math.sqrt(1.0 / (9 * series.values()) + cpk * cpk / (2.0 * (series.values() - 1)));
            low = cpk - half;
            high = cpk + half;
        }
        return new Capability(
                within,
                mean == null || range == null ? null : (Double) (mean - E2 * range),
                mean == null || range == null ? null : (Double) (mean + E2 * range),
                spread(within, lower, upper),
                cpk,
                low,
                high,
                skewed ? spread(series, lower, upper) : spread(series.deviation(), lower, upper),
                skewed ? place(series, lower, upper) : place(mean, series.deviation(), lower, upper),
                skewed,
                dependent);
    }

    /**
     * What the verdict is by: where values are skewed the percentiles have the word; else the lesser one, since neighbours that
     * are alike make a process seem capable of which many values lie outside.
     */
    @Nullable
    Double index() {
        return skewed ? ppk : least(cpk, ppk);
    }

    /** What people call {@link #index}. */
    String indexName() {
        return index() == null || !index().equals(ppk) ? "Cpk" : "Ppk";
    }

    /** What its figures come to. */
    Verdict verdict(long values, boolean limits) {
        if (!limits) {
            return Verdict.NO_LIMITS;
        }
        Double index = index();
        if (values < ENOUGH || index == null) {
            return Verdict.TOO_FEW;
        }
        return index >= CAPABLE ? Verdict.CAPABLE : index >= ACCEPTABLE ? Verdict.ACCEPTABLE : Verdict.NOT_CAPABLE;
    }

    private static @Nullable Double spread(@Nullable Double deviation, @Nullable Double lower, @Nullable Double upper) {
        return deviation == null || deviation == 0 || lower == null || upper == null
                ? null
                : (Double) ((upper - lower) / (6 * deviation));
    }

    private static @Nullable Double place(
            @Nullable Double mean, @Nullable Double deviation, @Nullable Double lower, @Nullable Double upper) {
        if (mean == null || deviation == null || deviation == 0) {
            return null;
        }
        return least(
                lower == null ? null : (Double) ((mean - lower) / (3 * deviation)),
                upper == null ? null : (Double) ((upper - mean) / (3 * deviation)));
    }

    private static @Nullable Double spread(Series series, @Nullable Double lower, @Nullable Double upper) {
        Double low = series.low();
        Double high = series.high();
        return low == null || high == null || high <= low || lower == null || upper == null
                ? null
                : (Double) ((upper - lower) / (high - low));
    }

    private static @Nullable Double place(Series series, @Nullable Double lower, @Nullable Double upper) {
        Double low = series.low();
        Double middle = series.median();
        Double high = series.high();
        if (low == null || middle == null || high == null) {
            return null;
        }
        return least(
                lower == null || middle <= low ? null : (Double) ((middle - lower) / (middle - low)),
                upper == null || high <= middle ? null : (Double) ((upper - middle) / (high - middle)));
    }

    private static @Nullable Double least(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}

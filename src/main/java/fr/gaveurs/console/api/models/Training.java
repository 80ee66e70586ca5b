package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a training. Errors are in the target's unit: 0–1, the weight in g. */
public final class Training {
    private Training() {}

    /** By what samples are divided, so that none is judged by a model that learnt from its like. */
    public enum Grouping implements Keyed {
        STATION,
        LOT_AND_DAY,
        /** Stretches of time: there was nothing better to divide by. */
        TIME
    }

    /** What is to be known before a model is believed. */
    public enum Caution implements Keyed {
        /** Fewer than four groups: nobody knows how far off a station or lot is that was not among them. */
        INTERVAL_NOT_ASSURED,
        /** The samples' days do not divide well: the newest fifth was held out, which proves less than whole days. */
        HELD_OUT_WITHIN_A_DAY,
        ONE_STATION_ONLY,
        /** A feature was the same in all samples, and counts for nothing. */
        CONSTANT_FEATURE,
        /** The formula is as good, as far as these samples can tell. */
        FORMULA_NOT_BEATEN,
        /** Some samples had a channel missing or dark, and were left out. */
        SAMPLES_LEFT_OUT,
        /** A model from elsewhere does not say what it learnt from, so these samples may be among it. */
        MAY_HAVE_LEARNT_THESE
    }

    /** A caution, and what it is about, such as a feature or a number; empty where there is nothing to add. */
    public record Remark(Caution caution, String detail) {}

    /**
     * How far predictions are from the truth.
     *
     * @param mae mean of the absolute errors; {@code rmse} root of the mean of the squares
     * @param r2 share of the truth's variance that is explained, 1 at most; null where the truth does not vary
     * @param bias mean of prediction less truth
     */
    public record Errors(
            int samples, double mae, double rmse, @Nullable Double r2, double bias) {}

    /**
     * One that took part in a tournament.
     *
     * @param penalty of a linear model; null for others
     * @param mae mean over the folds of the mean absolute error
     * @param standardError of {@code mae} over the folds; {@code low} and {@code high} are its 95 % interval over groups
     */
    public record Contestant(
            Method method, @Nullable Double penalty, double mae, double standardError, double low, double high) {}

    /**
     * Two models on the same samples, by paired bootstrap over groups.
     *
     * @param difference of the mean absolute errors: below 0 where the first is better
     * @param low 2.5 % bound of it, {@code high} the 95 % bound that a promotion is decided by
     * @param p share of the draws in which the first is not better
     */
    public record Comparison(double difference, double low, double high, double p, int groups) {}

    /**
     * How far a figure may be off.
     *
     * @param level share of the samples that shall lie within, such as 0.9
     * @param radius figure ± radius
     * @param assured whether it was made from at least four groups
     */
    public record Interval(double level, double radius, Grouping grouping, int groups, boolean assured) {}

    /** How many samples lay within the interval of a level, each group judged by the others. */
    public record Coverage(double level, double covered) {}

    /** The errors on one station's samples, none of which was learnt from. */
    public record StationErrors(String deviceId, Errors errors) {}

    /** A sample's truth and what a model said that had not seen its group. */
    public record Point(String deviceId, double truth, double predicted) {}

    /**
     * What a linear model makes of a feature.
     *
     * @param weight change of the figure for one standard deviation of the feature
     * @param square likewise for the feature's square; null where it has none
     */
    public record Coefficient(
            String feature, double weight, @Nullable Double square) {}

    /**
     * One target's tournament.
     *
     * @param method that won
     * @param validated errors on samples of groups that were not learnt from
     * @param heldOut errors on the newest samples, which took no part in anything before
     * @param heldOutFrom the first day of them, such as {@code 2026-11-27}
     * @param againstFormula the winner against the formula, on the groups that were not learnt from
     * @param shuffledR2 what was explained where truths had been dealt out by chance: 0 at most, or something leaks
     * @param points at most 400 samples
     */
    public record TargetReport(
            Target target,
            Method method,
            @Nullable Double penalty,
            Grouping grouping,
            int groups,
            Errors validated,
            Errors heldOut,
            String heldOutFrom,
            Errors formulaHeldOut,
            Comparison againstFormula,
            double shuffledR2,
            Interval interval,
            List<Coverage> coverage,
            List<Contestant> leaderboard,
            List<StationErrors> stations,
            List<Coefficient> coefficients,
            List<Point> points,
            List<Remark> remarks) {}

    /**
     * What came of a training.
     *
     * @param skipped targets that nothing could be learnt of, and why, as English sentences
     * @param obstacles the same for programs; without those of an earlier version
     */
    public record TrainingReport(
            List<TargetReport> targets,
            Map<Target, String> skipped,
            @Nullable Map<Target, Obstacle> obstacles) {
        public static TrainingReport of(List<TargetReport> targets, Map<Target, Obstacle> obstacles) {
            Map<Target, String> skipped = new EnumMap<>(Target.class);
            obstacles.forEach((target, why) -> skipped.put(target, why.words()));
            return new TrainingReport(
                    List.copyOf(targets),
                    Collections.unmodifiableMap(skipped),
                    Collections.unmodifiableMap(new EnumMap<>(obstacles)));
        }
    }
}

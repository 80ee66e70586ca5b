package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Grades the spectral half of a sample: ratios, indices, anomalies, score.
 *
 * <p>NaN stands for a figure that cannot be had, because a channel it needs is ignored or missing; the weights of what
 * remains are scaled up to their former sum.
 */
public final class SpectrumGrader {
    private static final SpectralRatio[] RATIOS = SpectralRatio.values();
    private static final SpectralChannel[] CHANNELS = SpectralChannel.values();
    private static final double AT_ACCEPTABLE_LIMIT = 0.7;
    private static final double OUTSIDE = 0.3;

    private SpectrumGrader() {}

    /**
     * Grades ten counts.
     *
     * @param counts 0–65535 in the order of {@link SpectralChannel}, NaN for a missing one
     * @param ignored channels that are stuck
     * @return the figures that exist; UNGRADED where no ratio that scores is left
     */
    public static SpectrumAnalysis grade(double[] counts, Set<SpectralChannel> ignored) {
        // Stuck or missing: without a count.
        double[] usable = ignored.isEmpty() ? counts : without(ignored, counts);
        double[] ratios = new double[RATIOS.length];
        double[] scores = new double[RATIOS.length];
        Arrays.fill(scores, Double.NaN);
        List<String> anomalies = new ArrayList<>();
        for (SpectralRatio ratio : RATIOS) {
            double value = value(ratio, usable);
            ratios[ratio.ordinal()] = Double.isFinite(value) ? value : Double.NaN;
            if (Double.isNaN(value)) {
                continue;
            }
            scores[ratio.ordinal()] = subScore(ratio, value);
            if (!acceptable(ratio, value)) {
                anomalies.add(ratio.key());
            }
        }
        for (SpectralChannel channel : CHANNELS) {
            double count = usable[channel.index()];
            if (count >= GradingRules.SATURATED) {
                anomalies.add(channel.label() + "_saturated");
            } else if (count < GradingRules.DARK) {
                anomalies.add(channel.label() + "_dark");
            }
        }

        double freshness = mean(
                0.6, of(scores, SpectralRatio.VIOLET_ORANGE),
                0.4, of(scores, SpectralRatio.FRESHNESS_MEAT));
        double fatQuality = mean(
                0.6, of(scores, SpectralRatio.LIPID_OXIDATION),
                0.4, of(scores, SpectralRatio.OIL_OXIDATION));
        double colorUniformity = of(scores, SpectralRatio.DISCOLORATION);
        double score = score(freshness, fatQuality, colorUniformity, fatQuality, anomalies.size());
        return new SpectrumAnalysis(
                new EnumFigures<>(RATIOS, ratios),
                orNull(freshness),
                orNull(fatQuality),
                orNull(1 - fatQuality),
                orNull(colorUniformity),
                List.copyOf(anomalies),
                inOrder(ignored),
                orNull(score),
                Grade.of(score));
    }

    /** The same analysis with a model's figures in the place of the formula's, and the score that follows from them. */
    static SpectrumAnalysis with(SpectrumAnalysis formula, ModelFigures said) {
        Double freshness = said.freshness() == null ? formula.freshness() : said.freshness();
        Double fatQuality = said.fatQuality() == null ? formula.fatQuality() : said.fatQuality();
        Double oxidation = said.oxidation() == null ? formula.oxidation() : said.oxidation();
        double score = score(
                orNaN(freshness),
                orNaN(fatQuality),
                orNaN(formula.colorUniformity()),
                1 - orNaN(oxidation),
                formula.anomalies().size());
        return new SpectrumAnalysis(
                formula.spectralRatios(),
                freshness,
                fatQuality,
                oxidation,
                formula.colorUniformity(),
                formula.anomalies(),
                formula.ignoredChannels(),
                orNull(score),
                Grade.of(score));
    }

    /** @param unoxidized 1 less the oxidation, which the formula takes for the quality of the fat */
    private static double score(
            double freshness, double fatQuality, double colorUniformity, double unoxidized, int anomalies) {
        double score = mean(
                GradingRules.FRESHNESS_WEIGHT, freshness,
                GradingRules.FAT_QUALITY_WEIGHT, fatQuality,
                GradingRules.COLOR_UNIFORMITY_WEIGHT, colorUniformity,
                GradingRules.OXIDATION_WEIGHT, unoxidized);
        if (Double.isNaN(score)) {
            return score;
        }
        double penalty = Math.min(GradingRules.MAX_ANOMALY_PENALTY, GradingRules.ANOMALY_PENALTY * anomalies);
        return Grading.rounded(Math.max(0, score - penalty));
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static List<SpectralChannel> inOrder(Set<SpectralChannel> channels) {
        if (channels.isEmpty()) {
            return List.of();
        }
        List<SpectralChannel> sorted = new ArrayList<>(channels.size());
        for (SpectralChannel channel : CHANNELS) {
            if (channels.contains(channel)) {
                sorted.add(channel);
            }
        }
        return List.copyOf(sorted);
    }

    private static double[] without(Set<SpectralChannel> ignored, double[] counts) {
        double[] usable = counts.clone();
        for (SpectralChannel channel : ignored) {
            usable[channel.index()] = Double.NaN;
        }
        return usable;
    }

    /** A ratio over no light at all is infinite, hence outside its acceptable zone, also where there is none above. */
    private static double value(SpectralRatio ratio, double[] counts) {
        double above = sum(ratio.numerator(), counts);
        double below = sum(ratio.denominator(), counts);
        if (Double.isNaN(above) || Double.isNaN(below)) {
            return Double.NaN;
        }
        return below == 0 ? Double.POSITIVE_INFINITY : above / below;
    }

    private static double sum(List<SpectralChannel> channels, double[] counts) {
        double sum = 0;
        for (SpectralChannel channel : channels) {
            sum += counts[channel.index()];
        }
        return sum;
    }

    private static boolean acceptable(SpectralRatio ratio, double value) {
        return value >= ratio.acceptableLow() && value <= ratio.acceptableHigh();
    }

    static double subScore(SpectralRatio ratio, double value) {
        if (!acceptable(ratio, value)) {
            return OUTSIDE;
        }
        double into = 1;
        if (value < ratio.optimalLow()) {
            into = (value - ratio.acceptableLow()) / (ratio.optimalLow() - ratio.acceptableLow());
        } else if (value > ratio.optimalHigh()) {
            into = (ratio.acceptableHigh() - value) / (ratio.acceptableHigh() - ratio.optimalHigh());
        }
        return AT_ACCEPTABLE_LIMIT + (1 - AT_ACCEPTABLE_LIMIT) * into;
    }

    private static double of(double[] scores, SpectralRatio ratio) {
        return scores[ratio.ordinal()];
    }

    /** Weighted mean of (weight, value) pairs without those that are NaN; NaN where none is left. */
    private static double mean(double... weightsAndValues) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < weightsAndValues.length; i += 2) {
            if (!Double.isNaN(weightsAndValues[i + 1])) {
                sum += weightsAndValues[i] * weightsAndValues[i + 1];
                weights += weightsAndValues[i];
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}

package fr.gaveurs.console.api.quality;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * The six ratios of a spectrum, each a sum of channels over a sum of channels, with its optimal zone and the wider
 * acceptable one.
 */
public enum SpectralRatio {
    VIOLET_ORANGE(
            "violet_orange_ratio", List.of(SpectralChannel.F1), List.of(SpectralChannel.F7), 0.25, 0.45, 0.20, 0.55),
    NIR_VIOLET("nir_violet_ratio", List.of(SpectralChannel.NIR), List.of(SpectralChannel.F1), 1.2, 1.8, 1.0, 2.0),
    DISCOLORATION(
            "discoloration_index",
            List.of(SpectralChannel.F5, SpectralChannel.F6),
            List.of(SpectralChannel.F1, SpectralChannel.F2),
            1.3,
            1.7,
            1.1,
            2.0),
    LIPID_OXIDATION(
            "lipid_oxidation_index",
            List.of(SpectralChannel.F7, SpectralChannel.F8),
            List.of(SpectralChannel.F4),
            0.8,
            1.2,
            0.7,
            1.4),
    FRESHNESS_MEAT(
            "freshness_meat_index",
            List.of(SpectralChannel.F1, SpectralChannel.F2),
            List.of(SpectralChannel.F7, SpectralChannel.F8),
            0.35,
            0.65,
            0.25,
            0.75),
    OIL_OXIDATION(
            "oil_oxidation_index",
            List.of(SpectralChannel.F1, SpectralChannel.F3),
            List.of(SpectralChannel.F5, SpectralChannel.F6),
            0.5,
            0.8,
            0.4,
            0.9);

    private final String key;
    private final List<SpectralChannel> numerator;
    private final List<SpectralChannel> denominator;
    private final double optimalLow;
    private final double optimalHigh;
    private final double acceptableLow;
    private final double acceptableHigh;

    SpectralRatio(
            String key,
            List<SpectralChannel> numerator,
            List<SpectralChannel> denominator,
            double optimalLow,
            double optimalHigh,
            double acceptableLow,
            double acceptableHigh) {
        this.key = key;
        this.numerator = numerator;
        this.denominator = denominator;
        this.optimalLow = optimalLow;
        this.optimalHigh = optimalHigh;
        this.acceptableLow = acceptableLow;
        this.acceptableHigh = acceptableHigh;
    }

    /** The wire form, such as {@code violet_orange_ratio}. */
    @JsonValue
    public String key() {
        return key;
    }

    public List<SpectralChannel> numerator() {
        return numerator;
    }

    public List<SpectralChannel> denominator() {
        return denominator;
    }

    public double optimalLow() {
        return optimalLow;
    }

    public double optimalHigh() {
        return optimalHigh;
    }

    public double acceptableLow() {
        return acceptableLow;
    }

    public double acceptableHigh() {
        return acceptableHigh;
    }
}

package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.SpectralRatio;

/**
 * The axis of one ratio's bullet graph: its acceptable zone in the middle, as wide for each, so that six markers can be
 * read as one picture.
 */
record RatioScale(SpectralRatio ratio) {
    /** Share of the axis on each side of the acceptable zone. */
    private static final double MARGIN = 0.22;

    /** Where a value lies. */
    enum Assessment {
        OPTIMAL,
        ACCEPTABLE,
        TOO_LOW,
        TOO_HIGH;

        boolean outside() {
            return this == TOO_LOW || this == TOO_HIGH;
        }
    }

    Assessment assess(double value) {
        if (value < ratio.acceptableLow()) {
            return Assessment.TOO_LOW;
        }
        if (value > ratio.acceptableHigh()) {
            return Assessment.TOO_HIGH;
        }
        return value < ratio.optimalLow() || value > ratio.optimalHigh() ? Assessment.ACCEPTABLE : Assessment.OPTIMAL;
    }

    /** Place on the axis, below 0 or over 1 for what lies off it. */
    double fraction(double value) {
        double width = ratio.acceptableHigh() - ratio.acceptableLow();
        return MARGIN + (1 - 2 * MARGIN) * (value - ratio.acceptableLow()) / width;
    }
}

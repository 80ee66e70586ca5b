package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.util.List;
import java.util.Map;

/**
 * What really lies on a tray: half an ellipsoid, and what is wrong with it.
 *
 * @param halfLengthMm half axis across the columns, mm; {@code halfWidthMm} down the rows; {@code heightMm} upwards
 * @param centreXMm centre from the middle of the tray, mm, towards higher columns; {@code centreYMm} towards higher rows
 * @param ratios the six ratios of the light that it reflects
 * @param foreignBodies bumps of one zone apart from the liver
 * @param dents dents of the tray of one zone each
 */
public record Truth(
        double halfLengthMm,
        double halfWidthMm,
        double heightMm,
        double centreXMm,
        double centreYMm,
        Map<SpectralRatio, Double> ratios,
        List<Spot> foreignBodies,
        List<Spot> dents) {
    /** How far the score of a measured sample may lie from {@link #expectedScore}: noise, and the grid of the zones. */
    public static final double SCORE_TOLERANCE = 0.04;

    private static final double ZONE_AREA_MM2 = TrayGrid.ZONE_X_MM * TrayGrid.ZONE_Y_MM;

    /**
     * A zone that stands out.
     *
     * @param row 0–7, likewise {@code column}
     * @param extentMm height over the tray, or depth under it, mm
     */
    public record Spot(int row, int column, double extentMm) {}

    public Truth {
        ratios = Map.copyOf(ratios);
        foreignBodies = List.copyOf(foreignBodies);
        dents = List.copyOf(dents);
    }

    /** Volume of the liver, mm³. */
    public double liverVolumeMm3() {
        return 2.0 / 3 * Math.PI * halfLengthMm * halfWidthMm * heightMm;
    }

    /** Volume of everything over the tray, mm³: that is what a sensor above it sees. */
    public double volumeMm3() {
        return liverVolumeMm3()
                + foreignBodies.stream().mapToDouble(Spot::extentMm).sum() * ZONE_AREA_MM2;
    }

    /** Freshness, 0–1. */
    public double freshness() {
        return 0.6 * subScore(SpectralRatio.VIOLET_ORANGE) + 0.4 * subScore(SpectralRatio.FRESHNESS_MEAT);
    }

    /** Quality of the fat, 0–1. */
    public double fatQuality() {
        return 0.6 * subScore(SpectralRatio.LIPID_OXIDATION) + 0.4 * subScore(SpectralRatio.OIL_OXIDATION);
    }

    /** Oxidation, 0–1. */
    public double oxidation() {
        return 1 - fatQuality();
    }

    /** Evenness of the colour, 0–1. */
    public double colorUniformity() {
        return subScore(SpectralRatio.DISCOLORATION);
    }

    /** Score of a perfect spectral measurement, 0–1. */
    public double spectralScore() {
        long anomalies = ratios.entrySet().stream()
                .filter(e -> e.getValue() < e.getKey().acceptableLow()
                        || e.getValue() > e.getKey().acceptableHigh())
                .count();
        double score = 0.35 * freshness() + 0.45 * fatQuality() + 0.20 * colorUniformity();
        return Math.max(0, score - Math.min(0.5, 0.1 * anomalies));
    }

    /** Score of a perfect time-of-flight measurement under even light, 0–1. */
    public double tofScore() {
        double off = Math.abs(volumeMm3() - 700_000) / 700_000;
        double volumeScore = off <= 0.5 ? 1 - 0.5 * off : Math.max(0.4, 0.75 - 0.7 * (off - 0.5));
        double severity = 0;
        for (Spot body : foreignBodies) {
            severity += Math.min(1, body.extentMm() / 25);
        }
        for (Spot dent : dents) {
            severity += Math.min(1, dent.extentMm() / 10);
        }
        int defects = foreignBodies.size() + dents.size();
        return (volumeScore + 2) / 3 * (defects == 0 ? 1 : 1 - 0.25 * severity / defects);
    }

    /** Score of a perfect measurement, 0–1. */
    public double expectedScore() {
        return 0.6 * tofScore() + 0.4 * spectralScore();
    }

    /** The best grade that a measurement of it should get. */
    public Grade bestGrade() {
        return grade(SCORE_TOLERANCE);
    }

    /** The worst grade that a measurement of it should get. */
    public Grade worstGrade() {
        return grade(-SCORE_TOLERANCE);
    }

    private Grade grade(double off) {
        boolean rejected = foreignBodies.stream().anyMatch(body -> body.extentMm() / 25 > 0.7)
                || foreignBodies.size() + dents.size() >= 5
                || Grade.of(tofScore() + off) == Grade.REJECT
                || Grade.of(spectralScore() + off) == Grade.REJECT;
        return rejected ? Grade.REJECT : Grade.of(expectedScore() + off);
    }

    private double subScore(SpectralRatio ratio) {
        double value = ratios.getOrDefault(ratio, Double.NaN);
        if (!(value >= ratio.acceptableLow() && value <= ratio.acceptableHigh())) {
            return 0.3;
        }
        if (value < ratio.optimalLow()) {
            return 0.7 + 0.3 * (value - ratio.acceptableLow()) / (ratio.optimalLow() - ratio.acceptableLow());
        }
        if (value > ratio.optimalHigh()) {
            return 0.7 + 0.3 * (ratio.acceptableHigh() - value) / (ratio.acceptableHigh() - ratio.optimalHigh());
        }
        return 1;
    }
}

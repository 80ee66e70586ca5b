package fr.gaveurs.console.api.quality;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;

/** The limits and weights that grade a measurement. Who grades and who shows a grade both take them from here. */
public final class GradingRules {
    /** A zone of the time-of-flight sensor counts up to this distance, mm. */
    public static final double MAX_DISTANCE_MM = 4000;
    /** Zones that must be valid, of 64, and of those of the border, of 28. */
    public static final int MIN_VALID_ZONES = 32;

    public static final int MIN_VALID_BORDER_ZONES = 14;
    /** One zone on the tray, mm, where nobody measured it: 300 × 180 mm over 8 × 8 zones. */
    public static final double ZONE_WIDTH_MM = 37.5;

    public static final double ZONE_HEIGHT_MM = 22.5;
    /** Density of a liver, g/cm³. */
    public static final double DENSITY_G_PER_CM3 = 0.947;
    /** Volumes are measured in mm³, and told to people in cm³. */
    public static final double MM3_PER_CM3 = 1_000;
    /** A zone is occupied from more than this height on, mm, and from more than this share of the greatest height. */
    public static final double OCCUPIED_MM = 3;

    public static final double OCCUPIED_SHARE = 0.05;
    /** A zone that lies more than this below the floor, mm, is a dent. */
    public static final double DENT_MM = 3;
    /** Defects that reject a liver together, and the severity (0–1) above which one foreign body does so alone. */
    public static final int REJECTING_DEFECTS = 5;

    public static final double REJECTING_FOREIGN_BODY = 0.7;
    /** The time-of-flight score is lowered by this share of the mean severity of the defects. */
    public static final double DEFECT_SHARE = 0.25;

    /** A count (0–65535) from which on a channel is saturated, and one below which it is dark. */
    public static final double SATURATED = 65_500;

    public static final double DARK = 10;
    /** What the spectral score is made of. */
    public static final double FRESHNESS_WEIGHT = 0.35;

    public static final double FAT_QUALITY_WEIGHT = 0.30;
    public static final double COLOR_UNIFORMITY_WEIGHT = 0.20;
    /** Of the complement of the oxidation. */
    public static final double OXIDATION_WEIGHT = 0.15;
    /** What an anomaly takes off the spectral score, and all of them at most. */
    public static final double ANOMALY_PENALTY = 0.10;

    public static final double MAX_ANOMALY_PENALTY = 0.50;

    /** What the fused score is made of. */
    public static final double TOF_WEIGHT = 0.60;

    public static final double SPECTRUM_WEIGHT = 0.40;

    /** An oxidation (0–1) above this is high, and a freshness (0–1) below that is low. */
    public static final double OXIDATION_HIGH = 0.7;

    public static final double FRESHNESS_LOW = 0.5;

    private GradingRules() {}

    /** Whether a distance counts, as far as the sensor's range goes. */
    public static boolean inRange(double distanceMm) {
        return distanceMm > 0 && distanceMm <= MAX_DISTANCE_MM;
    }

    /** Whether the sensor vouches for a zone of this status. */
    public static boolean confirmed(int status) {
        return status == 5 || status == 9;
    }

    /** The height, mm, above which zones are occupied, where the highest one is so high. */
    public static double occupiedAboveMm(double highestMm) {
        return Math.max(OCCUPIED_MM, OCCUPIED_SHARE * highestMm);
    }

    /** Whether a defect rejects the liver alone. */
    public static boolean rejects(Defect defect) {
        return defect.type() == DefectType.FOREIGN_BODY && defect.severity() > REJECTING_FOREIGN_BODY;
    }
}

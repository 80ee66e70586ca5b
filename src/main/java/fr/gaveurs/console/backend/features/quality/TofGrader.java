package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grades the time-of-flight half of a sample: valid zones, floor, heights, volume, defects, score.
 *
 * <p>Texture, density and signal scores are defined for histograms with bins of at most 5 mm only; the devices send bins
 * of 37.5 mm, so the score is the mean of the volume, reflectance and consistency scores, whose weights are equal.
 */
public final class TofGrader {
    /** One zone on the tray, mm², where nobody measured it: 300 × 180 mm over 8 × 8 zones. */
    static final double ZONE_AREA_MM2 = GradingRules.ZONE_WIDTH_MM * GradingRules.ZONE_HEIGHT_MM;

    private static final double WORST_DENT_MM = 10;
    private static final double WORST_FOREIGN_BODY_MM = 25;
    private static final double TARGET_VOLUME_MM3 = 700_000;
    private static final double DARK_PERCENT = 30;
    private static final double BRIGHT_PERCENT = 80;
    private static final double MAD_TO_SIGMA = 1.4826;

    private TofGrader() {}

    /**
     * Grades one measurement; each array holds 64 values, row by row.
     *
     * @param distance mm, 0–4000
     * @param reflectance as sent, on either scale: see {@link #reflectancePercent}
     * @param amplitude in the sensor's units
     * @param status 0–255; when none is 5 or 9 the firmware does not report them and all zones count
     * @param calibration how the sensor is mounted: where the distance of the empty tray is known, the border zones are not
     *     needed to tell it
     * @return figures that exist, and UNGRADED where too few zones are valid or none is occupied
     */
    public static TofAnalysis grade(
            double[] distance, double[] reflectance, double[] amplitude, int[] status, TofCalibration calibration) {
        Double known = calibration.floorMm();
        long valid = validZones(distance, status);
        int validCount = Long.bitCount(valid);
        long border = valid & ZoneSets.BORDER;
        if (validCount < GradingRules.MIN_VALID_ZONES
                || (known == null && Long.bitCount(border) < GradingRules.MIN_VALID_BORDER_ZONES)) {
            return ungraded(validCount, null);
        }
        double floor = known == null ? ZoneSets.median(ZoneSets.values(distance, border)) : known;
        double[] height = new double[ZoneSets.COUNT];
        double[] depth = new double[ZoneSets.COUNT];
        for (int i = 0; i < ZoneSets.COUNT; i++) {
            if (ZoneSets.holds(valid, i)) {
                height[i] = Math.max(0, floor - distance[i]);
                depth[i] = Math.max(0, distance[i] - floor);
            }
        }
        double maxHeight = height[ZoneSets.indexOfMax(height, -1L)];
        long occupied = above(height, GradingRules.occupiedAboveMm(maxHeight));
        if (occupied == 0) {
            return ungraded(validCount, floor);
        }

        double volume = ZoneSets.sum(height, occupied) * calibration.zoneAreaMm2();
        List<Defect> defects = new ArrayList<>();
        addDents(defects, depth);
        addForeignBodies(defects, height, occupied);

        double volumeScore = volumeScore(volume);
        double reflectanceScore =
                reflectanceScore(ZoneSets.values(reflectancePercent(reflectance, calibration.reflectance()), occupied));
        double consistencyScore = consistencyScore(ZoneSets.values(amplitude, occupied));
        double severities = 0;
        for (Defect defect : defects) {
            severities += defect.severity();
        }
        double meanSeverity = defects.isEmpty() ? 0 : severities / defects.size();
        double score = Grading.rounded((volumeScore + reflectanceScore + consistencyScore)
                / 3
                * (1 - GradingRules.DEFECT_SHARE * meanSeverity));
        return new TofAnalysis(
                validCount,
                Long.bitCount(occupied),
                floor,
                volume,
                volume / 1000 * GradingRules.DENSITY_G_PER_CM3,
                maxHeight,
                volumeScore,
                reflectanceScore,
                consistencyScore,
                List.copyOf(defects),
                score,
                rejects(defects) ? Grade.REJECT : Grade.of(score));
    }

    /**
     * Reflectance in percent, whatever scale the firmware uses. No sensor reflects more than 100 %, so a sample with a
     * value over 100 is on the scale 0–255; without one, nothing tells the scales apart and it is taken for percent.
     */
    public static double[] reflectancePercent(double[] reflectance) {
        for (double value : reflectance) {
            if (value > 100) {
                return scaled(reflectance);
            }
        }
        return reflectance;
    }

    /** Reflectance in percent; {@code unit} null where nobody said on which scale it is. */
    static double[] reflectancePercent(double[] reflectance, @Nullable ReflectanceUnit unit) {
        if (unit == null) {
            return reflectancePercent(reflectance);
        }
        return unit == ReflectanceUnit.BYTE ? scaled(reflectance) : reflectance;
    }

    private static double[] scaled(double[] reflectance) {
        double[] percent = new double[reflectance.length];
        for (int i = 0; i < percent.length; i++) {
            percent[i] = reflectance[i] * 100 / 255;
        }
        return percent;
    }

    private static TofAnalysis ungraded(int validZones, @Nullable Double floor) {
        return new TofAnalysis(
                validZones, 0, floor, null, null, null, null, null, null, List.of(), null, Grade.UNGRADED);
    }

    private static long validZones(double[] distance, int[] status) {
        long inRange = 0;
        long confirmed = 0;
        for (int i = 0; i < ZoneSets.COUNT; i++) {
            if (GradingRules.inRange(distance[i])) {
                inRange |= ZoneSets.zone(i);
            }
            if (GradingRules.confirmed(status[i])) {
                confirmed |= ZoneSets.zone(i);
            }
        }
        return confirmed == 0 ? inRange : inRange & confirmed;
    }

    private static long above(double[] matrix, double limit) {
        long zones = 0;
        for (int i = 0; i < ZoneSets.COUNT; i++) {
            if (matrix[i] > limit) {
                zones |= ZoneSets.zone(i);
            }
        }
        return zones;
    }

    private static void addDents(List<Defect> defects, double[] depth) {
        long rest = above(depth, GradingRules.DENT_MM);
        while (rest != 0) {
            long dent = ZoneSets.firstGroup(rest);
            defects.add(defect(DefectType.SURFACE_DEFORMATION, depth, dent, WORST_DENT_MM));
            rest &= ~dent;
        }
    }

    private static void addForeignBodies(List<Defect> defects, double[] height, long occupied) {
        long lobe = lobe(height, occupied);
        long rest = occupied & ~lobe;
        while (rest != 0) {
            long group = ZoneSets.firstGroup(rest);
            defects.add(defect(DefectType.FOREIGN_BODY, height, group, WORST_FOREIGN_BODY_MM));
            rest &= ~group;
        }
    }

    /** The greatest group; of equal ones the first. */
    private static long lobe(double[] height, long occupied) {
        long lobe = ZoneSets.firstGroup(occupied);
        long rest = occupied & ~lobe;
        while (rest != 0) {
            long group = ZoneSets.firstGroup(rest);
            if (greater(height, group, lobe)) {
                lobe = group;
            }
            rest &= ~group;
        }
        return lobe;
    }

    /** Of two equal sums the higher group is the lobe, so that a mirrored tray is graded alike. */
    private static boolean greater(double[] height, long group, long other) {
        int bySum = Double.compare(ZoneSets.sum(height, group), ZoneSets.sum(height, other));
        return bySum > 0
                || (bySum == 0
                        && height[ZoneSets.indexOfMax(height, group)] > height[ZoneSets.indexOfMax(height, other)]);
    }

    private static Defect defect(DefectType type, double[] extent, long zones, double worstMm) {
        int extreme = ZoneSets.indexOfMax(extent, zones);
        return new Defect(
                type,
                Math.min(1, extent[extreme] / worstMm),
                Long.bitCount(zones),
                extreme / ZoneSets.SIDE,
                extreme % ZoneSets.SIDE,
                extent[extreme]);
    }

    static double volumeScore(double volumeMm3) {
        double rel = Math.abs(volumeMm3 - TARGET_VOLUME_MM3) / TARGET_VOLUME_MM3;
        return rel <= 0.5 ? 1 - 0.5 * rel : Math.max(0.4, 0.75 - 0.7 * (rel - 0.5));
    }

    static double reflectanceScore(double[] percent) {
        int outside = 0;
        for (double value : percent) {
            if (value < DARK_PERCENT || value > BRIGHT_PERCENT) {
                outside++;
            }
        }
        return 1 - (double) outside / percent.length;
    }

    static double consistencyScore(double[] amplitude) {
        double median = ZoneSets.median(amplitude);
        double[] deviation = new double[amplitude.length];
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] = Math.abs(amplitude[i] - median);
        }
        double mad = MAD_TO_SIGMA * ZoneSets.median(deviation);
        if (mad == 0) {
            return 1;
        }
        int outliers = 0;
        for (double value : deviation) {
            if (value > 3 * mad) {
                outliers++;
            }
        }
        return Math.max(0.5, 1 - (double) outliers / amplitude.length);
    }

    private static boolean rejects(List<Defect> defects) {
        for (Defect defect : defects) {
            if (GradingRules.rejects(defect)) {
                return true;
            }
        }
        return defects.size() >= GradingRules.REJECTING_DEFECTS;
    }
}

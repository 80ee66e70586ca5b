package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The 64 zones of a sample as they are drawn: which count, how high they stand, and which defect each belongs to.
 * Zones are numbered row by row, 0–63.
 *
 * <p>Grades come from the backend alone. What is worked out here is only what its answer leaves to the eye: the extent
 * of a defect, of which it names the worst zone.
 */
final class Zones {
    static final int SIDE = Samples.SIDE;
    static final int COUNT = SIDE * SIDE;
    /** Size of one zone on the tray, mm. */
    static final double WIDTH_MM = GradingRules.ZONE_WIDTH_MM;

    static final double HEIGHT_MM = GradingRules.ZONE_HEIGHT_MM;

    private final boolean[] valid = new boolean[COUNT];
    private final boolean[] occupied = new boolean[COUNT];
    private final double[] heights = new double[COUNT];
    private final int[] defect = new int[COUNT];
    private final boolean statusReported;

    private Zones(TofRaw raw, Samples.TofAnalysis analysis) {
        boolean anyGood = false;
        boolean anyStatus = false;
        for (int zone = 0; zone < COUNT; zone++) {
            int status = status(raw, zone);
            anyGood |= good(status);
            anyStatus |= status != 0;
        }
        statusReported = anyStatus;
        Double floor = analysis.floorMm();
        double highest = 0;
        for (int zone = 0; zone < COUNT; zone++) {
            double distance = raw.distanceMatrix()[zone / SIDE][zone % SIDE];
            valid[zone] = GradingRules.inRange(distance) && (!anyGood || good(status(raw, zone)));
            heights[zone] = valid[zone] && floor != null ? Math.max(0, floor - distance) : Double.NaN;
            if (heights[zone] > highest) {
                highest = heights[zone];
            }
        }
        double least = GradingRules.occupiedAboveMm(highest);
        boolean[] dented = new boolean[COUNT];
        for (int zone = 0; zone < COUNT; zone++) {
            occupied[zone] = heights[zone] > least;
            dented[zone] = valid[zone]
                    && floor != null
                    && raw.distanceMatrix()[zone / SIDE][zone % SIDE] > floor + GradingRules.DENT_MM;
        }
        Arrays.fill(defect, -1);
        List<Defect> defects = analysis.defects();
        for (int i = 0; i < defects.size(); i++) {
            Defect found = defects.get(i);
            spread(found, i, found.type() == DefectType.SURFACE_DEFORMATION ? dented : occupied);
        }
    }

    /** The zones of a sample; null where its matrices were not sent. */
    static @Nullable Zones of(Tof tof) {
        return tof.raw() == null ? null : new Zones(tof.raw(), tof.analysis());
    }

    /** Whether the zone's distance counts. */
    boolean valid(int zone) {
        return valid[zone];
    }

    /** Whether the liver, or a foreign body, lies there. */
    boolean occupied(int zone) {
        return occupied[zone];
    }

    /** Height over the floor, mm, at least 0; NaN where the distance does not count or no floor was found. */
    double height(int zone) {
        return heights[zone];
    }

    /** All heights, row by row. */
    double[] heights() {
        return heights.clone();
    }

    /** Greatest height, mm; 0 without any. */
    double highest() {
        return Arrays.stream(heights).filter(h -> !Double.isNaN(h)).max().orElse(0);
    }

    /** Index in the sample's list of the defect that covers the zone; −1 for none. */
    int defect(int zone) {
        return defect[zone];
    }

    /** Which zones a defect covers. */
    boolean[] covered(int index) {
        boolean[] covered = new boolean[COUNT];
        for (int zone = 0; zone < COUNT; zone++) {
            covered[zone] = defect[zone] == index;
        }
        return covered;
    }

    /** Whether the firmware fills the status matrix: some leave it all 0. */
    boolean statusReported() {
        return statusReported;
    }

    int validCount() {
        return count(false);
    }

    /** Valid zones of the border, of 28. */
    int validBorderCount() {
        return count(true);
    }

    private int count(boolean borderOnly) {
        int count = 0;
        for (int zone = 0; zone < COUNT; zone++) {
            int row = zone / SIDE;
            int column = zone % SIDE;
            boolean border = row == 0 || row == SIDE - 1 || column == 0 || column == SIDE - 1;
            if (valid[zone] && (border || !borderOnly)) {
                count++;
            }
        }
        return count;
    }

    private void spread(Defect from, int index, boolean[] candidates) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.add(from.row() * SIDE + from.column());
        while (!open.isEmpty()) {
            int zone = open.remove();
            if (!candidates[zone] || defect[zone] >= 0) {
                continue;
            }
            defect[zone] = index;
            int row = zone / SIDE;
            int column = zone % SIDE;
            for (int r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++) {
                    open.add(r * SIDE + c);
                }
            }
        }
    }

    private static int status(TofRaw raw, int zone) {
        return raw.statusMatrix()[zone / SIDE][zone % SIDE];
    }

    /** Whether the sensor vouches for a zone of this status. */
    static boolean good(int status) {
        return GradingRules.confirmed(status);
    }
}

package fr.gaveurs.console.desktop.station;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.Samples.Defect;
import fr.gaveurs.console.api.Samples.DefectType;
import fr.gaveurs.console.api.Samples.Tof;
import fr.gaveurs.console.api.Samples.TofAnalysis;
import fr.gaveurs.console.api.Samples.TofRaw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A tray with a liver of known shape on it, seen by a sensor with some noise. Graded as domain.md says. */
final class TestTray {
    private static final double FLOOR = 95;
    private static final double ZONE_MM2 = 37.5 * 22.5;

    private final Random random;
    private final double[] heights = new double[64];
    private final int[] status = new int[64];

    TestTray(long seed) {
        random = new Random(seed);
        Arrays.fill(status, 5);
    }

    /** Half an ellipsoid: middle and radii in mm. */
    TestTray liver(double x, double y, double radiusX, double radiusY, double height) {
        for (int zone = 0; zone < 64; zone++) {
            int row = zone / 8;
            int column = zone % 8;
            double dx = ((column + 0.5) * 37.5 - x) / radiusX;
            double dy = ((row + 0.5) * 22.5 - y) / radiusY;
            double inside = 1 - dx * dx - dy * dy;
            if (inside > 0) {
                heights[zone] = Math.max(heights[zone], height * Math.sqrt(inside));
            }
        }
        return this;
    }

    /** Sets a zone's height over the floor, mm; negative for a dent. */
    TestTray height(int row, int column, double mm) {
        heights[row * 8 + column] = mm;
        return this;
    }

    TestTray status(int row, int column, int code) {
        status[row * 8 + column] = code;
        return this;
    }

    /** A firmware that leaves the status matrix at 0. */
    TestTray silentStatus() {
        Arrays.fill(status, 0);
        return this;
    }

    Tof tof() {
        double[][] distance = new double[8][8];
        double[][] reflectance = new double[8][8];
        double[][] amplitude = new double[8][8];
        double[][] ambient = new double[8][8];
        int[][] codes = new int[8][8];
        for (int zone = 0; zone < 64; zone++) {
            int row = zone / 8;
            int column = zone % 8;
            double noise = random.nextGaussian() * 0.4;
            distance[row][column] = FLOOR - heights[zone] + (heights[zone] == 0 ? 0 : noise);
            reflectance[row][column] = 70 - 0.2 * heights[zone] + random.nextGaussian() * 3;
            amplitude[row][column] = Math.abs(12 + 0.3 * heights[zone] + random.nextGaussian() * 4);
            ambient[row][column] = 165 + random.nextGaussian() * 12;
            codes[row][column] = status[zone];
        }
        TofRaw raw = new TofRaw(distance, reflectance, amplitude, ambient, codes);
        return new Tof(raw, analyse(raw));
    }

    static TofAnalysis analyse(TofRaw raw) {
        boolean[] valid = new boolean[64];
        boolean codes =
                Arrays.stream(raw.statusMatrix()).flatMapToInt(Arrays::stream).anyMatch(c -> c == 5 || c == 9);
        int count = 0;
        List<Double> border = new ArrayList<>();
        for (int zone = 0; zone < 64; zone++) {
            int row = zone / 8;
            int column = zone % 8;
            double distance = raw.distanceMatrix()[row][column];
            int code = raw.statusMatrix()[row][column];
            valid[zone] = distance > 0 && distance <= 4000 && (!codes || code == 5 || code == 9);
            if (valid[zone]) {
                count++;
                if (row % 7 == 0 || column % 7 == 0) {
                    border.add(distance);
                }
            }
        }
        if (count < 32 || border.size() < 14) {
            return ungraded(count, null);
        }
        border.sort(null);
        int middle = border.size() / 2;
        double floor = border.size() % 2 == 1 ? border.get(middle) : (border.get(middle - 1) + border.get(middle)) / 2;
        double[] heights = new double[64];
        double highest = 0;
        for (int zone = 0; zone < 64; zone++) {
            heights[zone] = valid[zone] ? Math.max(0, floor - raw.distanceMatrix()[zone / 8][zone % 8]) : 0;
            highest = Math.max(highest, heights[zone]);
        }
        double least = Math.max(3, 0.05 * highest);
        double sum = Arrays.stream(heights).filter(h -> h > least).sum();
        int occupied = (int) Arrays.stream(heights).filter(h -> h > least).count();
        if (occupied == 0) {
            return ungraded(count, floor);
        }
        List<Defect> defects = new ArrayList<>();
        double top = floor;
        for (List<Integer> group : groups(z -> valid[z] && raw.distanceMatrix()[z / 8][z % 8] > top + 3)) {
            int deepest = group.stream()
                    .max((a, b) ->
                            Double.compare(raw.distanceMatrix()[a / 8][a % 8], raw.distanceMatrix()[b / 8][b % 8]))
                    .orElseThrow();
            double depth = raw.distanceMatrix()[deepest / 8][deepest % 8] - floor;
            defects.add(new Defect(
                    DefectType.SURFACE_DEFORMATION,
                    Math.min(1, depth / 10),
                    group.size(),
                    deepest / 8,
                    deepest % 8,
                    depth));
        }
        List<List<Integer>> bumps = groups(z -> heights[z] > least);
        bumps.sort((a, b) -> Double.compare(
                b.stream().mapToDouble(z -> heights[z]).sum(),
                a.stream().mapToDouble(z -> heights[z]).sum()));
        for (List<Integer> group : bumps.subList(1, bumps.size())) {
            int worst = group.stream()
                    .max((a, b) -> Double.compare(heights[a], heights[b]))
                    .orElseThrow();
            defects.add(new Defect(
                    DefectType.FOREIGN_BODY,
                    Math.min(1, heights[worst] / 25),
                    group.size(),
                    worst / 8,
                    worst % 8,
                    heights[worst]));
        }
        double volume = sum * ZONE_MM2;
        double rel = Math.abs(volume - 700_000) / 700_000;
        double volumeScore = rel <= 0.5 ? 1 - 0.5 * rel : Math.max(0.4, 0.75 - 0.7 * (rel - 0.5));
        double severity =
                defects.stream().mapToDouble(Defect::severity).average().orElse(0);
        double score = (volumeScore + 1 + 0.94) / 3 * (1 - 0.25 * severity);
        boolean body = defects.stream().anyMatch(d -> d.type() == DefectType.FOREIGN_BODY && d.severity() > 0.7);
        return new TofAnalysis(
                count,
                occupied,
                floor,
                volume,
                volume / 1000 * 0.947,
                highest,
                volumeScore,
                1.0,
                0.94,
                defects,
                score,
                body || defects.size() >= 5 ? Grade.REJECT : Grade.of(score));
    }

    private static TofAnalysis ungraded(int valid, @Nullable Double floor) {
        return new TofAnalysis(valid, 0, floor, null, null, null, null, null, null, List.of(), null, Grade.UNGRADED);
    }

    private static List<List<Integer>> groups(IntPredicate in) {
        List<List<Integer>> groups = new ArrayList<>();
        boolean[] seen = new boolean[64];
        for (int start = 0; start < 64; start++) {
            List<Integer> group = new ArrayList<>();
            ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                int zone = open.remove();
                if (seen[zone] || !in.test(zone)) {
                    continue;
                }
                seen[zone] = true;
                group.add(zone);
                for (int dr = -1; dr <= 1; dr++) {
                    for (int dc = -1; dc <= 1; dc++) {
                        int row = zone / 8 + dr;
                        int column = zone % 8 + dc;
                        if (row >= 0 && row < 8 && column >= 0 && column < 8) {
                            open.add(row * 8 + column);
                        }
                    }
                }
            }
            if (!group.isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }
}

package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Tof;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.backend.features.quality.TofCalibration;
import fr.gaveurs.console.backend.features.quality.TofGrader;
import java.util.Arrays;
import java.util.Random;

/** A tray with a liver of known shape on it, seen by a sensor with some noise. */
final class TestTray {
    private static final double FLOOR = 95;

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

    /** What the sensor gives for it. */
    TofRaw raw() {
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
        return new TofRaw(distance, reflectance, amplitude, ambient, codes);
    }

    /** The same, graded. */
    Tof tof() {
        TofRaw raw = raw();
        return new Tof(
                raw,
                TofGrader.grade(
                        flat(raw.distanceMatrix()),
                        flat(raw.reflectanceMatrix()),
                        flat(raw.amplitudeMatrix()),
                        Arrays.stream(raw.statusMatrix())
                                .flatMapToInt(Arrays::stream)
                                .toArray(),
                        TofCalibration.USUAL));
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }
}

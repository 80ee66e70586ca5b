package fr.gaveurs.console.backend.features.quality;

import java.util.Arrays;

/** Trays made by hand: 64 zones, floor at 100 mm. */
final class Trays {
    static final double FLOOR = 100;

    private Trays() {}

    static double[] filled(double value) {
        double[] matrix = new double[64];
        Arrays.fill(matrix, value);
        return matrix;
    }

    static double[] empty() {
        return filled(FLOOR);
    }

    static int[] statuses(int status) {
        int[] matrix = new int[64];
        Arrays.fill(matrix, status);
        return matrix;
    }

    /** Sets the zones of rows r0–r1 and columns c0–c1, all included. */
    static double[] with(double[] matrix, int r0, int r1, int c0, int c1, double value) {
        double[] copy = matrix.clone();
        for (int r = r0; r <= r1; r++) {
            for (int c = c0; c <= c1; c++) {
                copy[8 * r + c] = value;
            }
        }
        return copy;
    }

    /** A liver of 4 × 4 zones, 50 mm high: 16 × 50 × 843.75 = 675 000 mm³. */
    static double[] liver() {
        return with(empty(), 2, 5, 2, 5, FLOOR - 50);
    }

    static double[] mirrored(double[] matrix) {
        double[] copy = new double[64];
        for (int i = 0; i < 64; i++) {
            copy[i / 8 * 8 + 7 - i % 8] = matrix[i];
        }
        return copy;
    }

    static double[] transposed(double[] matrix) {
        double[] copy = new double[64];
        for (int i = 0; i < 64; i++) {
            copy[i % 8 * 8 + i / 8] = matrix[i];
        }
        return copy;
    }
}

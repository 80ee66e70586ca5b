package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples;
import java.util.Arrays;

/**
 * Sets of the 64 zones of a time-of-flight sensor, each one {@code long}: zone {@code 8·row + column} is that bit. A
 * group grows by shifting the whole set, so that no zone is visited by hand.
 */
final class ZoneSets {
    static final int SIDE = Samples.SIDE;
    static final int COUNT = SIDE * SIDE;
    /** Rows and columns 0 and 7. */
    static final long BORDER = 0xFF81_8181_8181_81FFL;

    private static final long FIRST_COLUMN = 0x0101_0101_0101_0101L;
    private static final long LAST_COLUMN = 0x8080_8080_8080_8080L;

    private ZoneSets() {}

    static long zone(int index) {
        return 1L << index;
    }

    static boolean holds(long zones, int index) {
        return (zones & zone(index)) != 0;
    }

    /** The 8-connected group of the first zone of a set that is not empty. */
    static long firstGroup(long zones) {
        long group = Long.lowestOneBit(zones);
        long grown = withNeighbours(group) & zones;
        while (grown != group) {
            group = grown;
            grown = withNeighbours(group) & zones;
        }
        return group;
    }

    private static long withNeighbours(long zones) {
        long row = zones | ((zones & ~LAST_COLUMN) << 1) | ((zones & ~FIRST_COLUMN) >>> 1);
        return row | (row << SIDE) | (row >>> SIDE);
    }

    /** The values of a set's zones, in the order of the zones. */
    static double[] values(double[] matrix, long zones) {
        double[] values = new double[Long.bitCount(zones)];
        int n = 0;
        for (long rest = zones; rest != 0; rest &= rest - 1) {
            values[n++] = matrix[Long.numberOfTrailingZeros(rest)];
        }
        return values;
    }

    static double sum(double[] matrix, long zones) {
        double sum = 0;
        for (long rest = zones; rest != 0; rest &= rest - 1) {
            sum += matrix[Long.numberOfTrailingZeros(rest)];
        }
        return sum;
    }

    /** The first zone of the greatest value in a set that is not empty. */
    static int indexOfMax(double[] matrix, long zones) {
        int best = Long.numberOfTrailingZeros(zones);
        for (long rest = zones; rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            if (matrix[index] > matrix[best]) {
                best = index;
            }
        }
        return best;
    }

    /** The median of at least one value: of an even number, the mean of the two in the middle. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

package fr.gaveurs.console.desktop.kit.canvas;

import java.util.Arrays;

/** Thins a line out to what the screen can show. */
public final class Decimation {
    private Decimation() {}

    /**
     * The indices worth drawing, ascending: of the values that fall into one pixel column the least and the greatest,
     * so that no spike is lost. NaN, a gap, is kept only where its column holds nothing else.
     *
     * @param columns pixel columns, at least 1
     * @return at most {@code 2 · columns} indices; all of them if they are no more than {@code columns}
     */
    public static int[] indices(double[] values, int columns) {
        int n = values.length;
        int[] kept = new int[Math.min(n, 2 * columns)];
        if (n <= columns) {
            Arrays.setAll(kept, i -> i);
            return kept;
        }
        int count = 0;
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) n * column / columns);
            int to = (int) ((long) n * (column + 1) / columns);
            int least = from;
            int greatest = from;
            for (int i = from + 1; i < to; i++) {
                if (Double.isNaN(values[least]) || values[i] < values[least]) {
                    least = i;
                }
                if (Double.isNaN(values[greatest]) || values[i] > values[greatest]) {
                    greatest = i;
                }
            }
            kept[count++] = Math.min(least, greatest);
            if (least != greatest) {
                kept[count++] = Math.max(least, greatest);
            }
        }
        return Arrays.copyOf(kept, count);
    }
}

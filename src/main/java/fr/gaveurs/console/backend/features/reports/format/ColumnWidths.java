package fr.gaveurs.console.backend.features.reports.format;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide the columns of a table are, in points, by what stands in its first rows: what is short needs no room, and what is
 * long gets what is left. Figures, days and times are never parted.
 */
final class ColumnWidths {
    /** Of the table: a word that needs more is parted. */
    private static final double LONGEST_WORD = 0.2;

    private final float width;
    private final List<Need> needs = new ArrayList<>();

    /** @param width of the table */
    ColumnWidths(float width) {
        this.width = width;
    }

    /** What a column needs. */
    private static final class Need {
        private final double weight;
        private double least;
        private double whole;

        Need(double weight) {
            this.weight = weight;
        }
    }

    /**
     * One more column.
     *
     * @param weight its part of what nobody needs
     * @param least for the longest word of its head
     */
    void column(double weight, float least) {
        Need need = new Need(weight);
        need.least = Math.min(least, LONGEST_WORD * width);
        need.whole = need.least;
        needs.add(need);
    }

    /**
     * What stands in a column.
     *
     * @param word how wide its longest word is
     * @param whole how wide it is in one line
     */
    void cell(int column, float word, float whole) {
        Need need = needs.get(column);
        need.least = Math.max(need.least, Math.min(word, LONGEST_WORD * width));
        need.whole = Math.max(Math.max(need.least, need.whole), Math.min(whole, width));
    }

    float[] widths() {
        double least = needs.stream().mapToDouble(need -> need.least).sum();
        double whole = needs.stream().mapToDouble(need -> need.whole).sum();
        double weights = needs.stream().mapToDouble(need -> need.weight).sum();
        float[] widths = new float[needs.size()];
        for (int i = 0; i < widths.length; i++) {
            Need need = needs.get(i);
            if (least >= width) {
                widths[i] = (float) (need.least * width / least);
            } else if (whole > width) {
                widths[i] = (float) (need.least + (width - least) * (need.whole - need.least) / (whole - least));
            } else {
                widths[i] = (float) (need.whole + (width - whole) * need.weight / weights);
            }
        }
        return widths;
    }
}

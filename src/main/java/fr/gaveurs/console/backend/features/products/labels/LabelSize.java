package fr.gaveurs.console.backend.features.products.labels;

import fr.gaveurs.console.api.products.Products.LabelPaper;

/**
 * A paper and the labels on it; all in mm.
 *
 * @param width of one label; {@code height} too
 * @param pageWidth of the paper; {@code pageHeight} too
 * @param columns labels beside each other; {@code rows} below each other
 * @param left from the paper's edge to the first label; {@code top} too
 * @param stepX from one label's edge to the next one's; {@code stepY} too
 */
record LabelSize(
        double width,
        double height,
        double pageWidth,
        double pageHeight,
        int columns,
        int rows,
        double left,
        double top,
        double stepX,
        double stepY) {
    private static final LabelSize AVERY_L7160 = new LabelSize(63.5, 38.1, 210, 297, 3, 7, 7.21, 15.15, 66.04, 38.1);
    private static final LabelSize ROLL_62 = new LabelSize(62, 40, 62, 40, 1, 1, 0, 0, 62, 40);

    static LabelSize of(LabelPaper paper) {
        return switch (paper) {
            case AVERY_L7160 -> AVERY_L7160;
            case ROLL_62 -> ROLL_62;
        };
    }

    int perPage() {
        return columns * rows;
    }
}

package fr.gaveurs.console.backend.features.products.labels;

import java.util.List;

/**
 * What stands where on one label; all in mm from its top left corner.
 *
 * @param qrX left edge of the code's first square; {@code qrY} its top edge
 * @param square edge of one square of the code
 */
record LabelDrawing(double width, double height, LabelQr qr, double qrX, double qrY, double square, List<Line> lines) {
    /**
     * A line of text.
     *
     * @param y of its baseline
     * @param size of the type, mm
     */
    record Line(double x, double y, double size, boolean strong, String text) {}
}

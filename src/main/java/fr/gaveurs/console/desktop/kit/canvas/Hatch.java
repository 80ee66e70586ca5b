package fr.gaveurs.console.desktop.kit.canvas;

import java.util.ArrayList;
import java.util.List;

/** Rising diagonal lines that fill a rectangle. */
public final class Hatch {
    private Hatch() {}

    /** A line from its lower left to its upper right end. */
    public record Line(double x1, double y1, double x2, double y2) {}

    /**
     * The lines inside a rectangle. They hang on one raster for the whole canvas, so that neighbouring rectangles join.
     *
     * @param spacing distance of two lines along an axis, positive
     */
    public static List<Line> lines(double x, double y, double width, double height, double spacing) {
        List<Line> lines = new ArrayList<>();
        if (width <= 0 || height <= 0) {
            return lines;
        }
        // Each line is x + y = sum.
        double last = x + width + y + height;
        for (double sum = Math.ceil((x + y) / spacing) * spacing; sum < last; sum += spacing) {
            double left = Math.max(x, sum - y - height);
            double right = Math.min(x + width, sum - y);
            if (right > left) {
                lines.add(new Line(left, sum - left, right, sum - right));
            }
        }
        return lines;
    }
}

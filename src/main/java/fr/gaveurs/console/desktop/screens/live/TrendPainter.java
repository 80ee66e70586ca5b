package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.kit.Palette;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.jspecify.annotations.Nullable;

/** Last scores as a line over faint bands, one band a letter. */
final class TrendPainter {
    /** Places for scores: fewer of them stand at the right end, so that time always runs at one speed. */
    static final int PLACES = 50;

    private static final double LOW = 0.30;
    private static final double HIGH = 1.0;
    private static final List<Grade> BANDS = List.of(Grade.A_PLUS, Grade.A, Grade.B, Grade.C, Grade.REJECT);

    private TrendPainter() {}

    static void paint(
            GraphicsContext g,
            Palette palette,
            List<@Nullable Double> scores,
            Color line,
            double x,
            double y,
            double width,
            double height) {
        bands(g, palette, x, y, width, height);
        if (scores.isEmpty()) {
            return;
        }
        g.setStroke(line);
        // By the width, too: beside each other a tile with badges and one without have trends of different heights.
        double size = Math.min(height, width / 5.5);
        g.setLineWidth(Math.max(1.25, size / 28));
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        double step = width / PLACES;
        double startX = x + width - step / 2 - (scores.size() - 1) * step;
        boolean drawing = false;
        g.beginPath();
        for (int i = 0; i < scores.size(); i++) {
            Double score = scores.get(i);
            if (score == null) {
                drawing = false;
                continue;
            }
            double px = startX + i * step;
            double py = at(score, y, height);
            if (drawing) {
                g.lineTo(px, py);
            } else {
                g.moveTo(px, py);
                drawing = true;
            }
        }
        g.stroke();
        Double last = scores.getLast();
        if (last != null) {
            double radius = Math.max(2, size / 16);
            g.setFill(line);
            g.fillOval(x + width - step / 2 - radius, at(last, y, height) - radius, 2 * radius, 2 * radius);
        }
    }

    /**
     * As {@link #paint}, in steps of whole pixels. A stroked path is what costs the software pipeline most, and at 14 px
     * of height nobody sees the difference; 120 tiles drawn ten times a second do.
     */
    static void paintSteps(
            GraphicsContext g,
            Palette palette,
            List<@Nullable Double> scores,
            Color line,
            double x,
            double y,
            double width,
            double height) {
        double left = Math.rint(x);
        double top = Math.rint(y);
        bands(g, palette, left, top, Math.rint(width), Math.rint(height));
        g.setFill(line);
        double step = width / PLACES;
        double startX = left + width - scores.size() * step;
        double before = Double.NaN;
        for (int i = 0; i < scores.size(); i++) {
            Double score = scores.get(i);
            if (score == null) {
                before = Double.NaN;
                continue;
            }
            double now = Math.rint(at(score, top, Math.rint(height) - 1));
            double from = Math.rint(startX + i * step);
            double to = Math.max(from + 1, Math.rint(startX + (i + 1) * step));
            g.fillRect(from, now, to - from, 1);
            if (!Double.isNaN(before) && before != now) {
                g.fillRect(from, Math.min(before, now), 1, Math.abs(before - now) + 1);
            }
            before = now;
        }
    }

    private static void bands(GraphicsContext g, Palette palette, double x, double y, double width, double height) {
        double top = HIGH;
        for (Grade grade : BANDS) {
            double bottom = Math.max(LOW, grade.threshold());
            double from = Math.rint(at(top, y, height));
            double to = Math.rint(at(bottom, y, height));
            g.setFill(palette.band(grade));
            g.fillRect(x, from, width, Math.max(1, to - from));
            top = bottom;
        }
    }

    private static double at(double score, double y, double height) {
        double t = (Math.clamp(score, LOW, HIGH) - LOW) / (HIGH - LOW);
        return y + height * (1 - t);
    }
}

package fr.gaveurs.console.desktop.live;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.desktop.screen.Palette;
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
        double top = HIGH;
        for (Grade grade : BANDS) {
            double bottom = Math.max(LOW, grade.threshold());
            double from = at(top, y, height);
            double to = at(bottom, y, height);
            g.setFill(palette.band(grade));
            g.fillRect(x, from, width, Math.max(1, to - from));
            top = bottom;
        }
        if (scores.isEmpty()) {
            return;
        }
        g.setStroke(line);
        g.setLineWidth(Math.max(1.25, height / 28));
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
            double radius = Math.max(2, height / 16);
            g.setFill(line);
            g.fillOval(x + width - step / 2 - radius, at(last, y, height) - radius, 2 * radius, 2 * radius);
        }
    }

    private static double at(double score, double y, double height) {
        double t = (Math.clamp(score, LOW, HIGH) - LOW) / (HIGH - LOW);
        return y + height * (1 - t);
    }
}

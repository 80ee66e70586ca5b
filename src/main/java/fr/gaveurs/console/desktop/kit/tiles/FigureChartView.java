package fr.gaveurs.console.desktop.kit.tiles;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.jspecify.annotations.Nullable;

/** Draws a {@link FigureChart} into its room. */
final class FigureChartView extends DrawingRegion {
    private FigureChart chart = FigureChart.none();
    private @Nullable Palette palette;

    FigureChartView() {
        setMouseTransparent(true);
    }

    FigureChart chart() {
        return chart;
    }

    void chart(FigureChart now) {
        if (!now.equals(chart)) {
            chart = now;
            invalidate();
        }
    }

    void palette(Palette now) {
        palette = now;
        invalidate();
    }

    /** Font size here, px. */
    double textSize() {
        return em();
    }

    @Override
    protected void draw(Frame frame) {
        if (palette == null) {
            return;
        }
        switch (chart) {
            case FigureChart.Sparkline line -> sparkline(frame, palette, line.values());
            case FigureChart.Gauge gauge -> gauge(frame, palette, gauge);
            case FigureChart.Parts bar -> parts(frame, palette, bar.parts());
            case FigureChart.Columns columns -> columns(frame, palette, columns.values());
        }
    }

    private static void gauge(Frame frame, Palette palette, FigureChart.Gauge gauge) {
        GraphicsContext g = frame.g();
        double thick = 0.36 * frame.em();
        double size = Math.min(frame.width(), frame.height()) - thick;
        double x = (frame.width() - size) / 2;
        double y = (frame.height() - size) / 2;
        g.setLineWidth(thick);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setStroke(palette.get(Tone.TRACK));
        g.strokeOval(x, y, size, size);
        if (gauge.share() > 0) {
            g.setStroke(palette.get(gauge.tone()));
            g.strokeArc(x, y, size, size, 90, -360 * gauge.share(), ArcType.OPEN);
        }
    }

    private static void sparkline(Frame frame, Palette palette, List<Double> values) {
        int count = values.size();
        if (count < 2) {
            return;
        }
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double dot = 0.21 * frame.em();
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            // One that never changes lies in the middle.
            double up = high > low ? (values.get(i) - low) / (high - low) : 0.5;
            x[i] = dot + i * (frame.width() - 2 * dot) / (count - 1);
            y[i] = frame.height() - dot - up * (frame.height() - 2 * dot);
        }
        GraphicsContext g = frame.g();
        g.setStroke(palette.get(Tone.SERIES));
        g.setLineWidth(0.11 * frame.em());
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.strokePolyline(x, y, count);
        g.setFill(palette.get(Tone.SERIES));
        g.fillOval(x[count - 1] - dot, y[count - 1] - dot, 2 * dot, 2 * dot);
    }

    private static void parts(Frame frame, Palette palette, List<FigureChart.Part> parts) {
        GraphicsContext g = frame.g();
        double sum = parts.stream().mapToDouble(FigureChart.Part::amount).sum();
        double thick = Math.min(frame.height(), Math.rint(0.71 * frame.em()));
        double y = Math.rint((frame.height() - thick) / 2);
        double left = 0;
        double done = 0;
        for (FigureChart.Part part : parts) {
            done += part.amount();
            double right = Math.rint(frame.width() * done / sum);
            // However few there are of many, they are seen.
            right = Math.min(frame.width(), Math.max(right, left + 3));
            g.setFill(palette.get(part.tone()));
            g.fillRect(left, y, right - left - (right < frame.width() ? 1 : 0), thick);
            left = right;
        }
    }

    private static void columns(Frame frame, Palette palette, List<Double> values) {
        GraphicsContext g = frame.g();
        double high =
                Math.max(values.stream().mapToDouble(Double::doubleValue).max().orElse(1), 1e-9);
        double step = frame.width() / values.size();
        double gap = Math.max(1, Math.rint(step * 0.2));
        for (int i = 0; i < values.size(); i++) {
            double left = Math.rint(i * step);
            double width = Math.max(1, Math.rint((i + 1) * step) - left - gap);
            g.setFill(palette.get(Tone.TRACK));
            g.fillRect(left, frame.height() - 1, width, 1);
            double tall = Math.rint(values.get(i) / high * frame.height());
            g.setFill(palette.get(Tone.SERIES));
            g.fillRect(left, frame.height() - tall, width, tall);
        }
    }
}

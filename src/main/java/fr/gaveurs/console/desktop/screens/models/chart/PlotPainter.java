package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion.Frame;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Band;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Bars;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Diagonal;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Dots;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Layer;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Mark;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Path;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Rule;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Span;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Spans;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Spot;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws the layers of a plot. */
final class PlotPainter {
    private static final double DOT_EM = 0.26;
    /** Of many marks each is smaller, so that they do not make one blot. */
    private static final double SMALL_DOT_EM = 0.18;

    private static final int MANY = 60;

    private final Frame frame;
    private final PlotPlace place;
    private final Palette palette;
    private final long bars;
    private int barsDrawn;
    private int spansDrawn;

    PlotPainter(Frame frame, PlotPlace place, Palette palette, Plot plot) {
        bars = plot.layers().stream().filter(Bars.class::isInstance).count();
        this.frame = frame;
        this.place = place;
        this.palette = palette;
    }

    void paint(Layer layer) {
        GraphicsContext g = frame.g();
        switch (layer) {
            case Dots dots -> dots(dots);
            case Path path -> path(path);
            case Bars some -> bars(some);
            case Spans spans -> spans(spans);
            case Rule rule -> {
                dashed(g, palette.get(rule.mark().tone()));
                if (rule.across()) {
                    double y = frame.crisp().line(place.y(rule.at()), 1);
                    g.strokeLine(place.left(), y, place.right(), y);
                } else {
                    double x = frame.crisp().line(place.x(rule.at()), 1);
                    g.strokeLine(x, place.top(), x, place.bottom());
                }
                g.setLineDashes();
            }
            case Band band -> {
                g.setFill(palette.get(Tone.TRACK));
                double upper = Math.max(place.top(), place.y(band.high()));
                double lower = Math.min(place.bottom(), place.y(band.low()));
                g.fillRect(place.left(), upper, place.right() - place.left(), Math.max(1, lower - upper));
            }
            case Diagonal diagonal -> {
                double low = Math.max(place.xTicks().low(), place.yTicks().low());
                double high = Math.min(place.xTicks().high(), place.yTicks().high());
                dashed(g, palette.get(diagonal.mark().tone()));
                g.strokeLine(place.x(low), place.y(low), place.x(high), place.y(high));
                g.setLineDashes();
            }
        }
    }

    private void dashed(GraphicsContext g, Color color) {
        g.setStroke(color);
        g.setLineWidth(frame.crisp().width(0.09 * frame.em()));
        g.setLineDashes(0.45 * frame.em(), 0.3 * frame.em());
    }

    private void dots(Dots dots) {
        double size = (dots.spots().size() > MANY ? SMALL_DOT_EM : DOT_EM) * frame.em();
        for (Spot spot : dots.spots()) {
            mark(frame.g(), palette, dots.mark(), place.x(spot.x()), place.y(spot.y()), size);
        }
    }

    private void path(Path path) {
        GraphicsContext g = frame.g();
        List<Spot> spots = path.spots();
        double[] x = spots.stream().mapToDouble(spot -> place.x(spot.x())).toArray();
        double[] y = spots.stream().mapToDouble(spot -> place.y(spot.y())).toArray();
        g.setStroke(palette.get(path.mark().tone()));
        g.setLineWidth(0.13 * frame.em());
        if (path.dashed()) {
            g.setLineDashes(0.45 * frame.em(), 0.3 * frame.em());
        }
        g.strokePolyline(x, y, x.length);
        g.setLineDashes();
        for (int i = 0; i < x.length; i++) {
            mark(g, palette, path.mark(), x[i], y[i], DOT_EM * frame.em());
        }
    }

    private void bars(Bars some) {
        GraphicsContext g = frame.g();
        double thick = Math.min(0.3 * place.slot(), 0.8 * frame.em());
        double shift = (barsDrawn - (bars - 1) / 2.0) * thick;
        barsDrawn++;
        double zero = place.x(Math.clamp(0, place.xTicks().low(), place.xTicks().high()));
        for (int i = 0; i < some.values().size(); i++) {
            Double value = some.values().get(i);
            if (value == null) {
                continue;
            }
            double to = place.x(value);
            double y = place.y(i) + shift - thick / 2;
            double from = Math.min(zero, to);
            double wide = Math.max(1, Math.abs(to - zero));
            if (some.mark() == Mark.RING) {
                g.setStroke(palette.get(some.mark().tone()));
                g.setLineWidth(frame.crisp().width(1));
                g.strokeRect(from + 0.5, y + 0.5, wide, thick - 1);
            } else {
                g.setFill(palette.get(some.mark().tone()));
                g.fillRect(from, y, wide, thick);
            }
        }
        g.setStroke(palette.get(Tone.MUTED));
        g.setLineWidth(frame.crisp().width(1));
        double x = frame.crisp().line(zero, 1);
        g.strokeLine(x, place.top(), x, place.bottom());
    }

    private void spans(Spans spans) {
        GraphicsContext g = frame.g();
        double shift = spansDrawn * Math.min(0.3 * place.slot(), 0.7 * frame.em());
        spansDrawn++;
        for (int i = 0; i < spans.spans().size(); i++) {
            Span span = spans.spans().get(i);
            if (span == null) {
                continue;
            }
            double y = place.y(i) + shift;
            double cap = 0.25 * frame.em();
            double low = place.x(span.low());
            double high = place.x(span.high());
            g.setStroke(palette.get(spans.mark().tone()));
            g.setLineWidth(frame.crisp().width(0.11 * frame.em()));
            g.strokeLine(low, y, high, y);
            g.strokeLine(low, y - cap, low, y + cap);
            g.strokeLine(high, y - cap, high, y + cap);
            mark(g, palette, spans.mark(), place.x(span.middle()), y, DOT_EM * frame.em());
        }
    }

    /** What a layer looks like, for the legend. */
    static void sample(Frame frame, Palette palette, Layer layer, double x, double y) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        switch (layer) {
            case Band band -> {
                g.setFill(palette.get(Tone.TRACK));
                g.fillRect(x - 0.5 * em, y - 0.4 * em, em, 0.8 * em);
            }
            case Rule rule -> line(frame, palette.get(rule.mark().tone()), x, y);
            case Diagonal diagonal -> line(frame, palette.get(diagonal.mark().tone()), x, y);
            case Dots dots -> mark(g, palette, dots.mark(), x, y, DOT_EM * em);
            case Path path -> mark(g, palette, path.mark(), x, y, DOT_EM * em);
            case Spans spans -> mark(g, palette, spans.mark(), x, y, DOT_EM * em);
            case Bars bars -> {
                if (bars.mark() == Mark.RING) {
                    g.setStroke(palette.get(bars.mark().tone()));
                    g.setLineWidth(frame.crisp().width(1));
                    g.strokeRect(x - 0.45 * em, y - 0.3 * em, 0.9 * em, 0.6 * em);
                } else {
                    g.setFill(palette.get(bars.mark().tone()));
                    g.fillRect(x - 0.5 * em, y - 0.3 * em, em, 0.6 * em);
                }
            }
        }
    }

    private static void line(Frame frame, Color color, double x, double y) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        g.setStroke(color);
        g.setLineWidth(frame.crisp().width(0.09 * em));
        g.setLineDashes(0.3 * em, 0.2 * em);
        g.strokeLine(x - 0.5 * em, y, x + 0.5 * em, y);
        g.setLineDashes();
    }

    private static void mark(GraphicsContext g, Palette palette, Mark mark, double x, double y, double size) {
        g.setFill(palette.get(mark.tone()));
        g.setStroke(palette.get(mark.tone()));
        g.setLineWidth(Math.max(1, 0.35 * size));
        switch (mark) {
            case DOT -> g.fillOval(x - size, y - size, 2 * size, 2 * size);
            case RING -> g.strokeOval(x - size, y - size, 2 * size, 2 * size);
            case DIAMOND -> {
                double r = 1.3 * size;
                g.fillPolygon(new double[] {x - r, x, x + r, x}, new double[] {y, y - r, y, y + r}, 4);
            }
            case CROSS -> {
                g.strokeLine(x - size, y - size, x + size, y + size);
                g.strokeLine(x - size, y + size, x + size, y - size);
            }
        }
    }
}

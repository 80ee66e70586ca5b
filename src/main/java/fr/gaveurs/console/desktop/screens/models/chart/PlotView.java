package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Names;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Scale;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Draws a {@link Plot}: legend on top, names of the y axis at the left, those of the x axis below. */
public final class PlotView extends Picture {
    private static final double SMALL = 0.85;
    private static final double NAMES_SHARE = 0.34;

    private final Messages messages;
    private Plot plot = Plot.NONE;
    private String none = "";

    public PlotView(Messages messages, ReadOnlyObjectProperty<Palette> palette) {
        super(palette);
        this.messages = messages;
        getStyleClass().add("plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        followTheme();
    }

    /** @param words said in its place where there is nothing to draw */
    public void show(Plot now, String words) {
        if (!now.equals(plot) || !words.equals(none)) {
            plot = now;
            none = words;
            setAccessibleText(now.isEmpty() ? words : now.words());
            invalidate();
        }
    }

    @Override
    protected Picture copy() {
        PlotView other = new PlotView(messages, palette());
        other.show(plot, none);
        return other;
    }

    @Override
    protected boolean isEmpty() {
        return plot.isEmpty();
    }

    @Override
    protected void draw(Frame frame) {
        GraphicsContext g = frame.g();
        g.setFont(frame.font(SMALL));
        if (plot.isEmpty()) {
            g.setFill(color(Tone.MUTED));
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            List<String> lines = Letterings.lines(frame, none, frame.width() - 2 * frame.em(), SMALL);
            double y = frame.height() / 2 - (lines.size() - 1) * 0.65 * frame.em();
            for (String line : lines) {
                g.fillText(line, frame.width() / 2, y);
                y += 1.3 * frame.em();
            }
            return;
        }
        double em = frame.em();
        double top = legend(frame);
        String yTitle = title(plot.y());
        if (!yTitle.isEmpty()) {
            g.setFill(color(Tone.MUTED));
            g.setTextAlign(TextAlignment.LEFT);
            g.setTextBaseline(VPos.TOP);
            g.fillText(Letterings.fitted(frame, yTitle, frame.width(), SMALL), 0, top);
            top += 1.5 * em;
        }
        double bottom = frame.height() - (title(plot.x()).isEmpty() ? 1.5 : 2.9) * em;
        double left = left(frame, bottom - top);
        double right = frame.width() - right(frame);
        if (right - left < 4 * em || bottom - top < 3 * em) {
            return;
        }
        PlotPlace place = new PlotPlace(frame, plot, left, top + 0.4 * em, right, bottom);
        grid(frame, place);
        PlotPainter painter = new PlotPainter(frame, place, palette().get(), plot);
        plot.layers().forEach(painter::paint);
    }

    private static String title(Plot.Axis axis) {
        return switch (axis) {
            case Scale scale -> scale.title();
            case Names names -> names.title();
        };
    }

    private double left(Frame frame, double height) {
        double widest = 0;
        switch (plot.y()) {
            case Scale scale -> {
                var ticks = PlotPlace.ticks(scale, height / (3 * frame.em()));
                for (int i = 0; i < ticks.count(); i++) {
                    widest =
                            Math.max(widest, frame.textWidth(messages.number(ticks.value(i), ticks.decimals()), SMALL));
                }
            }
            case Names names -> {
                for (String name : names.names()) {
                    widest = Math.max(widest, frame.textWidth(name, SMALL));
                }
                widest = Math.min(widest, NAMES_SHARE * frame.width());
            }
        }
        return widest + 0.7 * frame.em();
    }

    /** The last number of the x axis reaches half its width beyond it. */
    private double right(Frame frame) {
        double least = 0.9 * frame.em();
        if (!(plot.x() instanceof Scale scale)) {
            return least;
        }
        var ticks = PlotPlace.ticks(scale, frame.width() / (5 * frame.em()));
        // One more decimal: there may be more ticks than reckoned here.
        return Math.max(
                least,
                0.2 * frame.em() + frame.textWidth(messages.number(ticks.high(), ticks.decimals() + 1), SMALL) / 2);
    }

    /** What is what; answers where it ends. */
    private double legend(Frame frame) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        double x = 0;
        double y = 0.7 * em;
        boolean any = false;
        for (Plot.Layer layer : plot.layers()) {
            if (layer.name().isEmpty()) {
                continue;
            }
            double wide = 1.4 * em + frame.textWidth(layer.name(), SMALL) + 1.2 * em;
            if (x > 0 && x + wide - 1.2 * em > frame.width()) {
                x = 0;
                y += 1.45 * em;
            }
            PlotPainter.sample(frame, palette().get(), layer, x + 0.5 * em, y);
            g.setFill(color(Tone.INK));
            g.setTextAlign(TextAlignment.LEFT);
            g.setTextBaseline(VPos.CENTER);
            g.setFont(frame.font(SMALL));
            g.fillText(Letterings.fitted(frame, layer.name(), frame.width() - x - 1.4 * em, SMALL), x + 1.4 * em, y);
            x += wide;
            any = true;
        }
        return any ? y + 1.1 * em : 0;
    }

    private void grid(Frame frame, PlotPlace place) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        g.setFont(frame.font(SMALL));
        g.setLineWidth(frame.crisp().width(1));
        switch (plot.y()) {
            case Scale scale -> {
                g.setTextAlign(TextAlignment.RIGHT);
                g.setTextBaseline(VPos.CENTER);
                for (int i = 0; i < place.yTicks().count(); i++) {
                    double value = place.yTicks().value(i);
                    double y = frame.crisp().line(place.y(value), 1);
                    g.setStroke(color(Tone.LINE));
                    g.strokeLine(place.left(), y, place.right(), y);
                    g.setFill(color(Tone.MUTED));
                    g.fillText(messages.number(value, place.yTicks().decimals()), place.left() - 0.4 * em, y);
                }
            }
            case Names names -> {
                g.setTextAlign(TextAlignment.RIGHT);
                g.setTextBaseline(VPos.CENTER);
                g.setFill(color(Tone.INK));
                int stride = stride(names.names().size(), place.bottom() - place.top(), 1.2 * em);
                for (int i = 0; i < names.names().size(); i += stride) {
                    g.fillText(
                            Letterings.fitted(frame, names.names().get(i), place.left() - 0.5 * em, SMALL),
                            place.left() - 0.4 * em,
                            place.y(i));
                }
            }
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        switch (plot.x()) {
            case Scale scale -> {
                for (int i = 0; i < place.xTicks().count(); i++) {
                    double value = place.xTicks().value(i);
                    double x = frame.crisp().line(place.x(value), 1);
                    g.setStroke(color(Tone.LINE));
                    g.strokeLine(x, place.top(), x, place.bottom());
                    g.setFill(color(Tone.MUTED));
                    g.fillText(messages.number(value, place.xTicks().decimals()), x, place.bottom() + 0.35 * em);
                }
            }
            case Names names -> {
                double widest = names.names().stream()
                        .mapToDouble(name -> frame.textWidth(name, SMALL))
                        .max()
                        .orElse(1);
                int stride = stride(names.names().size(), place.right() - place.left(), widest + em);
                g.setFill(color(Tone.MUTED));
                for (int i = 0; i < names.names().size(); i += stride) {
                    g.fillText(names.names().get(i), place.x(i), place.bottom() + 0.35 * em);
                }
            }
        }
        g.setFill(color(Tone.MUTED));
        g.fillText(title(plot.x()), (place.left() + place.right()) / 2, place.bottom() + 1.7 * em);
    }

    /** Every how many of them a name has room. */
    private static int stride(int count, double room, double each) {
        return Math.max(1, (int) Math.ceil(count * each / Math.max(1, room)));
    }
}

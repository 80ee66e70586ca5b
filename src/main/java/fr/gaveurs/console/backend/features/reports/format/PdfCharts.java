package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Control;
import fr.gaveurs.console.backend.features.reports.content.Content.Course;
import fr.gaveurs.console.backend.features.reports.content.Content.Step;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfWriter;

/** Charts as lines and areas, sharp in any size, whose texts can be searched. In points, the origin at the lower left. */
final class PdfCharts {
    /** What scales of amounts end with, and ten times, a hundred times and so on as much. */
    private static final long[] ENDS = {4, 8, 12, 16, 20, 24, 32, 40, 60, 80, 100};

    private static final float SMALL = 7;
    private static final float TITLE = 10;
    private static final float LEFT = 40;
    private static final float RIGHT = 34;
    private static final float HEAD = 34;
    private static final float FOOT = 16;
    private static final float BETWEEN_TEXTS = 8;
    private static final float ALONE = 1.8f;
    /** Of the width, for names beside bars. */
    private static final float MOST_NAMES = 0.45f;

    private final PdfContentByte to;
    private final float width;
    private final float height;
    private final ReportFonts fonts;
    private final ReportWords words;

    PdfCharts(PdfContentByte to, float width, float height, ReportFonts fonts, ReportWords words) {
        this.to = to;
        this.width = width;
        this.height = height;
        this.fonts = fonts;
        this.words = words;
    }

    /** One line from a point on, in the typefaces that have its signs. */
    static void text(
            PdfContentByte to, ReportFonts fonts, boolean bold, float size, int color, float x, float y, String text) {
        String clean = fonts.clean(text);
        if (!fonts.isPlain(clean)) {
            ColumnText.showTextAligned(
                    to,
                    Element.ALIGN_LEFT,
                    fonts.phrase(text, size, bold, color),
                    x,
                    y,
                    0,
                    ReportFonts.isBidirectional(clean) ? PdfWriter.RUN_DIRECTION_LTR : PdfWriter.RUN_DIRECTION_NO_BIDI,
                    0);
            return;
        }
        to.setColorFill(Colors.of(color));
        to.beginText();
        to.setFontAndSize(fonts.base(bold), size);
        to.setTextMatrix(x, y);
        to.showText(clean);
        to.endText();
    }

    void draw(Chart chart) {
        text(to, fonts, true, TITLE, Colors.INK, 0, height - TITLE, chart.title());
        switch (chart) {
            case Bars bars -> bars(bars);
            case Course course -> course(course);
            case Control control -> control(control);
        }
    }

    private void say(String text, float x, float y, int color) {
        text(to, fonts, false, SMALL, color, x, y, text);
    }

    private void sayLeftOf(String text, float right, float y, int color) {
        say(text, right - width(text), y, color);
    }

    private void sayCentered(String text, float middle, float y) {
        say(text, middle - width(text) / 2, y, Colors.MUTED);
    }

    private float width(String text) {
        return ColumnText.getWidth(fonts.phrase(text, SMALL, false, Colors.MUTED));
    }

    private void line(float x1, float y1, float x2, float y2, int color, float thickness) {
        to.setLineWidth(thickness);
        to.setColorStroke(Colors.of(color));
        to.moveTo(x1, y1);
        to.lineTo(x2, y2);
        to.stroke();
    }

    private void area(float x, float y, float w, float h, int color) {
        to.setColorFill(Colors.of(color));
        to.rectangle(x, y, w, h);
        to.fill();
    }

    private void bars(Bars chart) {
        List<Bar> bars = chart.bars();
        float step = (height - 20) / Math.max(1, bars.size());
        double most = bars.stream().mapToDouble(Bar::percent).max().orElse(0);
        float names = (float)
                bars.stream().mapToDouble(bar -> width(bar.name())).max().orElse(0);
        float from = Math.min(width * MOST_NAMES, Math.max(62, names + 10));
        float room = width - from - 110;
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            float y = height - 22 - (i + 1) * step + step * 0.2f;
            sayLeftOf(bar.name(), from - 6, y + step * 0.25f, Colors.INK);
            float length = most == 0 ? 0 : (float) (room * bar.percent() / most);
            area(from, y, Math.max(0.6f, length), step * 0.62f, bar.color());
            say(
                    words.number(bar.value(), 0) + "   " + words.percent(bar.percent()),
                    from + length + 6,
                    y + step * 0.25f,
                    Colors.INK);
        }
        line(from, height - 24, from, 4, Colors.LINE, 0.6f);
    }

    private float plotTop() {
        return height - HEAD;
    }

    private float plotRight() {
        return width - RIGHT;
    }

    private void course(Course chart) {
        List<Step> steps = chart.steps();
        if (steps.isEmpty()) {
            return;
        }
        long most = steps.stream().mapToLong(Step::amount).max().orElse(0);
        long top = nice(most);
        float room = plotTop() - FOOT;
        area(LEFT, height - 27, 8, 6, Colors.BARS);
        say(chart.amounts(), LEFT + 11, height - 26, Colors.MUTED);
        float legend = LEFT + 30 + width(chart.amounts());
        line(legend, height - 24, legend + 12, height - 24, Colors.ACCENT, 1.4f);
        say(chart.percentages(), legend + 15, height - 26, Colors.MUTED);
        for (int i = 0; i <= 4; i++) {
            float y = FOOT + room * i / 4;
            line(LEFT, y, plotRight(), y, Colors.LINE, 0.4f);
            sayLeftOf(words.number(top / 4 * i, 0), LEFT - 4, y - 2, Colors.MUTED);
            say(words.percent(25L * i, 0), plotRight() + 4, y - 2, Colors.ACCENT);
        }
        float step = (plotRight() - LEFT) / steps.size();
        int every = (int) Math.ceil(34 / step);
        for (int i = 0; i < steps.size(); i++) {
            float h = (float) ((double) room * steps.get(i).amount() / top);
            area(LEFT + i * step + step * 0.12f, FOOT, step * 0.76f, h, Colors.BARS);
            if (i % every == 0) {
                sayCentered(steps.get(i).name(), LEFT + (i + 0.5f) * step, 5);
            }
        }
        percentages(steps, step, room);
    }

    private void percentages(List<Step> steps, float step, float room) {
        to.setLineWidth(1.4f);
        to.setColorStroke(Colors.of(Colors.ACCENT));
        boolean open = false;
        for (int i = 0; i < steps.size(); i++) {
            Double percent = steps.get(i).percent();
            float x = LEFT + (i + 0.5f) * step;
            if (percent == null) {
                if (open) {
                    to.stroke();
                }
                open = false;
                continue;
            }
            float y = (float) (FOOT + room * percent / 100);
            if (open) {
                to.lineTo(x, y);
            } else {
                boolean alone = i + 1 == steps.size() || steps.get(i + 1).percent() == null;
                if (alone) {
                    // A point between two gaps is seen, too.
                    area(x - ALONE, y - ALONE, 2 * ALONE, 2 * ALONE, Colors.ACCENT);
                }
                to.moveTo(x, y);
            }
            open = true;
        }
        if (open) {
            to.stroke();
        }
    }

    private void control(Control chart) {
        List<double[]> points = chart.points();
        double low = Math.min(chart.lowerControl(), least(chart.lowerLimit(), chart.lowerControl()));
        double high = Math.max(chart.upperControl(), greatest(chart.upperLimit(), chart.upperControl()));
        for (double[] point : points) {
            low = Math.min(low, point[1]);
            high = Math.max(high, point[2]);
        }
        double margin = Math.max((high - low) * 0.05, 1e-9);
        low -= margin;
        high += margin;
        line(LEFT, FOOT, LEFT, plotTop(), Colors.LINE, 0.6f);
        line(LEFT, FOOT, plotRight(), FOOT, Colors.LINE, 0.6f);
        float step = (plotRight() - LEFT) / Math.max(1, points.size());
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            float x = LEFT + (i + 0.5f) * step;
            line(x, y(point[1], low, high), x, y(point[2], low, high) + 0.4f, Colors.BARS, Math.max(0.5f, step * 0.7f));
        }
        to.setLineWidth(0.9f);
        to.setColorStroke(Colors.of(Colors.ACCENT));
        for (int i = 0; i < points.size(); i++) {
            float x = LEFT + (i + 0.5f) * step;
            if (i == 0) {
                to.moveTo(x, y(points.get(i)[0], low, high));
            } else {
                to.lineTo(x, y(points.get(i)[0], low, high));
            }
        }
        to.stroke();
        for (int i : chart.marked()) {
            if (i < points.size()) {
                double[] point = points.get(i);
                // The value that lies farther from the mean is the one that was marked.
                double at = chart.mean() - point[1] > point[2] - chart.mean() ? point[1] : point[2];
                mark(LEFT + (i + 0.5f) * step, y(at, low, high));
            }
        }
        levels(chart, low, high);
        to.setLineDash(3, 2, 0);
        line(LEFT, height - 24, LEFT + 14, height - 24, Colors.INK, 0.8f);
        to.setLineDash(0);
        say(chart.controlName(), LEFT + 18, height - 26, Colors.MUTED);
        if (chart.lowerLimit() != null || chart.upperLimit() != null) {
            float at = LEFT + 40 + width(chart.controlName());
            line(at, height - 24, at + 14, height - 24, Colors.DANGER, 0.8f);
            say(chart.limitName(), at + 18, height - 26, Colors.MUTED);
        }
        if (!chart.marked().isEmpty()) {
            float at = plotRight() - 10 - width(chart.markName());
            mark(at, height - 23);
            say(chart.markName(), at + 6, height - 26, Colors.MUTED);
        }
    }

    /** A small diamond: its shape says it, too. */
    private void mark(float x, float y) {
        float half = 2.4f;
        to.setColorFill(Colors.of(Colors.DANGER));
        to.moveTo(x, y + half);
        to.lineTo(x + half, y);
        to.lineTo(x, y - half);
        to.lineTo(x - half, y);
        to.closePath();
        to.fill();
    }

    /** A line at a value, and the value beside it. */
    private record Level(double value, int color, boolean dashed) {}

    private void levels(Control chart, double low, double high) {
        List<Level> levels = new ArrayList<>();
        levels.add(new Level(chart.mean(), Colors.MUTED, false));
        levels.add(new Level(chart.lowerControl(), Colors.INK, true));
        levels.add(new Level(chart.upperControl(), Colors.INK, true));
        if (chart.lowerLimit() != null) {
            levels.add(new Level(chart.lowerLimit(), Colors.DANGER, false));
        }
        if (chart.upperLimit() != null) {
            levels.add(new Level(chart.upperLimit(), Colors.DANGER, false));
        }
        levels.sort(Comparator.comparingDouble(Level::value));
        float[] places = apart(
                levels.stream().mapToDouble(each -> y(each.value(), low, high)).toArray(), FOOT, plotTop());
        for (int i = 0; i < places.length; i++) {
            Level level = levels.get(i);
            if (level.dashed()) {
                to.setLineDash(3, 2, 0);
            }
            line(LEFT, y(level.value(), low, high), plotRight(), y(level.value(), low, high), level.color(), 0.8f);
            to.setLineDash(0);
            sayLeftOf(words.number(level.value(), 1), LEFT - 3, places[i] - 2, level.color());
        }
    }

    /** Where texts beside rising heights stand, so that none lies over another one. */
    static float[] apart(double[] heights, float bottom, float top) {
        float[] places = new float[heights.length];
        for (int i = 0; i < places.length; i++) {
            float least = i == 0 ? bottom : places[i - 1] + BETWEEN_TEXTS;
            places[i] = Math.max((float) heights[i], least);
        }
        // What was pushed over the top goes down again, and pushes those below it.
        float most = top;
        for (int i = places.length - 1; i >= 0 && places[i] > most; i--) {
            places[i] = most;
            most -= BETWEEN_TEXTS;
        }
        return places;
    }

    private float y(double value, double low, double high) {
        return (float) (FOOT + (plotTop() - FOOT) * (value - low) / (high - low));
    }

    private static double least(@Nullable Double value, double other) {
        return value == null ? other : Math.min(value, other);
    }

    private static double greatest(@Nullable Double value, double other) {
        return value == null ? other : Math.max(value, other);
    }

    /** The next number that a scale of four steps of whole numbers may end with: nobody measures half a liver. */
    static long nice(long most) {
        long tenth = 1;
        while (tenth * 100 < most) {
            tenth *= 10;
        }
        for (long factor : ENDS) {
            if (factor * tenth >= most && factor * tenth % 4 == 0) {
                return factor * tenth;
            }
        }
        throw new IllegalStateException("no scale ends with " + most);
    }
}

package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.DayFormats;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import fr.gaveurs.console.desktop.kit.canvas.Hatch;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import java.time.format.DateTimeFormatter;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/**
 * Unresolved bugs day by day as a line; below it what was reported, upwards and filled, and what was resolved, downwards
 * and hatched. So the two are told apart without their colours.
 */
final class BurndownChart extends DrawingRegion {
    private static final double LINE_SHARE = 0.6;

    private final Messages messages;
    private final ReadOnlyObjectProperty<Palette> palette;
    private final DateTimeFormatter date;
    private final Tooltip tip = new Tip();
    private Burndown data = new Burndown(java.util.List.of());

    /** Where things lie, px. */
    private record Layout(double left, double right, double top, double lineBottom, double middle, double half) {
        double width() {
            return right - left;
        }
    }

    BurndownChart(Messages messages, ReadOnlyObjectProperty<Palette> palette) {
        this.messages = messages;
        this.palette = palette;
        this.date = DayFormats.of("d MMM", messages.language().locale());
        getStyleClass().add("burndown");
        palette.subscribe(now -> invalidate());
        tip.setShowDelay(Duration.millis(100));
        tip.setShowDuration(Duration.INDEFINITE);
        setOnMouseMoved(event -> hover(event.getX()));
    }

    void show(Burndown now) {
        if (now.equals(data)) {
            return;
        }
        data = now;
        if (now.days().isEmpty()) {
            Tooltip.uninstall(this, tip);
            setAccessibleText(messages.get("bugs.overview.no_days"));
        } else {
            Tooltip.install(this, tip);
            setAccessibleText(words(now.days().getLast()));
        }
        invalidate();
    }

    private void hover(double x) {
        if (!data.days().isEmpty()) {
            double left = em() * 3;
            tip.setText(words(data.at((x - left) / Math.max(1, getWidth() - left))));
        }
    }

    private String words(Burndown.Day day) {
        return messages.get(
                "bugs.overview.point",
                date.format(day.date()),
                messages.integer(day.unresolved()),
                messages.integer(day.reported()),
                messages.integer(day.resolved()));
    }

    @Override
    protected void draw(Frame frame) {
        double em = frame.em();
        GraphicsContext g = frame.g();
        if (data.days().isEmpty()) {
            g.setFill(palette.get().get(Tone.MUTED));
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(messages.get("bugs.overview.no_days"), frame.width() / 2, frame.height() / 2);
            return;
        }
        double bottom = frame.height() - 1.6 * em;
        double lineBottom = Math.rint(bottom * LINE_SHARE);
        double half = (bottom - lineBottom - 1.4 * em) / 2;
        Layout place = new Layout(3 * em, frame.width(), em * 0.6, lineBottom, bottom - half, half);
        Ticks ticks = Ticks.covering(0, Math.max(1.0, (double) data.mostUnresolved()), 4);
        grid(frame, place, ticks);
        bars(frame, place);
        line(frame, place, ticks);
        dates(frame, place);
    }

    private void grid(Frame frame, Layout place, Ticks ticks) {
        GraphicsContext g = frame.g();
        Palette colors = palette.get();
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(frame.font(0.86));
        for (int i = 0; i < ticks.count(); i++) {
            if (ticks.decimals() > 0 && ticks.value(i) != Math.rint(ticks.value(i))) {
                continue; // there is no half bug
            }
            double y = frame.crisp()
                    .line(place.lineBottom() - ticks.fraction(ticks.value(i)) * (place.lineBottom() - place.top()), 1);
            g.setStroke(colors.get(Tone.LINE));
            g.strokeLine(place.left(), y, place.right(), y);
            g.setFill(colors.get(Tone.MUTED));
            g.fillText(messages.integer(Math.round(ticks.value(i))), place.left() - frame.em() * 0.5, y);
        }
        double y = frame.crisp().line(place.middle(), 1);
        g.strokeLine(place.left(), y, place.right(), y);
        long most = data.mostMoved();
        if (most > 0) {
            String words = messages.integer(most);
            g.fillText(words, place.left() - frame.em() * 0.5, place.middle() - place.half() + frame.em() * 0.4);
            g.fillText(words, place.left() - frame.em() * 0.5, place.middle() + place.half() - frame.em() * 0.4);
        }
    }

    private void bars(Frame frame, Layout place) {
        GraphicsContext g = frame.g();
        Palette colors = palette.get();
        int days = data.days().size();
        double step = place.width() / days;
        double gap = step > 6 ? step * 0.25 : step > 3 ? 1 : 0;
        double most = Math.max(1.0, (double) data.mostMoved());
        for (int i = 0; i < days; i++) {
            Burndown.Day day = data.days().get(i);
            double from = frame.crisp().edge(place.left() + i * step + gap / 2);
            double width = Math.max(1, frame.crisp().edge(place.left() + (i + 1) * step - gap / 2) - from);
            double up = height(day.reported(), most, place.half());
            g.setFill(colors.get(Tone.SERIES));
            g.fillRect(from, place.middle() - up, width, up);
            double down = height(day.resolved(), most, place.half());
            g.setFill(colors.get(Tone.ZONE_OPTIMAL));
            g.fillRect(from, place.middle() + 1, width, down);
            if (width > 4 && down > 2) {
                g.setStroke(colors.get(Tone.SURFACE));
                g.setLineWidth(1);
                for (Hatch.Line line : Hatch.lines(from, place.middle() + 1, width, down, frame.em() * 0.4)) {
                    g.strokeLine(line.x1(), line.y1(), line.x2(), line.y2());
                }
            }
        }
    }

    private static double height(long bugs, double most, double room) {
        return bugs == 0 ? 0 : Math.max(2, Math.rint(bugs / most * room));
    }

    private void line(Frame frame, Layout place, Ticks ticks) {
        GraphicsContext g = frame.g();
        g.setStroke(palette.get().get(Tone.INK));
        g.setLineWidth(Math.max(1.5, frame.em() / 8));
        double step = place.width() / data.days().size();
        double x = place.left() + step / 2;
        double y = 0;
        g.beginPath();
        for (int i = 0; i < data.days().size(); i++) {
            x = place.left() + (i + 0.5) * step;
            y = place.lineBottom()
                    - ticks.fraction((double) data.days().get(i).unresolved()) * (place.lineBottom() - place.top());
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
        g.stroke();
        double dot = frame.em() * 0.25;
        g.setFill(palette.get().get(Tone.INK));
        g.fillOval(x - dot, y - dot, 2 * dot, 2 * dot);
    }

    private void dates(Frame frame, Layout place) {
        GraphicsContext g = frame.g();
        g.setFill(palette.get().get(Tone.MUTED));
        g.setFont(frame.font(0.86));
        g.setTextBaseline(VPos.BOTTOM);
        int days = data.days().size();
        int labels = (int) Math.clamp(place.width() / (frame.em() * 7), 2, 8);
        int every = Math.max(1, (int) Math.ceil(days / (double) labels));
        // Counted from today, which is what is looked for.
        for (int i = days - 1; i >= 0; i -= every) {
            double x = place.left() + (i + 0.5) * place.width() / days;
            String words = date.format(data.days().get(i).date());
            double half = frame.textWidth(words, 0.86) / 2;
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(words, Math.clamp(x, place.left() + half, place.right() - half), frame.height());
        }
    }
}

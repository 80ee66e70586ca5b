package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import fr.gaveurs.console.desktop.kit.canvas.Hatch;
import fr.gaveurs.console.desktop.screens.health.Strip.Stretch;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The states of the last hour. Each has its height, its pattern and, where there is room, its sign, so that colour never
 * says it alone: well is low and grey, degraded is higher and hatched with "!", down is full with "×".
 */
final class StripView extends DrawingRegion {
    /** What lasted a second must still be seen. */
    private static final double LEAST_WIDTH = 3;

    private static final double GOOD_HEIGHT = 0.34;
    private static final double WARNING_HEIGHT = 0.72;

    private final ReadOnlyObjectProperty<Palette> palette;
    /** Made when the pointer first comes: each is a window of its own, and there is a strip in each row. */
    private @Nullable Tooltip tip;

    private Strip strip = Strip.NOTHING;

    StripView(ReadOnlyObjectProperty<Palette> palette) {
        this.palette = palette;
        getStyleClass().add("state-strip");
        palette.subscribe(now -> invalidate());
        setOnMouseMoved(event -> tell(strip.at(event.getX() / Math.max(1, getWidth()))));
    }

    private void tell(@Nullable Stretch stretch) {
        Tooltip told = tip == null ? tip() : tip;
        tip = told;
        told.setText(stretch == null ? "" : stretch.text());
        if (stretch == null) {
            Tooltip.uninstall(this, told);
            told.hide();
        } else {
            Tooltip.install(this, told);
        }
    }

    private static Tooltip tip() {
        Tooltip made = new Tip();
        made.setShowDelay(Duration.millis(150));
        made.setShowDuration(Duration.INDEFINITE);
        made.getStyleClass().add("strip-tip");
        return made;
    }

    void show(Strip now) {
        if (!now.equals(strip)) {
            strip = now;
            setAccessibleText(now.stretches().stream()
                    .map(stretch -> stretch.text().replace('\n', ' '))
                    .collect(Collectors.joining("; ")));
            invalidate();
        }
    }

    @Override
    protected void draw(Frame frame) {
        GraphicsContext g = frame.g();
        Palette colors = palette.get();
        g.setFill(colors.get(Tone.LINE));
        g.fillRect(0, frame.height() - 1, frame.width(), 1);
        // What is bad is drawn last: a short failure must not vanish under the calm beside it.
        for (Stretch stretch : strip.stretches()) {
            if (quiet(stretch)) {
                stretch(frame, colors, stretch);
            }
        }
        for (Stretch stretch : strip.stretches()) {
            if (!quiet(stretch)) {
                stretch(frame, colors, stretch);
            }
        }
    }

    private static boolean quiet(Stretch stretch) {
        return switch (stretch.level()) {
            case GOOD, UNKNOWN -> true;
            case WARNING, BAD -> false;
        };
    }

    private static void stretch(Frame frame, Palette colors, Stretch stretch) {
        GraphicsContext g = frame.g();
        double left = frame.crisp().edge(stretch.begin() * frame.width());
        double width = Math.max(quiet(stretch) ? 0 : LEAST_WIDTH, stretch.end() * frame.width() - left);
        left = Math.min(left, frame.width() - width);
        double height = frame.height();
        switch (stretch.level()) {
            case GOOD -> {
                g.setFill(colors.get(Tone.FAINT));
                g.fillRect(left, height * (1 - GOOD_HEIGHT), width, height * GOOD_HEIGHT);
            }
            case WARNING -> {
                double top = height * (1 - WARNING_HEIGHT);
                g.setFill(colors.get(Tone.WARNING));
                g.fillRect(left, top, width, height - top);
                g.setStroke(colors.get(Tone.ON_WARNING).deriveColor(0, 1, 1, 0.3));
                g.setLineWidth(1);
                for (Hatch.Line line : Hatch.lines(left, top, width, height - top, frame.em() * 0.45)) {
                    g.strokeLine(line.x1(), line.y1(), line.x2(), line.y2());
                }
                sign(frame, colors.get(Tone.ON_WARNING), "!", left, top, width);
            }
            case BAD -> {
                g.setFill(colors.get(Tone.DANGER));
                g.fillRect(left, 0, width, height);
                sign(frame, colors.get(Tone.ON_DANGER), "×", left, 0, width);
            }
            case UNKNOWN -> {
                g.setFill(colors.get(Tone.TRACK));
                g.fillRect(left, height * (1 - GOOD_HEIGHT), width, height * GOOD_HEIGHT);
                sign(frame, colors.get(Tone.MUTED), "?", left, 0, width);
            }
        }
    }

    private static void sign(Frame frame, Color ink, String sign, double left, double top, double width) {
        if (width < frame.em() * 0.9) {
            return;
        }
        GraphicsContext g = frame.g();
        g.setFill(ink);
        g.setFont(frame.font(0.93));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(sign, left + width / 2, (top + frame.height()) / 2);
    }
}

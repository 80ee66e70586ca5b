package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** The quarters of the hour that the strips below it cover. */
final class StripAxis extends DrawingRegion {
    private static final long QUARTER_SECONDS = 900;
    private static final double SIZE = 0.86;

    private final ReadOnlyObjectProperty<Palette> palette;
    private final DateTimeFormatter time;
    private Strip hour = Strip.NOTHING;

    StripAxis(ReadOnlyObjectProperty<Palette> palette, Messages messages) {
        this.palette = palette;
        this.time = DateTimeFormatter.ofPattern("HH:mm", messages.language().locale())
                .withZone(messages.zone());
        getStyleClass().add("strip-axis");
        palette.subscribe(now -> invalidate());
    }

    void show(Strip now) {
        if (!now.equals(hour)) {
            hour = now;
            invalidate();
        }
    }

    @Override
    protected void draw(Frame frame) {
        double length = Duration.between(hour.from(), hour.to()).toSeconds();
        if (length <= 0) {
            return;
        }
        GraphicsContext g = frame.g();
        g.setFont(frame.font(SIZE));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        double half = frame.textWidth("00:00", SIZE) / 2;
        long first = Math.ceilDiv(hour.from().getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS;
        Instant tick = Instant.ofEpochSecond(first).truncatedTo(ChronoUnit.SECONDS);
        for (; !tick.isAfter(hour.to()); tick = tick.plusSeconds(QUARTER_SECONDS)) {
            double x = frame.crisp().line(Duration.between(hour.from(), tick).toSeconds() / length * frame.width(), 1);
            g.setStroke(palette.get().get(Tone.LINE));
            g.setLineWidth(1);
            g.strokeLine(x, frame.height() - frame.em() * 0.25, x, frame.height());
            g.setFill(palette.get().get(Tone.MUTED));
            double center = Math.clamp(x, half, Math.max(half, frame.width() - half));
            g.fillText(time.format(tick), center, (frame.height() - frame.em() * 0.25) / 2);
        }
    }
}

package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/** A figure of 0–1 as a thin bar. */
final class ScoreBar extends DrawingRegion {
    private final Look look;
    private @Nullable Double value;

    ScoreBar(Look look) {
        this.look = look;
        look.palette().subscribe(this::invalidate);
        setMouseTransparent(true);
    }

    void show(@Nullable Double now) {
        value = now;
        invalidate();
    }

    @Override
    protected void draw(Frame frame) {
        Double now = value;
        if (now == null) {
            return;
        }
        GraphicsContext g = frame.g();
        double height = frame.crisp().width(frame.em() * 0.35);
        double y = frame.crisp().edge((frame.height() - height) / 2);
        g.setFill(look.color(Tone.TRACK));
        g.fillRect(0, y, frame.width(), height);
        g.setFill(look.color(Tone.SERIES));
        g.fillRect(0, y, frame.crisp().edge(Math.clamp(now, 0, 1) * frame.width()), height);
    }
}

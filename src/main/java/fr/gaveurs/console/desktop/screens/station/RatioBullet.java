package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.SpectralRatio;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.Crisp;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** A ratio's acceptable zone, its optimal zone in it, and a marker at its value; a point at the end if it lies off. */
final class RatioBullet extends DrawingRegion {
    private final Look look;
    private final RatioScale scale;
    private @Nullable Double value;

    RatioBullet(Look look, SpectralRatio ratio) {
        this.look = look;
        this.scale = new RatioScale(ratio);
        look.palette().subscribe(this::invalidate);
        setMouseTransparent(true);
    }

    void show(@Nullable Double now) {
        value = now;
        invalidate();
    }

    @Override
    protected void draw(Frame frame) {
        GraphicsContext g = frame.g();
        Crisp crisp = frame.crisp();
        double em = frame.em();
        double height = crisp.width(em * 0.85);
        double top = crisp.edge((frame.height() - height) / 2);
        double inset = em * 0.35;
        double width = frame.width() - 2 * inset;
        g.setFill(look.color(Tone.TRACK));
        band(g, crisp, inset, width, 0, 1, top + crisp.edge(height / 2) - crisp.width(1), crisp.width(2));
        g.setFill(look.color(Tone.ZONE_ACCEPTABLE));
        SpectralRatio ratio = scale.ratio();
        band(
                g,
                crisp,
                inset,
                width,
                scale.fraction(ratio.acceptableLow()),
                scale.fraction(ratio.acceptableHigh()),
                top,
                height);
        g.setFill(look.color(Tone.ZONE_OPTIMAL));
        band(
                g,
                crisp,
                inset,
                width,
                scale.fraction(ratio.optimalLow()),
                scale.fraction(ratio.optimalHigh()),
                top,
                height);
        Double now = value;
        if (now != null) {
            marker(g, crisp, em, inset, width, top, height, now);
        }
    }

    private void marker(
            GraphicsContext g,
            Crisp crisp,
            double em,
            double inset,
            double width,
            double top,
            double height,
            double now) {
        boolean outside = scale.assess(now).outside();
        Color color = look.color(outside ? Tone.WARNING_TEXT : Tone.INK);
        double fraction = scale.fraction(now);
        g.setFill(color);
        double middle = top + height / 2;
        if (fraction < 0 || fraction > 1) {
            double tip = fraction < 0 ? inset - em * 0.3 : inset + width + em * 0.3;
            double back = fraction < 0 ? tip + em * 0.7 : tip - em * 0.7;
            g.fillPolygon(
                    new double[] {tip, back, back}, new double[] {middle, middle - em * 0.4, middle + em * 0.4}, 3);
            return;
        }
        double thick = crisp.width(em * 0.24);
        double x = crisp.edge(inset + fraction * width - thick / 2);
        double over = crisp.edge(em * 0.22);
        g.setFill(look.color(Tone.SURFACE));
        double halo = crisp.width(1);
        g.fillRect(x - halo, top - over, thick + 2 * halo, height + 2 * over);
        g.setFill(color);
        g.fillRect(x, top - over, thick, height + 2 * over);
    }

    private static void band(
            GraphicsContext g,
            Crisp crisp,
            double inset,
            double width,
            double from,
            double to,
            double top,
            double height) {
        double left = crisp.edge(inset + Math.max(0, from) * width);
        double right = crisp.edge(inset + Math.min(1, to) * width);
        g.fillRect(left, top, right - left, height);
    }
}

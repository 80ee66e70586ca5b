package fr.gaveurs.console.desktop.kit.canvas;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * A sequential scale of colours whose equal steps look equally large, so that a map shows the differences of the
 * values and adds none of its own.
 */
public final class ColorScale {
    /** How many colours a scale holds. */
    public static final int STEPS = 256;

    private final Color[] colors;

    private ColorScale(Color[] colors) {
        this.colors = colors;
    }

    /** The scale that passes through at least two given colours at constant perceived speed. */
    public static ColorScale through(List<OkLab> stops) {
        if (stops.size() < 2) {
            throw new IllegalArgumentException("a colour scale needs at least two stops");
        }
        double[] way = new double[stops.size()];
        for (int i = 1; i < way.length; i++) {
            way[i] = way[i - 1] + stops.get(i - 1).distance(stops.get(i));
        }
        Color[] colors = new Color[STEPS];
        int segment = 1;
        for (int i = 0; i < STEPS; i++) {
            double at = way[way.length - 1] * i / (STEPS - 1);
            while (segment < way.length - 1 && at > way[segment]) {
                segment++;
            }
            double t = (at - way[segment - 1]) / (way[segment] - way[segment - 1]);
            colors[i] = stops.get(segment - 1).mix(stops.get(segment), t).toColor();
        }
        return new ColorScale(colors);
    }

    /** The colour at {@code fraction}; what lies outside 0–1 takes the nearer end. */
    public Color at(double fraction) {
        return colors[(int) Math.round(Math.clamp(fraction, 0, 1) * (STEPS - 1))];
    }
}

package fr.gaveurs.console.desktop.kit.canvas;

import javafx.scene.paint.Color;

/** WCAG contrast, for text that lies on a colour of a scale. */
public final class Contrast {
    private Contrast() {}

    /** 1 (the same) to 21 (black on white); small text wants 4.5. */
    public static double ratio(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Black or white, whichever reads better: on any ground at least 4.5, which no softer pair would reach. */
    public static Color textOn(Color background) {
        return ratio(background, Color.BLACK) >= ratio(background, Color.WHITE) ? Color.BLACK : Color.WHITE;
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}

package fr.gaveurs.console.desktop.kit.canvas;

import javafx.scene.paint.Color;

/**
 * A colour in OKLab, the space in which equal distances look equally different.
 *
 * @param lightness 0 (black) to 1 (white)
 * @param a green (negative) to red, about −0.4…0.4
 * @param b blue (negative) to yellow, about −0.4…0.4
 */
public record OkLab(double lightness, double a, double b) {

    /** From lightness 0–1, chroma 0–0.4 and hue in degrees (30 red, 110 yellow, 145 green, 265 blue). */
    public static OkLab ofLch(double lightness, double chroma, double hueDegrees) {
        double hue = Math.toRadians(hueDegrees);
        return new OkLab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
    }

    public static OkLab of(Color color) {
        double r = linear(color.getRed());
        double g = linear(color.getGreen());
        double b = linear(color.getBlue());
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new OkLab(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    /** The nearest opaque sRGB colour, by clipping. */
    public Color toColor() {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return Color.color(
                encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    /** How different two colours look: 0 for the same, 1 from black to white. */
    public double distance(OkLab other) {
        return Math.sqrt(square(lightness - other.lightness) + square(a - other.a) + square(b - other.b));
    }

    /** The colour at {@code t} (0–1) of the straight way to {@code other}. */
    public OkLab mix(OkLab other, double t) {
        return new OkLab(lightness + t * (other.lightness - lightness), a + t * (other.a - a), b + t * (other.b - b));
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static double encoded(double channel) {
        double value = channel <= 0.0031308 ? 12.92 * channel : 1.055 * Math.pow(channel, 1 / 2.4) - 0.055;
        return Math.clamp(value, 0, 1);
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static double square(double x) {
        return x * x;
    }
}

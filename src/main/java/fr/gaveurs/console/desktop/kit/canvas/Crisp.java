package fr.gaveurs.console.desktop.kit.canvas;

/**
 * Puts edges on the pixels of the screen.
 *
 * @param scale device pixels in a logical one: 1, 1.25, 1.5, 2 …
 */
public record Crisp(double scale) {

    /** The nearest edge between two device pixels, for the side of a filled area. */
    public double edge(double position) {
        return Math.round(position * scale) / scale;
    }

    /** The width nearest to {@code width} that is a whole number of device pixels, at least one. */
    public double width(double width) {
        return Math.max(1, Math.round(width * scale)) / scale;
    }

    /** Where the middle of a stroke {@code width(width)} wide has to run so that both of its sides are sharp. */
    public double line(double position, double width) {
        long pixels = Math.max(1, Math.round(width * scale));
        double half = pixels % 2 == 0 ? 0 : 0.5;
        return (Math.round(position * scale - half) + half) / scale;
    }
}

package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.desktop.kit.Tone;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A picture of figures: two axes and what lies between them, drawn in its order.
 *
 * @param words the same in a sentence, for who does not see it
 */
public record Plot(Axis x, Axis y, List<Layer> layers, String words) {
    /** Nothing yet. */
    public static final Plot NONE = new Plot(new Names("", List.of()), new Names("", List.of()), List.of(), "");

    public Plot {
        layers = List.copyOf(layers);
    }

    /** One of the two. */
    public sealed interface Axis {}

    /**
     * Numbers; its ends are the round ones around {@code low} and {@code high}.
     *
     * @param title with its unit
     */
    public record Scale(String title, double low, double high) implements Axis {
        public Scale {
            if (!(low < high)) {
                throw new IllegalArgumentException("no scale from " + low + " to " + high);
            }
        }

        /** The scale that holds all these and nought; one of 0 to 1 where there are none. */
        public static Scale from(String title, double... values) {
            return around(title, 0, values);
        }

        /** The scale that holds all these and {@code first}. */
        public static Scale around(String title, double first, double... values) {
            double low = first;
            double high = first;
            for (double value : values) {
                low = Double.isFinite(value) ? Math.min(low, value) : low;
                high = Double.isFinite(value) ? Math.max(high, value) : high;
            }
            return low < high ? new Scale(title, low, high) : new Scale(title, low, low + 1);
        }
    }

    /** Things side by side, the first at the left or on top; a layer names them by their places from 0. */
    public record Names(String title, List<String> names) implements Axis {
        public Names {
            names = List.copyOf(names);
        }
    }

    /** How a layer is told from others: by form and by colour. */
    public enum Mark {
        DOT(Tone.SERIES),
        RING(Tone.MUTED),
        DIAMOND(Tone.ACCENT),
        CROSS(Tone.WARNING_TEXT);

        private final Tone tone;

        Mark(Tone tone) {
            this.tone = tone;
        }

        public Tone tone() {
            return tone;
        }
    }

    /** @param x in the axis' unit, or a place among names */
    public record Spot(double x, double y) {}

    /** A figure and what it may be instead. */
    public record Span(double low, double middle, double high) {}

    /** Something that is drawn. */
    public sealed interface Layer {
        /** Said in the legend; empty for nothing. */
        String name();

        Mark mark();
    }

    /** A mark at each place. */
    public record Dots(String name, Mark mark, List<Spot> spots) implements Layer {
        public Dots {
            spots = List.copyOf(spots);
        }
    }

    /** A line through places, with a mark at each. */
    public record Path(String name, Mark mark, List<Spot> spots, boolean dashed) implements Layer {
        public Path {
            spots = List.copyOf(spots);
        }
    }

    /** A bar for each name of the y axis; layers of bars lie below each other. Null: none. */
    public record Bars(String name, Mark mark, List<@Nullable Double> values) implements Layer {}

    /** A mark with what it may be instead for each name of the y axis. Null: none. */
    public record Spans(String name, Mark mark, List<@Nullable Span> spans) implements Layer {}

    /** A dashed line at one figure of the x axis, or of the y axis where it lies across. */
    public record Rule(String name, Mark mark, double at, boolean across) implements Layer {}

    /** A faint band between two figures of the y axis. */
    public record Band(String name, Mark mark, double low, double high) implements Layer {}

    /** What is the same on both axes. */
    public record Diagonal(String name, Mark mark) implements Layer {}

    /** Whether there is anything to draw. */
    public boolean isEmpty() {
        return layers.isEmpty();
    }

    /** A name of a file that says what it is, in letters that every disk takes. */
    public static String fileName(String title) {
        String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        String cut = plain.replaceAll("^-|-$", "");
        return ShortText.beginning(cut, 60) + ".png";
    }
}

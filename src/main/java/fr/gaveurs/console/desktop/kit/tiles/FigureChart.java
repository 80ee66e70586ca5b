package fr.gaveurs.console.desktop.kit.tiles;

import fr.gaveurs.console.desktop.kit.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is drawn beside a figure. It says nothing that the words do not: where there is no room it is left out. */
public sealed interface FigureChart {
    /** Nothing. */
    static FigureChart none() {
        return new Parts(List.of());
    }

    /** How the figure went, oldest first; fewer than two values draw nothing. */
    record Sparkline(List<Double> values) implements FigureChart {
        public Sparkline {
            values = List.copyOf(values);
        }
    }

    /**
     * A share of a whole as a ring.
     *
     * @param share 0–1
     */
    record Gauge(double share, Tone tone) implements FigureChart {
        public Gauge {
            share = Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
        }
    }

    /** A whole divided into parts that lie in one bar, from left to right. */
    record Parts(List<Part> parts) implements FigureChart {
        public Parts {
            parts = List.copyOf(parts);
        }

        public Parts(Part... parts) {
            this(Stream.of(parts).filter(part -> part.amount() > 0).toList());
        }
    }

    /** @param amount 0 or more, in the unit of the other parts */
    record Part(double amount, Tone tone) {}

    /** Amounts side by side, 0 or more. */
    record Columns(List<Double> values) implements FigureChart {
        public Columns {
            values = List.copyOf(values);
        }

        public Columns(double... values) {
            this(Arrays.stream(values).boxed().toList());
        }
    }

    /** Whether there is something to draw. */
    default boolean drawn() {
        return switch (this) {
            case Sparkline line -> line.values().size() > 1;
            case Gauge gauge -> true;
            case Parts bar -> !bar.parts().isEmpty();
            case Columns columns -> columns.values().stream().anyMatch(value -> value > 0);
        };
    }

    /** Least and greatest width, em. */
    default double leastEm() {
        return this instanceof Gauge ? 2 : 4;
    }

    default double mostEm() {
        return this instanceof Gauge ? 3.2 : 8;
    }
}

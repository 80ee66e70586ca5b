package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report, ready to be written: words are in its language already. */
public final class Content {
    private Content() {}

    /**
     * A whole report.
     *
     * @param title such as {@code Daily report of Thursday 26 November 2026}
     * @param period what it covers, with its zone
     * @param summary what a reader who knows nothing of the console should know, sentences
     * @param facts the figures of the first page
     * @param cover facts about the report itself, name and value
     * @param newestSample when the newest sample of the period was measured; null: none
     * @param open whether the period is not over
     */
    public record Document(
            ReportSubject subject,
            String title,
            String period,
            List<String> summary,
            List<Fact> facts,
            List<Chart> charts,
            List<Section> sections,
            List<Line> cover,
            @Nullable Instant newestSample,
            boolean open) {}

    /** A name and what is said of it. */
    public record Line(String name, String value) {}

    /**
     * A figure with its name.
     *
     * @param note what it was before, or null
     */
    public record Fact(
            String name,
            CellType type,
            @Nullable Object value,
            @Nullable String note) {}

    /**
     * Tables under one heading.
     *
     * @param part which of a report's parts it is, by which templates choose
     * @param notes sentences below the heading
     */
    public record Section(
            ReportSection part, String title, List<String> notes, List<Chart> charts, List<Table> tables) {
        /** Whether there is nothing to tell below its heading. */
        public boolean isEmpty() {
            return charts.isEmpty() && tables.stream().allMatch(Table::empty);
        }
    }

    /** @param weight its width beside the others' */
    public record Column(String name, CellType type, double weight) {}

    /**
     * A table; its rows are read each time that they are asked for, and never held.
     *
     * @param title also the sheet's and the CSV's name
     * @param printed how many rows a PDF shows at most
     * @param empty whether it is known to have no row
     */
    public record Table(String title, List<Column> columns, Rows rows, int printed, boolean empty) {
        public Table(String title, List<Column> columns, Rows rows, int printed) {
            this(title, columns, rows, printed, false);
        }
    }

    /** Rows, read one by one. */
    @FunctionalInterface
    public interface Rows {
        void forEach(RowSink sink);
    }

    /** Takes rows. */
    @FunctionalInterface
    public interface RowSink {
        /** @param cells as many as there are columns, each of its column's type */
        void row(@Nullable Object... cells);
    }

    /** A picture of figures. */
    public sealed interface Chart permits Bars, Course, Control {
        String title();
    }

    /** How large the parts of a whole are, with the colours of grades where {@code grades}. */
    public record Bars(String title, List<Bar> bars) implements Chart {}

    /**
     * @param value how many
     * @param percent of all
     * @param color {@code 0xRRGGBB}
     */
    public record Bar(String name, long value, double percent, int color) {
        private static final int PLAIN = 0x0A5FA8;

        /** Of what is no grade: all of one colour. */
        static Bar of(String name, long value, long all) {
            return new Bar(name, value, 100.0 * value / Math.max(1, all), PLAIN);
        }
    }

    /** Amounts as bars and a percentage as a line over time. */
    public record Course(String title, String amounts, String percentages, List<Step> steps) implements Chart {}

    /** @param percent null where there is none */
    public record Step(String name, long amount, @Nullable Double percent) {}

    /**
     * Individual values with their control limits, and the specified ones where there are any.
     *
     * @param points mean with least and greatest of neighbouring values
     * @param marked points in which a rule of Western Electric marks a value
     */
    public record Control(
            String title,
            List<double[]> points,
            double mean,
            double lowerControl,
            double upperControl,
            @Nullable Double lowerLimit,
            @Nullable Double upperLimit,
            String controlName,
            String limitName,
            Set<Integer> marked,
            String markName)
            implements Chart {}
}

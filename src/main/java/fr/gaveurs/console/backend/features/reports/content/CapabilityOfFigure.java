package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.quality.CapabilityQueries;
import fr.gaveurs.console.backend.features.quality.CapabilityQueries.Series;
import fr.gaveurs.console.backend.features.quality.CapabilityQueries.Value;
import fr.gaveurs.console.backend.features.reports.content.Capability.Verdict;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Control;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether one figure stays within its limits: all stations together, and each. */
final class CapabilityOfFigure {
    private static final int MOST_POINTS = 300;
    private static final int PRINTED = 2_000;
    private static final int MARKS_PRINTED = 200;

    private final Reading reading;
    private final ReportWords words;
    private final CapabilityFigure figure;
    private final double unit;
    private final @Nullable Double lower;
    private final @Nullable Double upper;
    private final List<Series> series;
    private final Series all;
    private final Capability whole;

    CapabilityOfFigure(Reading reading, CapabilityFigure figure, @Nullable CapabilityLimits limits) {
        this.reading = reading;
        this.words = reading.words();
        this.figure = figure;
        lower = limits == null ? null : limits.lower();
        upper = limits == null ? null : limits.upper();
        unit = figure.unit();
        series = CapabilityQueries.series(reading.handle(), reading.scope(), figure);
        all = series.isEmpty()
                ? new Series(null, 0, null, null, null, null, null, null, null, null)
                : series.getFirst();
        whole = Capability.of(all, lower, upper);
    }

    boolean isEmpty() {
        return all.values() == 0;
    }

    /** Its tables, and its chart where that does not stand on the first page. */
    List<Section> sections(List<Chart> charts, boolean named) {
        String title = words.get("section.capability");
        String of = named ? words.get("title", title, words.get("figure." + figure.key())) : title;
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                ReportSection.CAPABILITY, of, List.of(words.get("note.capability")), charts, List.of(table(of))));
        if (whole.within() != null && whole.within() > 0) {
            String marks = words.get("section.marks");
            String ofMarks = named ? words.get("title", marks, words.get("figure." + figure.key())) : marks;
            sections.add(new Section(
                    ReportSection.MARKS,
                    ofMarks,
                    List.of(words.get("note.marks")),
                    List.of(),
                    List.of(marks(ofMarks))));
        }
        return sections;
    }

    /** Tells each value that a rule marks: the runs are a station's own, the limits are those of all, as they are drawn. */
    private void eachMark(Consumer<Mark> found) {
        Double mean = all.mean();
        Double within = whole.within();
        if (mean == null || within == null || within <= 0) {
            return;
        }
        Map<String, WesternElectric> stations = new HashMap<>();
        long[] number = {0};
        CapabilityQueries.values(reading::handle, reading.scope(), figure, value -> {
            int rule = stations.computeIfAbsent(value.deviceId(), id -> new WesternElectric(mean, within))
                    .next(value.value());
            if (rule > 0) {
                found.accept(new Mark(number[0], value, rule));
            }
            number[0]++;
            reading.pause().run();
        });
    }

    /**
     * A value that a rule marks.
     *
     * @param number which value it is, from 0 on
     */
    private record Mark(long number, Value value, int rule) {}

    private Table marks(String title) {
        return new Table(
                title,
                List.of(
                        words.column("time", CellType.TIME, 2),
                        words.column("station", CellType.TEXT, 2.6),
                        words.column("sample", CellType.TEXT, 2.4),
                        words.column(figure.key(), CellType.DECIMAL, 1.2),
                        words.column("rule", CellType.TEXT, 4)),
                sink -> eachMark(mark -> sink.row(
                        mark.value().time(),
                        reading.station(mark.value().deviceId()),
                        mark.value().sampleId(),
                        scaled(mark.value().value()),
                        words.get("rule." + mark.rule()))),
                MARKS_PRINTED);
    }

    List<String> summary() {
        List<String> sentences = new ArrayList<>();
        if (all.values() == 0) {
            sentences.add(words.get("summary.none"));
            return sentences;
        }
        sentences.add(words.count(
                "summary.values",
                all.values(),
                words.get("figure." + figure.key()),
                shown(all.mean()),
                shown(all.deviation()),
                words.get("unit." + figure.key())));
        Verdict verdict = whole.verdict(all.values(), lower != null || upper != null);
        sentences.add(words.get("verdict." + verdict.name(), words.number(whole.index(), 2), whole.indexName()));
        if (verdict != Verdict.NO_LIMITS) {
            long outside = CapabilityQueries.outside(reading.handle(), reading.scope(), figure, lower, upper);
            sentences.add(
                    words.count("summary.outside", outside, limits(), words.percent(100.0 * outside / all.values())));
        }
        if (whole.skewed()) {
            sentences.add(words.get("summary.skewed"));
        }
        if (whole.dependent()) {
            sentences.add(words.get("summary.dependent", words.number(all.neighbours(), 2)));
        }
        return sentences;
    }

    /** Between what values should lie; one of the two limits is there. */
    private String limits() {
        String unit = words.get("unit." + figure.key());
        if (lower != null && upper != null) {
            return words.get("limits.both", shown(lower), shown(upper), unit);
        }
        return words.get(lower == null ? "limits.upper" : "limits.lower", shown(lower == null ? upper : lower), unit);
    }

    private @Nullable Double scaled(@Nullable Double value) {
        return value == null ? null : (Double) (value / unit);
    }

    private String shown(@Nullable Double value) {
        return words.number(scaled(value), 1);
    }

    List<Fact> facts() {
        String interval = whole.cpkLow() == null
                ? null
                : words.get("fact.interval", words.number(whole.cpkLow(), 2), words.number(whole.cpkHigh(), 2));
        return List.of(
                new Fact(words.get("fact.values"), CellType.COUNT, all.values(), null),
                new Fact(words.get("fact.mean." + figure.key()), CellType.DECIMAL, scaled(all.mean()), null),
                new Fact(words.get("fact.cp"), CellType.SCORE, whole.cp(), null),
                new Fact(words.get("fact.cpk"), CellType.SCORE, whole.cpk(), interval),
                new Fact(words.get("fact.pp"), CellType.SCORE, whole.pp(), null),
                new Fact(words.get("fact.ppk"), CellType.SCORE, whole.ppk(), null));
    }

    List<Chart> chart() {
        if (all.mean() == null || whole.lowerControl() == null || whole.upperControl() == null) {
            return List.of();
        }
        List<double[]> points =
                CapabilityQueries.points(reading.handle(), reading.scope(), figure, MOST_POINTS).stream()
                        .map(p -> new double[] {p.mean() / unit, p.least() / unit, p.greatest() / unit})
                        .toList();
        Set<Integer> marked = new HashSet<>();
        // As the query gathers values into points.
        eachMark(mark -> marked.add((int) (mark.number() * MOST_POINTS / Math.max(all.values(), MOST_POINTS))));
        return List.of(new Control(
                words.get("chart.control", words.get("figure." + figure.key()), words.get("unit." + figure.key())),
                points,
                all.mean() / unit,
                whole.lowerControl() / unit,
                whole.upperControl() / unit,
                scaled(lower),
                scaled(upper),
                words.get("chart.control_limits"),
                words.get("chart.limits"),
                marked,
                words.get("chart.marks")));
    }

    private Table table(String title) {
        return new Table(
                title,
                List.of(
                        words.column("station", CellType.TEXT, 2.6),
                        words.column("values", CellType.COUNT, 1),
                        new Column(words.get("fact.mean." + figure.key()), CellType.DECIMAL, 1.2),
                        words.column("within", CellType.DECIMAL, 1.1),
                        words.column("deviation", CellType.DECIMAL, 1.1),
                        new Column("Cp", CellType.SCORE, 0.8),
                        new Column("Cpk", CellType.SCORE, 0.8),
                        new Column("Pp", CellType.SCORE, 0.8),
                        new Column("Ppk", CellType.SCORE, 0.8),
                        words.column("verdict", CellType.TEXT, 1.8)),
                sink -> series.forEach(each -> {
                    Capability its = Capability.of(each, lower, upper);
                    Verdict verdict = its.verdict(each.values(), lower != null || upper != null);
                    sink.row(
                            each.deviceId() == null ? words.get("capability.all") : reading.station(each.deviceId()),
                            each.values(),
                            scaled(each.mean()),
                            scaled(its.within()),
                            scaled(each.deviation()),
                            its.cp(),
                            its.cpk(),
                            its.pp(),
                            its.ppk(),
                            words.get("verdict.short." + verdict.name()));
                }),
                PRINTED);
    }
}

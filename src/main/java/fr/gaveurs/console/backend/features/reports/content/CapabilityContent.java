package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.backend.features.quality.CapabilityQueries;
import fr.gaveurs.console.backend.features.quality.CapabilityQueries.Series;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.reports.content.Capability.Verdict;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Control;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether weight or volume stay within their limits: all stations together, and each. */
final class CapabilityContent {
    private static final int MOST_POINTS = 300;
    private static final int PRINTED = 2_000;

    private final Reading reading;
    private final ReportWords words;
    private final CapabilityFigure figure;
    private final double unit;
    private final @Nullable Double lower;
    private final @Nullable Double upper;

    CapabilityContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        CapabilityLimits limits = reading.subject().limits();
        figure = limits == null ? CapabilityFigure.WEIGHT : limits.figure();
        lower = limits == null ? null : limits.lower();
        upper = limits == null ? null : limits.upper();
        // Volumes are told in cubic centimetres.
        unit = figure == CapabilityFigure.VOLUME ? 1_000 : 1;
    }

    Document document() {
        List<Series> series = CapabilityQueries.series(reading.handle(), reading.scope(), figure);
        Series all = series.isEmpty()
                ? new Series(null, 0, null, null, null, null, null, null, null, null)
                : series.getFirst();
        Capability whole = Capability.of(all, lower, upper);
        List<Section> sections = new ArrayList<>();
        if (all.values() > 0) {
            sections.add(new Section(
                    words.get("section.capability"),
                    List.of(words.get("note.capability")),
                    List.of(),
                    List.of(table(series))));
        }
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                Titles.period(reading.subject(), words),
                summary(all, whole),
                facts(all, whole),
                chart(all, whole),
                sections,
                CoverLines.of(reading),
                PeriodQueries.newest(reading.handle(), reading.scope()),
                reading.open());
    }

    private List<String> summary(Series all, Capability whole) {
        List<String> sentences = new ArrayList<>();
        if (reading.open()) {
            sentences.add(words.get("summary.open", words.moment(reading.now())));
        }
        if (all.values() == 0) {
            sentences.add(words.get("summary.none"));
            return sentences;
        }
        sentences.add(words.count(
                "summary.values",
                all.values(),
                words.get("figure." + figure.key()),
                shown(all.mean()),
                shown(all.deviation())));
        Verdict verdict = whole.verdict(all.values(), lower != null || upper != null);
        sentences.add(words.get(
                "verdict." + verdict.name(),
                words.number(whole.skewed() ? whole.ppk() : whole.cpk(), 2),
                whole.skewed() ? "Ppk" : "Cpk"));
        if (verdict != Verdict.NO_LIMITS) {
            long outside = CapabilityQueries.outside(reading.handle(), reading.scope(), figure, lower, upper);
            sentences.add(words.count(
                    "summary.outside",
                    outside,
                    limit(lower),
                    limit(upper),
                    words.percent(100.0 * outside / all.values())));
        }
        if (whole.skewed()) {
            sentences.add(words.get("summary.skewed"));
        }
        if (whole.dependent()) {
            sentences.add(words.get("summary.dependent", words.number(all.neighbours(), 2)));
        }
        return sentences;
    }

    private String limit(@Nullable Double limit) {
        return limit == null ? words.get("limit.none") : shown(limit) + " " + words.get("unit." + figure.key());
    }

    private @Nullable Double scaled(@Nullable Double value) {
        return value == null ? null : (Double) (value / unit);
    }

    private String shown(@Nullable Double value) {
        return words.number(scaled(value), 1);
    }

    private List<Fact> facts(Series all, Capability whole) {
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

    private List<Chart> chart(Series all, Capability whole) {
        if (all.mean() == null || whole.lowerControl() == null || whole.upperControl() == null) {
            return List.of();
        }
        List<double[]> points =
                CapabilityQueries.points(reading.handle(), reading.scope(), figure, MOST_POINTS).stream()
                        .map(p -> new double[] {p.mean() / unit, p.least() / unit, p.greatest() / unit})
                        .toList();
        return List.of(new Control(
                words.get("chart.control", words.get("figure." + figure.key()), words.get("unit." + figure.key())),
                points,
                all.mean() / unit,
                whole.lowerControl() / unit,
                whole.upperControl() / unit,
                scaled(lower),
                scaled(upper),
                words.get("chart.control_limits"),
                words.get("chart.limits")));
    }

    private Table table(List<Series> series) {
        return new Table(
                words.get("section.capability"),
                List.of(
                        new Column(words.get("column.station"), CellType.TEXT, 2.6),
                        new Column(words.get("column.values"), CellType.COUNT, 1),
                        new Column(words.get("fact.mean." + figure.key()), CellType.DECIMAL, 1.2),
                        new Column(words.get("column.within"), CellType.DECIMAL, 1.1),
                        new Column(words.get("column.deviation"), CellType.DECIMAL, 1.1),
                        new Column("Cp", CellType.SCORE, 0.8),
                        new Column("Cpk", CellType.SCORE, 0.8),
                        new Column("Pp", CellType.SCORE, 0.8),
                        new Column("Ppk", CellType.SCORE, 0.8),
                        new Column(words.get("column.verdict"), CellType.TEXT, 1.8)),
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

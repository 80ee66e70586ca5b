package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.quality.PeriodQueries.ModelGraded;
import fr.gaveurs.console.backend.features.quality.PeriodQueries.SampleLine;
import fr.gaveurs.console.backend.features.quality.PeriodScope;
import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Course;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Step;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.Reading.StationName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was measured in a period: of a day, a shift, a week, a month, some stations or a lot. */
final class PeriodContent {
    private static final int ALL_PRINTED = 2_000;
    private static final int SAMPLES_PRINTED = 1_000;
    private static final int REJECTS_PRINTED = 200;
    /** Stations that a sentence names. */
    private static final int MOST_NAMED = 3;

    private final Reading reading;
    private final ReportWords words;
    private final PeriodScope scope;

    PeriodContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        this.scope = reading.scope();
    }

    /** Figures of the whole period, of the one before it, and of its stations together. */
    private record Whole(
            Figures figures,
            @Nullable Figures before,
            long stations,
            @Nullable Worst worst) {}

    /** The stations with most rejects: mostly one. */
    private record Worst(List<String> deviceIds, long rejects, long graded) {
        Worst and(String deviceId, long more) {
            List<String> all = new ArrayList<>(deviceIds);
            all.add(deviceId);
            return new Worst(all, rejects, graded + more);
        }
    }

    Document document() {
        Whole whole = whole();
        List<Chart> charts = new ArrayList<>();
        if (whole.figures().samples() > 0) {
            charts.add(grades(whole.figures()));
            charts.add(course());
        }
        List<Section> sections = new ArrayList<>();
        if (whole.figures().samples() > 0) {
            sections.add(new Section(
                    ReportSection.STATIONS, words.get("section.stations"), List.of(), List.of(), List.of(stations())));
            sections.add(new Section(
                    ReportSection.COURSE,
                    words.get(Titles.byHour(reading.subject()) ? "section.hours" : "section.days"),
                    List.of(),
                    List.of(),
                    List.of(Titles.byHour(reading.subject()) ? hours() : days())));
            sections.add(samples(whole.figures()));
        }
        if (reading.subject().lot() == null) {
            sections.add(ConditionsContent.section(reading));
        }
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                reading.period(),
                new Summary(reading).of(whole.figures(), whole.before(), whole.stations(), worstWords(whole.worst())),
                facts(whole),
                charts,
                sections,
                cover(),
                PeriodQueries.newest(reading.handle(), scope),
                reading.open());
    }

    /** With which models samples were graded stands on the first page: the figures would be others without. */
    private List<Line> cover() {
        List<Line> lines = new ArrayList<>(CoverLines.of(reading));
        for (ModelGraded each : PeriodQueries.gradedWithModels(reading.handle(), scope)) {
            lines.add(new Line(
                    words.get("cover.model"),
                    words.count(
                            "cover.model.value",
                            each.samples(),
                            each.model().versionName(),
                            Long.toString(each.model().versionId()),
                            each.model().sha256())));
        }
        return lines;
    }

    private Whole whole() {
        Figures figures = PeriodQueries.total(reading.handle(), scope);
        Instant[] earlier = Titles.before(reading.subject(), reading.zone());
        Figures before = earlier.length == 0
                ? null
                : PeriodQueries.total(reading.handle(), scope.during(earlier[0], earlier[1]));
        Set<String> stations = new HashSet<>(); // one that was moved has figures at each of its sites
        Worst[] worst = {null};
        PeriodQueries.stations(reading.handle(), scope, each -> {
            stations.add(each.deviceId());
            long rejects = count(each.figures(), Grade.REJECT);
            if (rejects > 0 && (worst[0] == null || rejects >= worst[0].rejects())) {
                long graded = each.figures().samples() - count(each.figures(), Grade.UNGRADED);
                worst[0] = worst[0] != null && rejects == worst[0].rejects()
                        ? worst[0].and(each.deviceId(), graded)
                        : new Worst(List.of(each.deviceId()), rejects, graded);
            }
        });
        return new Whole(figures, before, stations.size(), stations.size() > 1 ? worst[0] : null);
    }

    private @Nullable String worstWords(@Nullable Worst worst) {
        if (worst == null) {
            return null;
        }
        List<String> stations = worst.deviceIds();
        if (stations.size() == 1) {
            return words.count(
                    "summary.worst",
                    worst.rejects(),
                    reading.station(stations.getFirst()),
                    words.percent(100.0 * worst.rejects() / Math.max(1, worst.graded())));
        }
        String names = String.join(
                ", ", stations.stream().limit(MOST_NAMED).map(reading::station).toList());
        return words.count(
                "summary.worst.several",
                worst.rejects(),
                stations.size() <= MOST_NAMED ? names : words.get("cover.more", names, stations.size() - MOST_NAMED));
    }

    static long count(Figures figures, Grade grade) {
        return figures.grades().getOrDefault(grade, 0L);
    }

    private List<Fact> facts(Whole whole) {
        Figures now = whole.figures();
        Figures before = whole.before();
        return List.of(
                fact("samples", CellType.COUNT, now.samples(), before == null ? null : before.samples()),
                fact(
                        "compliance",
                        CellType.PERCENT,
                        now.compliancePercent(),
                        before == null ? null : before.compliancePercent()),
                fact(
                        "rejects",
                        CellType.COUNT,
                        count(now, Grade.REJECT),
                        // Of nothing none was rejected: that says nothing.
                        before == null || before.samples() == 0 ? null : count(before, Grade.REJECT)),
                fact("score", CellType.SCORE, now.scoreMean(), before == null ? null : before.scoreMean()),
                fact("weight", CellType.DECIMAL, now.weightGMean(), before == null ? null : before.weightGMean()),
                fact("stations", CellType.COUNT, whole.stations(), null));
    }

    private Fact fact(String key, CellType type, @Nullable Object value, @Nullable Object before) {
        String note = before == null
                ? null
                : words.get("fact.before." + reading.subject().kind().key(), words.cell(type, before));
        return new Fact(words.get("fact." + key), type, value, note);
    }

    private Bars grades(Figures figures) {
        List<Bar> bars = new ArrayList<>();
        for (Grade grade : Grade.values()) {
            long count = count(figures, grade);
            bars.add(new Bar(
                    gradeName(grade), count, 100.0 * count / Math.max(1, figures.samples()), GradeColors.of(grade)));
        }
        return new Bars(words.get("chart.grades"), bars);
    }

    private String gradeName(Grade grade) {
        return words.getOr("grade." + grade.name(), grade.letter());
    }

    private Course course() {
        List<Step> steps = new ArrayList<>();
        boolean byHour = Titles.byHour(reading.subject());
        if (byHour) {
            NavigableMap<Instant, Figures> hours = new TreeMap<>();
            PeriodQueries.hours(reading.handle(), scope, each -> hours.put(each.hour(), each.figures()));
            Steps.hours(reading.subject(), reading.now(), hours.navigableKeySet())
                    .forEach(hour -> add(steps, step(words.hour(hour), hours.get(hour))));
        } else {
            NavigableMap<LocalDate, Figures> days = new TreeMap<>();
            PeriodQueries.days(reading.handle(), scope, reading.zone(), each -> days.put(each.day(), each.figures()));
            Steps.days(reading.subject(), reading.now(), reading.zone(), days.navigableKeySet())
                    .forEach(day -> add(steps, step(words.shortDay(day), days.get(day))));
        }
        return new Course(
                words.get(byHour ? "chart.hours" : "chart.days"),
                words.get("chart.amounts"),
                words.get("chart.percentages"),
                steps);
    }

    private static Step step(String name, @Nullable Figures figures) {
        return figures == null
                ? new Step(name, 0, null)
                : new Step(name, figures.samples(), figures.compliancePercent());
    }

    private static void add(List<Step> steps, Step step) {
        if (steps.size() < Steps.MOST) {
            steps.add(step);
        }
    }

    private List<Column> figureColumns(List<Column> first) {
        List<Column> columns = new ArrayList<>(first);
        columns.add(words.column("samples", CellType.COUNT, 1.1));
        for (Grade grade : Grade.values()) {
            columns.add(new Column(gradeName(grade), CellType.COUNT, grade.ordinal() < 4 ? 0.8 : 1.1));
        }
        columns.add(words.column("compliance", CellType.PERCENT, 1.2));
        columns.add(words.column("score", CellType.SCORE, 0.9));
        columns.add(words.column("weight", CellType.DECIMAL, 1.1));
        return columns;
    }

    private static @Nullable Object[] row(Figures figures, @Nullable Object... first) {
        Grade[] grades = Grade.values();
        @Nullable Object[] row = new Object[first.length + grades.length + 4];
        System.arraycopy(first, 0, row, 0, first.length);
        int at = first.length;
        row[at++] = figures.samples();
        for (Grade grade : grades) {
            row[at++] = count(figures, grade);
        }
        row[at++] = figures.compliancePercent();
        row[at++] = figures.scoreMean();
        row[at] = figures.weightGMean();
        return row;
    }

    private Table stations() {
        List<Column> columns = figureColumns(List.of(
                words.column("station", CellType.TEXT, 2.6),
                words.column("line", CellType.TEXT, 1),
                words.column("site", CellType.TEXT, 0.7)));
        return new Table(
                words.get("section.stations"),
                columns,
                sink -> PeriodQueries.stations(reading.handle(), scope, each -> {
                    StationName name = reading.stations().apply(each.deviceId());
                    sink.row(row(each.figures(), reading.station(each.deviceId()), name.line(), each.siteCode()));
                }),
                ALL_PRINTED);
    }

    private Table hours() {
        return new Table(
                words.get("section.hours"),
                figureColumns(List.of(words.column("hour", CellType.TIME, 2.4))),
                sink -> PeriodQueries.hours(
                        reading.handle(), scope, each -> sink.row(row(each.figures(), each.hour()))),
                ALL_PRINTED);
    }

    private Table days() {
        return new Table(
                words.get("section.days"),
                figureColumns(List.of(words.column("day", CellType.DAY, 2.4))),
                sink -> PeriodQueries.days(
                        reading.handle(), scope, reading.zone(), each -> sink.row(row(each.figures(), each.day()))),
                ALL_PRINTED);
    }

    /** Each sample where the report is about some, else the rejects. */
    private Section samples(Figures figures) {
        ReportKind kind = reading.subject().kind();
        boolean each = kind == ReportKind.STATION || kind == ReportKind.LOT;
        String title = words.get(each ? "section.samples" : "section.rejects");
        List<Column> columns = List.of(
                words.column("time", CellType.TIME, 2.2),
                words.column("station", CellType.TEXT, 2.2),
                words.column("sample", CellType.TEXT, 2.6),
                words.column("lot", CellType.TEXT, 2.9),
                words.column("grade", CellType.TEXT, 1),
                words.column("score", CellType.SCORE, 0.8),
                words.column("weight", CellType.DECIMAL, 1),
                words.column("volume", CellType.DECIMAL, 1.1),
                words.column("freshness", CellType.SCORE, 1),
                words.column("fat", CellType.SCORE, 0.9),
                words.column("oxidation", CellType.SCORE, 1),
                words.column("defects", CellType.COUNT, 0.9),
                words.column("model", CellType.COUNT, 0.9));
        Table table = new Table(
                title,
                columns,
                sink -> PeriodQueries.samples(
                        reading::handle, scope, each ? null : Grade.REJECT, line -> sink.row(cells(line))),
                each ? SAMPLES_PRINTED : REJECTS_PRINTED,
                !each && count(figures, Grade.REJECT) == 0);
        return new Section(ReportSection.SAMPLES, title, List.of(words.get("note.kept")), List.of(), List.of(table));
    }

    private @Nullable Object[] cells(SampleLine line) {
        return new Object[] {
            line.time(),
            reading.stations().apply(line.deviceId()).name(),
            line.sampleId(),
            line.lot(),
            gradeName(line.grade()),
            line.score(),
            line.weightG(),
            line.volumeMm3() == null ? null : (Double) (line.volumeMm3() / GradingRules.MM3_PER_CM3),
            line.freshness(),
            line.fatQuality(),
            line.oxidation(),
            (long) line.defects(),
            line.model()
        };
    }
}

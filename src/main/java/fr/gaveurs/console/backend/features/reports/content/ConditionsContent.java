package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.platform.conditions.ConditionHistory;
import fr.gaveurs.console.backend.platform.conditions.ConditionHistory.OfKind;
import fr.gaveurs.console.backend.platform.conditions.ConditionHistory.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was wrong with stations and the system, and for how long. */
final class ConditionsContent {
    private static final int PRINTED = 1_000;
    private static final Pattern NUMBERED = Pattern.compile("(rollout|model) (\\d+)");

    private final Reading reading;
    private final ReportWords words;

    ConditionsContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
    }

    Document document() {
        List<OfKind> kinds = new ArrayList<>();
        ConditionHistory.kinds(
                reading.handle(),
                reading.subject().from(),
                reading.subject().to(),
                reading.subject().deviceIds(),
                kinds::add);
        long all = kinds.stream().mapToLong(OfKind::times).sum();
        long critical = kinds.stream()
                .filter(kind -> kind.severity() == Severity.CRITICAL)
                .mapToLong(OfKind::times)
                .sum();
        List<String> summary = new ArrayList<>();
        if (reading.open()) {
            summary.add(reading.openWords());
        }
        summary.add(all == 0 ? words.get("summary.no_conditions") : words.count("summary.conditions", all));
        if (critical > 0) {
            summary.add(words.count("summary.critical", critical));
        }
        if (!kinds.isEmpty()) {
            OfKind longest = kinds.getFirst();
            summary.add(words.get("summary.longest", kind(longest.kind()), words.duration(longest.seconds())));
        }
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                reading.period(),
                summary,
                List.of(
                        new Fact(words.get("fact.conditions"), CellType.COUNT, all, null),
                        new Fact(words.get("fact.critical"), CellType.COUNT, critical, null),
                        new Fact(
                                words.get("fact.duration"),
                                CellType.DURATION,
                                kinds.stream().mapToDouble(OfKind::seconds).sum(),
                                null)),
                charts(kinds, all),
                List.of(kinds(reading), section(reading)),
                CoverLines.of(reading),
                PeriodQueries.newest(reading.handle(), reading.scope()),
                reading.open());
    }

    /** How often each kind was, the most frequent ones first. */
    private List<Chart> charts(List<OfKind> kinds, long all) {
        Map<String, Long> times = new TreeMap<>();
        kinds.forEach(each -> times.merge(kind(each.kind()), each.times(), Long::sum));
        return Frequencies.chart(words.get("chart.kinds"), times, all);
    }

    private Section kinds(Reading from) {
        Table table = new Table(
                words.get("section.kinds"),
                List.of(
                        words.column("kind", CellType.TEXT, 3),
                        words.column("severity", CellType.TEXT, 1.2),
                        words.column("times", CellType.COUNT, 1),
                        words.column("sources", CellType.COUNT, 1),
                        words.column("duration", CellType.DURATION, 1.3)),
                sink -> ConditionHistory.kinds(
                        from.handle(),
                        from.subject().from(),
                        from.subject().to(),
                        from.subject().deviceIds(),
                        each -> sink.row(
                                kind(each.kind()),
                                severity(each.severity()),
                                each.times(),
                                each.sources(),
                                each.seconds())),
                PRINTED);
        return new Section(
                ReportSection.CONDITION_KINDS,
                words.get("section.kinds"),
                List.of(words.get("note.kinds")),
                List.of(),
                List.of(table));
    }

    /** Each condition of the period. */
    static Section section(Reading reading) {
        ConditionsContent content = new ConditionsContent(reading);
        ReportWords words = reading.words();
        Table table = new Table(
                words.get("section.conditions"),
                List.of(
                        words.column("since", CellType.TIME, 2),
                        words.column("until", CellType.TIME, 2),
                        words.column("duration", CellType.DURATION, 1.3),
                        words.column("severity", CellType.TEXT, 1.6),
                        words.column("source", CellType.TEXT, 2),
                        words.column("what", CellType.TEXT, 4)),
                sink -> ConditionHistory.each(
                        reading.handle(),
                        reading.subject().from(),
                        reading.subject().to(),
                        reading.subject().deviceIds(),
                        past -> sink.row(content.cells(past))),
                PRINTED,
                !ConditionHistory.any(
                        reading.handle(),
                        reading.subject().from(),
                        reading.subject().to(),
                        reading.subject().deviceIds()));
        return new Section(
                ReportSection.CONDITIONS, words.get("section.conditions"), List.of(), List.of(), List.of(table));
    }

    private @Nullable Object[] cells(Past past) {
        Instant end = past.clearedAt() == null ? reading.now() : past.clearedAt();
        return new Object[] {
            past.since(),
            past.clearedAt(),
            Duration.between(past.since(), end).toMillis() / 1_000.0,
            severity(past.severity()),
            source(past.source()),
            // The stored sentence is English.
            words.language() == ReportLanguage.EN ? past.text() : kind(past.kind())
        };
    }

    /** A station's name, or what people call a part of the console, such as of {@code rollout 12}. */
    private String source(String source) {
        Matcher numbered = NUMBERED.matcher(source);
        return numbered.matches()
                ? words.get("source." + numbered.group(1), numbered.group(2))
                : words.getOr("source." + source, reading.station(source));
    }

    private String kind(String key) {
        return words.getOr("condition." + key, key);
    }

    private String severity(Severity severity) {
        return words.get("severity." + severity.key());
    }
}

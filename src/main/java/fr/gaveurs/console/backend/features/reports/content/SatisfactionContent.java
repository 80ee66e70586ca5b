package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Aspects;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.GroupRating;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.feedback.FeedbackFigures;
import fr.gaveurs.console.backend.features.feedback.FeedbackFigures.DayRatings;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Course;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Step;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What consumers said of what they ate, with the same rule as on their page: no average below five ratings. */
final class SatisfactionContent {
    private static final int MOST_GROUPS = 1_000;
    private static final int PRINTED = 200;

    private final Reading reading;
    private final ReportWords words;
    private final Instant from;
    private final Instant to;

    SatisfactionContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        from = reading.subject().from();
        to = reading.subject().to();
    }

    Document document() {
        FeedbackStats stats = FeedbackFigures.total(reading.handle(), from, to);
        boolean some = stats.ratings() > 0;
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                reading.period(),
                summary(stats),
                facts(stats),
                charts(stats),
                some
                        ? List.of(new Section(
                                ReportSection.RATINGS,
                                words.get("section.ratings"),
                                List.of(words.get("note.ratings", Feedbacks.PUBLIC_FROM)),
                                List.of(),
                                List.of(
                                        table("site", FeedbackFigures.sites(reading.handle(), from, to, MOST_GROUPS)),
                                        table("lot", FeedbackFigures.lots(reading.handle(), from, to, MOST_GROUPS)),
                                        table(
                                                "product",
                                                FeedbackFigures.products(reading.handle(), from, to, MOST_GROUPS)))))
                        : List.of(),
                CoverLines.of(reading),
                PeriodQueries.newest(reading.handle(), reading.scope()),
                reading.open());
    }

    private List<String> summary(FeedbackStats stats) {
        List<String> sentences = new ArrayList<>();
        if (reading.open()) {
            sentences.add(reading.openWords());
        }
        long held = FeedbackFigures.held(reading.handle(), from, to);
        sentences.add(
                stats.ratings() == 0
                        ? words.get(held == 0 ? "summary.no_ratings" : "summary.no_ratings.published")
                        : words.count("summary.ratings", stats.ratings()));
        if (held > 0) {
            sentences.add(words.count("summary.held", held));
        }
        if (stats.ratings() == 0) {
            return sentences;
        }
        if (stats.average() == null) {
            sentences.add(words.get("summary.few_ratings", stats.publicFrom()));
            return sentences;
        }
        sentences.add(words.get("summary.average", words.number(stats.average(), 1)));
        long good = given(stats, 4) + given(stats, 5);
        long bad = given(stats, 1) + given(stats, 2);
        sentences.add(words.get(
                "summary.stars",
                words.percent(100.0 * good / stats.ratings()),
                words.percent(100.0 * bad / stats.ratings())));
        String weak = weakest(stats.aspects());
        if (weak != null) {
            sentences.add(weak);
        }
        return sentences;
    }

    /** The aspect that was liked least, a sentence. */
    private @Nullable String weakest(@Nullable Aspects aspects) {
        if (aspects == null) {
            return null;
        }
        String least = null;
        Double value = null;
        List<@Nullable Double> values = new ArrayList<>();
        values.add(aspects.texture());
        values.add(aspects.flavor());
        values.add(aspects.color());
        values.add(aspects.aroma());
        values.add(aspects.freshness());
        List<String> names = List.of("texture", "flavor", "color", "aroma", "freshness");
        for (int i = 0; i < names.size(); i++) {
            Double each = values.get(i);
            if (each != null && (value == null || each < value)) {
                value = each;
                least = names.get(i);
            }
        }
        return least == null
                ? null
                : words.get("summary.weakest", words.get("aspect." + least), words.number(value, 1));
    }

    private static long given(FeedbackStats stats, int stars) {
        Map<String, Long> distribution = stats.distribution();
        return distribution == null ? 0 : distribution.getOrDefault(Integer.toString(stars), 0L);
    }

    private List<Fact> facts(FeedbackStats stats) {
        Aspects aspects = stats.aspects();
        Integer nps = stats.nps();
        return List.of(
                new Fact(words.get("fact.ratings"), CellType.COUNT, stats.ratings(), null),
                new Fact(words.get("fact.average"), CellType.SCORE, stats.average(), null),
                new Fact(words.get("fact.nps"), CellType.COUNT, nps == null ? null : (Long) (long) nps, null),
                new Fact(words.get("fact.flavor"), CellType.SCORE, aspects == null ? null : aspects.flavor(), null),
                new Fact(words.get("fact.texture"), CellType.SCORE, aspects == null ? null : aspects.texture(), null),
                new Fact(
                        words.get("fact.freshness"),
                        CellType.SCORE,
                        aspects == null ? null : aspects.freshness(),
                        null));
    }

    private List<Chart> charts(FeedbackStats stats) {
        if (stats.distribution() == null) {
            return List.of();
        }
        List<Bar> bars = new ArrayList<>();
        for (int stars = 5; stars >= 1; stars--) {
            bars.add(Bar.of(words.count("stars", stars), given(stats, stars), stats.ratings()));
        }
        NavigableMap<LocalDate, DayRatings> days = new TreeMap<>();
        FeedbackFigures.days(reading.handle(), from, to, reading.zone()).forEach(each -> days.put(each.day(), each));
        List<Step> steps = Steps.days(reading.subject(), reading.now(), reading.zone(), days.navigableKeySet()).stream()
                .limit(Steps.MOST)
                .map(day -> {
                    DayRatings of = days.get(day);
                    return of == null
                            ? new Step(words.shortDay(day), 0, null)
                            : new Step(words.shortDay(day), of.ratings(), 100.0 * of.good() / of.ratings());
                })
                .toList();
        return List.of(
                new Bars(words.get("chart.stars"), bars),
                new Course(
                        words.get("chart.ratings"),
                        words.get("chart.ratings.amounts"),
                        words.get("chart.ratings.good"),
                        steps));
    }

    private Table table(String key, List<GroupRating> groups) {
        return new Table(
                words.get("section.ratings." + key),
                List.of(
                        words.column(key, CellType.TEXT, 4),
                        words.column("ratings", CellType.COUNT, 1),
                        words.column("average", CellType.SCORE, 1)),
                sink -> groups.forEach(each -> sink.row(each.name(), each.ratings(), each.average())),
                PRINTED);
    }
}

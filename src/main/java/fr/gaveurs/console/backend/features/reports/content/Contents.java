package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a report tells. */
public final class Contents {
    private Contents() {}

    /**
     * What the report of this subject tells; its tables are read while they are written.
     *
     * @param chosen its parts, in their order; empty: all
     */
    public static Document of(Reading reading, List<ReportSection> chosen) {
        Document whole =
                switch (reading.subject().kind()) {
                    case DAILY, SHIFT, WEEKLY, MONTHLY, STATION, LOT -> new PeriodContent(reading).document();
                    case CONDITIONS -> new ConditionsContent(reading).document();
                    case CAPABILITY -> new CapabilityContent(reading).document();
                    case JOURNAL -> new JournalContent(reading).document();
                    case SATISFACTION -> new SatisfactionContent(reading).document();
                    case HEALTH -> new HealthContent(reading).document();
                };
        return chosen.isEmpty() ? whole : only(whole, chosen);
    }

    private static Document only(Document whole, List<ReportSection> chosen) {
        boolean charts = chosen.contains(ReportSection.CHARTS);
        List<Section> sections = new ArrayList<>();
        for (ReportSection part : chosen) {
            for (Section section : whole.sections()) {
                if (section.part() == part) {
                    sections.add(
                            charts
                                    ? section
                                    : new Section(part, section.title(), section.notes(), List.of(), section.tables()));
                }
            }
        }
        return new Document(
                whole.subject(),
                whole.title(),
                whole.period(),
                whole.summary(),
                whole.facts(),
                charts ? whole.charts() : List.of(),
                sections,
                whole.cover(),
                whole.newestSample(),
                whole.open());
    }
}

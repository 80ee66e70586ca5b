package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import java.util.ArrayList;
import java.util.List;

/** Whether weight or volume stay within limits: those of a product, of each figure that it limits, or those that were asked for. */
final class CapabilityContent {
    private final Reading reading;
    private final ReportWords words;
    private final List<CapabilityOfFigure> figures = new ArrayList<>();

    CapabilityContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        CapabilityLimits limits = reading.subject().limits();
        ProductProfile profile = reading.subject().profile();
        if (limits != null) {
            figures.add(new CapabilityOfFigure(reading, limits.figure(), limits));
        } else if (profile != null) {
            for (CapabilityFigure figure : CapabilityFigure.values()) {
                CapabilityLimits its = profile.limits(figure);
                if (its != null) {
                    figures.add(new CapabilityOfFigure(reading, figure, its));
                }
            }
        }
        if (figures.isEmpty()) {
            figures.add(new CapabilityOfFigure(reading, CapabilityFigure.WEIGHT, null));
        }
    }

    Document document() {
        List<String> summary = new ArrayList<>();
        if (reading.open()) {
            summary.add(reading.openWords());
        }
        List<Fact> facts = new ArrayList<>();
        List<Chart> charts = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        boolean several = figures.size() > 1;
        boolean empty = figures.stream().allMatch(CapabilityOfFigure::isEmpty);
        if (empty) {
            summary.add(words.get("summary.none"));
        }
        for (CapabilityOfFigure each : figures) {
            if (each.isEmpty()) {
                continue;
            }
            summary.addAll(each.summary());
            // Of two the first page shows the mean with Cp and Cpk.
            facts.addAll(several ? each.facts().subList(1, 4) : each.facts());
            boolean first = charts.isEmpty();
            if (first) {
                charts.addAll(each.chart());
            }
            sections.addAll(each.sections(first ? List.of() : each.chart(), several));
        }
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                reading.period(),
                summary,
                facts,
                charts,
                sections,
                CoverLines.of(reading),
                PeriodQueries.newest(reading.handle(), reading.scope()),
                reading.open());
    }
}

package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.backend.features.reports.ReportSubjects;
import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class FirstPageTest {
    /** How it was made stands below the charts, which give way to it to the last fraction of a point. */
    @Test
    void whateverIsSaidTheFirstPageTellsAllAndNoSecondOneIsNeeded() throws Exception {
        Instant from = Instant.parse("2026-10-01T00:00:00Z");
        Bars chart = new Bars("Chart", List.of(new Bar("one", 1, 50, 0), new Bar("other", 1, 50, 0)));
        for (int sentences = 0; sentences <= 14; sentences++) {
            for (int lines = 0; lines <= 3; lines++) {
                List<Line> cover = new ArrayList<>(Collections.nCopies(lines, new Line("Name", "value")));
                Document document = new Document(
                        ReportSubjects.of(
                                ReportKind.SATISFACTION,
                                ReportLanguage.FR,
                                from,
                                from.plusSeconds(86_400),
                                "Europe/Paris"),
                        "Satisfaction des consommateurs – du 1er au 31 octobre 2026",
                        "Période",
                        Collections.nCopies(sentences, "Une phrase."),
                        List.of(),
                        List.of(chart, chart),
                        List.of(),
                        cover,
                        from,
                        false);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ReportWriter.of(ReportFormat.PDF)
                        .write(
                                document,
                                new ReportWords(ReportLanguage.FR, ZoneId.of("Europe/Paris")),
                                new Look("Conserverie", null, "1", from, false, false),
                                out,
                                () -> {});
                try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
                    assertThat(pdf.getNumberOfPages())
                            .as(sentences + " sentences, " + lines + " lines")
                            .isEqualTo(1);
                }
            }
        }
    }
}

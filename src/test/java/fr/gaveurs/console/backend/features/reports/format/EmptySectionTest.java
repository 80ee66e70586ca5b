package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.reports.ReportSubjects;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A section that has nothing to tell is on no page alone. */
class EmptySectionTest {
    private static final Instant FROM = Instant.parse("2026-11-26T23:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static Table table(int columns, int rows) {
        List<Column> all = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            all.add(new Column("C" + i, CellType.TEXT, 1));
        }
        return new Table(
                "Table",
                all,
                sink -> {
                    for (int i = 0; i < rows; i++) {
                        Object[] cells = new Object[columns];
                        Arrays.fill(cells, "row" + i);
                        sink.row(cells);
                    }
                },
                30,
                rows == 0);
    }

    private static Section section(String title, int columns, int rows) {
        return new Section(ReportSection.SAMPLES, title, List.of(), List.of(), List.of(table(columns, rows)));
    }

    private static List<String> pages(Section... sections) throws Exception {
        ReportWords words = new ReportWords(ReportLanguage.EN, ZONE);
        Document document = new Document(
                ReportSubjects.of(ReportKind.DAILY, ReportLanguage.EN, FROM, FROM.plusSeconds(86_400), ZONE.getId()),
                "Title",
                "Period",
                List.of("A sentence."),
                List.of(),
                List.of(),
                List.of(sections),
                List.of(),
                null,
                false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.of(ReportFormat.PDF)
                .write(document, words, new Look(null, null, "test", FROM, false, false), out, () -> {});
        List<String> pages = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(Objects.requireNonNull(stripper.getText(pdf)));
            }
        }
        return pages;
    }

    @Test
    void itStaysWithTheLastRowBeforeIt() throws Exception {
        for (int rows = 1; rows <= 35; rows++) {
            List<String> pages =
                    pages(section("Rejects", 12, rows), section("Nothing", 4, 0), section("Nothing either", 12, 0));
            assertThat(pages.getLast()).as("with %d rows", rows).contains("Nothing", "Nothing either", "row");
            assertThat(pages.stream().filter(page -> page.contains("Nothing"))).hasSize(1);
            assertThat(String.join("", pages).split("row" + (Math.min(rows, 30) - 1) + "\\b", -1))
                    .as("each row once")
                    .hasSize(13);
        }
    }

    @Test
    void whereNothingElseIsToldItStandsOnTheFirstPage() throws Exception {
        assertThat(pages(section("Nothing", 12, 0))).hasSize(1);
        assertThat(pages(section("Nothing", 12, 0), section("Rejects", 12, 3))).hasSize(2);
    }
}

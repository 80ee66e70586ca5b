package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.reports.ReportSubjects;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import fr.gaveurs.console.backend.features.reports.content.Content.Control;
import fr.gaveurs.console.backend.features.reports.content.Content.Course;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Step;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A PDF as those read it who hear it: its structure, read back with PDFBox. */
class TaggedPdfTest {
    private static final int ROWS = 120;
    private static final String ARABIC = "محمد";
    private static final String HEBREW = "\u05d3\u05e0\u05d4";
    private static final Instant FROM = Instant.parse("2026-11-26T00:00:00Z");

    private static Table table(int columns) {
        List<Column> all = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            all.add(new Column("Column " + i, i == 0 ? CellType.TEXT : CellType.COUNT, 1));
        }
        return new Table(
                "Table",
                all,
                sink -> {
                    for (long i = 0; i < ROWS + 7; i++) {
                        Object[] cells = new Object[columns];
                        cells[0] = i == 0 ? ARABIC + " 12" : i == 1 ? HEBREW : "station " + i + " 🦆";
                        for (int c = 1; c < columns; c++) {
                            cells[c] = i;
                        }
                        sink.row(cells);
                    }
                },
                ROWS);
    }

    private static Document document(ReportLanguage language) {
        return new Document(
                ReportSubjects.of(ReportKind.DAILY, language, FROM, FROM.plusSeconds(86_400), "Europe/Paris"),
                "Œuvre – " + ARABIC,
                "From … until",
                List.of("One sentence.", "Another one."),
                List.of(new Fact("Livers", CellType.COUNT, 12L, null), new Fact("Score", CellType.SCORE, 0.5, "0.4")),
                List.of(
                        new Bars("By grade", List.of(new Bar("A+", 9, 75, 0x112233), new Bar("B", 3, 25, 0x112233))),
                        new Course(
                                "Hours",
                                "livers",
                                "compliant",
                                List.of(new Step("06", 4, 50.0), new Step("07", 8, 100.0))),
                        new Control(
                                "Weights",
                                List.of(new double[] {5, 4, 6}, new double[] {6, 5, 7}),
                                5.5,
                                5.4,
                                5.6,
                                5.39,
                                5.61,
                                "control",
                                "limits",
                                Set.of(1),
                                "marked")),
                List.of(
                        new Section(
                                ReportSection.STATIONS, "Stations", List.of("A note."), List.of(), List.of(table(4))),
                        new Section(ReportSection.SAMPLES, "Samples", List.of(), List.of(), List.of(table(12))),
                        new Section(
                                ReportSection.ACTS,
                                "Nothing",
                                List.of(),
                                List.of(),
                                List.of(new Table(
                                        "Empty", List.of(new Column("X", CellType.TEXT, 1)), sink -> {}, 5)))),
                List.of(new Line("Lot", HEBREW)),
                FROM,
                false);
    }

    static byte[] pdf(ReportLanguage language) throws IOException {
        BufferedImage logo = new BufferedImage(60, 30, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(logo, "png", png);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.of(ReportFormat.PDF)
                .write(
                        document(language),
                        new ReportWords(language, ZoneId.of("Europe/Paris")),
                        new Look("Hall", png.toByteArray(), "1", FROM, false, false),
                        out,
                        () -> {});
        return out.toByteArray();
    }

    private static void each(PDStructureNode node, Consumer<PDStructureElement> found) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                found.accept(element);
                each(element, found);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void whatItIsStandsInItsTags(ReportLanguage language) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(pdf(language))) {
            var catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).startsWith(language.key());
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle()).startsWith("Œuvre");
            assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("<pdfuaid:part>1</pdfuaid:part>", "Œuvre", language.key());
            Map<String, Integer> roles = new HashMap<>();
            List<PDStructureElement> figures = new ArrayList<>();
            List<PDStructureElement> heads = new ArrayList<>();
            each(catalog.getStructureTreeRoot(), element -> {
                roles.merge(element.getStructureType(), 1, Integer::sum);
                if (element.getStructureType().equals("Figure")) {
                    figures.add(element);
                } else if (element.getStructureType().equals("TH")) {
                    heads.add(element);
                }
            });
            assertThat(roles)
                    .containsEntry("Document", 1)
                    .containsEntry("H1", 1)
                    .containsEntry("H2", 3);
            assertThat(roles).containsEntry("Sect", 3).containsEntry("L", 1).containsEntry("LI", 2);
            // Of the first page's lines, and of two tables, whose heads count once however many pages they have.
            assertThat(roles.get("Table")).isEqualTo(3);
            assertThat(heads).hasSize(lines() + 4 + 12);
            assertThat(roles.get("TR")).isEqualTo(lines() + 2 * (1 + ROWS));
            assertThat(roles.get("TD")).isEqualTo(lines() + ROWS * (4 + 12));
            assertThat(heads).allSatisfy(head -> assertThat(scope(head)).isIn("Column", "Row"));
            assertThat(figures).hasSize(4).allSatisfy(figure -> {
                assertThat(figure.getAlternateDescription()).hasSizeGreaterThan(8);
                assertThat(figure.getAttributes().size()).isEqualTo(1);
            });
            assertThat(figures.get(1).getAlternateDescription()).contains("A+", "9", "75");
        }
    }

    /** Newest sample, made, version, checksum, rows, and the lot. */
    private static int lines() {
        return 6;
    }

    private static String scope(PDStructureElement head) {
        COSDictionary attributes = head.getCOSObject().getCOSDictionary(COSName.A);
        return attributes.getNameAsString("Scope");
    }

    /** All that is drawn is part of the structure, or said to be none of it; each mark has an owner, which knows its page. */
    @Test
    void nothingIsDrawnOutsideTheStructure() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(pdf(ReportLanguage.FR))) {
            var parents = pdf.getDocumentCatalog().getStructureTreeRoot().getParentTree();
            int number = 0;
            assertThat(pdf.getNumberOfPages()).isGreaterThan(5);
            for (PDPage page : pdf.getPages()) {
                assertThat(page.getStructParents()).isEqualTo(number++);
                int depth = 0;
                int marks = 0;
                int pagination = 0;
                List<Object> before = new ArrayList<>();
                PDFStreamParser parser = new PDFStreamParser(page);
                for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
                    if (!(token instanceof Operator operator)) {
                        before.add(token);
                        continue;
                    }
                    switch (operator.getName()) {
                        case "BDC", "BMC" -> {
                            depth++;
                            if (before.getLast() instanceof COSDictionary said) {
                                marks += said.containsKey(COSName.MCID) ? 1 : 0;
                                pagination += "Pagination".equals(said.getNameAsString(COSName.TYPE)) ? 1 : 0;
                            }
                        }
                        case "EMC" -> depth--;
                        case "Tj", "TJ", "Do", "f", "S" ->
                            assertThat(depth).as(operator.getName()).isEqualTo(1);
                        default -> assertThat(depth).isBetween(0, 1);
                    }
                    before.clear();
                }
                assertThat(depth).isZero();
                assertThat(pagination).isEqualTo(number == 1 ? 1 : 2);
                COSArray owners = (COSArray)
                        parents.getNumbers().get(page.getStructParents()).getCOSObject();
                assertThat(owners.size()).isEqualTo(marks);
            }
        }
    }

    /** To be looked at, and for a validator. */
    @Test
    void itsPagesAreDrawn() throws IOException {
        byte[] pdf = pdf(ReportLanguage.FR);
        assertThat(fr.gaveurs.console.backend.features.reports.ReportFiles.draw(pdf, "tagged"))
                .isGreaterThan(5);
        java.nio.file.Files.write(java.nio.file.Path.of("target/pictures/reports/tagged.pdf"), pdf);
    }

    @Test
    void rightToLeftLettersAreJoinedAndSaidAsTheyWereWritten() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(pdf(ReportLanguage.FR))) {
            List<String> said = new ArrayList<>();
            each(pdf.getDocumentCatalog().getStructureTreeRoot(), element -> {
                if (element.getActualText() != null) {
                    said.add(element.getActualText());
                }
            });
            for (PDPage page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
            assertThat(said).contains(ARABIC + " 12", HEBREW, "Œuvre – " + ARABIC);
            // The beginning and middle forms of meem and heh, not four letters each by itself.
            StringBuilder drawn = new StringBuilder();
            PDFTextStripper letters = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    drawn.append(letter.getUnicode());
                    super.processTextPosition(letter);
                }
            };
            assertThat(letters.getText(pdf)).contains("🦆");
            assertThat(drawn.toString()).containsPattern("[\ufee3\ufee4]");
        }
    }
}

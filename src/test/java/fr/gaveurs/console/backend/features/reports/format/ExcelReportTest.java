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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** How cells stand in a workbook, as another program reads it. */
class ExcelReportTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Instant FROM = Instant.parse("2026-10-01T22:00:00Z");

    private static XSSFWorkbook written(String title, Table... tables) throws Exception {
        return written(ReportLanguage.EN, title, tables);
    }

    private static XSSFWorkbook written(ReportLanguage language, String title, Table... tables) throws Exception {
        Document document = new Document(
                ReportSubjects.of(ReportKind.JOURNAL, language, FROM, FROM.plusSeconds(86_400), ZONE.getId()),
                title,
                "Period",
                List.of("One short sentence.", "w".repeat(300)),
                List.of(),
                List.of(),
                List.of(new Section(ReportSection.ACTS, "Acts", List.of(), List.of(), List.of(tables))),
                List.of(),
                null,
                false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportWriter.of(ReportFormat.XLSX)
                .write(
                        document,
                        new ReportWords(language, ZONE),
                        new Look(null, null, "1", FROM, false, false),
                        out,
                        () -> {});
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static Table acts() {
        return acts("Acts");
    }

    private static Table acts(String title) {
        return new Table(
                title,
                List.of(
                        new Column("Number", CellType.COUNT, 1),
                        new Column("Time", CellType.TIME, 1),
                        new Column("After", CellType.TEXT, 1),
                        new Column("Who", CellType.TEXT, 1)),
                sink -> {
                    sink.row(1L, FROM, "short", "Luc");
                    sink.row(2L, FROM, "long ".repeat(40), "Zoé");
                },
                10);
    }

    /** One long text makes a high row: it goes on in further lines, and nothing beside it loses its place. */
    @Test
    void aLongTextGoesOnInFurtherLinesAndAllOfItsRowStandsOnTop() throws Exception {
        try (XSSFWorkbook book = written("Journal", acts())) {
            Sheet sheet = book.getSheet("Acts");
            Row low = sheet.getRow(1);
            Row high = sheet.getRow(2);
            assertThat(high.getHeightInPoints()).isGreaterThan(2.5f * low.getHeightInPoints());
            CellStyle text = high.getCell(2).getCellStyle();
            assertThat(text.getWrapText()).isTrue();
            assertThat(text.getVerticalAlignment()).isEqualTo(VerticalAlignment.TOP);
            CellStyle time = high.getCell(1).getCellStyle();
            assertThat(time.getAlignment()).isEqualTo(HorizontalAlignment.LEFT);
            assertThat(time.getIndention()).isEqualTo((short) 1);
            assertThat(time.getVerticalAlignment()).isEqualTo(VerticalAlignment.TOP);
            assertThat(time.getDataFormatString()).isEqualTo("[$-809]dd mmm yyyy hh:mm:ss");
            assertThat(high.getCell(3).getCellStyle().getVerticalAlignment()).isEqualTo(VerticalAlignment.TOP);
            assertThat(low.getCell(1).getCellStyle().getAlignment()).isEqualTo(HorizontalAlignment.LEFT);
            assertThat(low.getCell(2).getCellStyle().getWrapText()).isFalse();
        }
    }

    /** A workbook's times have no offset: where clocks are put back two rows would read alike. */
    @Test
    void theHourThatComesTwiceIsToldApart() throws Exception {
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Table table = new Table(
                "Hours",
                List.of(new Column("Hour", CellType.TIME, 1)),
                sink -> {
                    sink.row(first);
                    sink.row(first.plusSeconds(3_600));
                    sink.row(first.plusSeconds(7_200));
                },
                10);
        try (XSSFWorkbook book = written("Hours", table)) {
            Sheet sheet = book.getSheet("Hours");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("25 Oct 2026 02:30:00 (UTC+02:00)");
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("25 Oct 2026 02:30:00 (UTC+01:00)");
            assertThat(sheet.getRow(3).getCell(0).getLocalDateTimeCellValue()).hasToString("2026-10-25T03:30");
            assertThat(sheet.getColumnWidth(0) / 256)
                    .as("room for them")
                    .isGreaterThanOrEqualTo("25 Oct 2026 02:30:00 (UTC+01:00)".length());
        }
    }

    /** They stay times and days, which can be sorted and counted with, and stand as the report's language writes them. */
    @Test
    void daysAndTimesStandAsTheLanguageOfTheReportWritesThem() throws Exception {
        Table table = new Table(
                "Jours",
                List.of(new Column("Jour", CellType.DAY, 1), new Column("Heure", CellType.TIME, 1)),
                sink -> sink.row(LocalDate.of(2026, 10, 2), FROM),
                10);
        DataFormatter shown = new DataFormatter(Locale.US);
        try (XSSFWorkbook book = written(ReportLanguage.FR, "Jours", table)) {
            Row row = book.getSheet("Jours").getRow(1);
            assertThat(shown.formatCellValue(row.getCell(0))).isEqualTo("02/10/2026");
            assertThat(shown.formatCellValue(row.getCell(1))).isEqualTo("02/10/2026 00:00:00");
            assertThat(row.getCell(0).getLocalDateTimeCellValue()).hasToString("2026-10-02T00:00");
        }
        try (XSSFWorkbook book = written(ReportLanguage.EN, "Days", table)) {
            Row row = book.getSheet("Jours").getRow(1);
            assertThat(shown.formatCellValue(row.getCell(0))).isEqualTo("02 Oct 2026");
            assertThat(shown.formatCellValue(row.getCell(1))).isEqualTo("02 Oct 2026 00:00:00");
        }
    }

    /** Letters of other programs are wider than Excel's own. */
    @Test
    void aTitleOfMoreThanFortyFiveLettersHasRoomForTwoLines() throws Exception {
        try (XSSFWorkbook book = written("Station health and firmware – 1 to 31 October 2026", acts())) {
            Sheet cover = book.getSheetAt(0);
            assertThat(cover.getRow(0).getHeightInPoints()).isGreaterThanOrEqualTo(48);
            assertThat(cover.getRow(3).getHeightInPoints()).isEqualTo(15);
            assertThat(cover.getRow(4).getHeightInPoints()).isEqualTo(45);
        }
    }

    /** Excel takes 31 letters: a name of so many is not cut, and what has the same name is told apart. */
    @Test
    void aSheetsNameIsCutNoMoreThanExcelWants() throws Exception {
        String whole = "Valeurs signalées par une règle";
        assertThat(whole).hasSize(31);
        try (XSSFWorkbook book = written("Capability", acts(whole), acts(whole), acts(whole + " et davantage"))) {
            assertThat(book.getSheetAt(1).getSheetName()).isEqualTo(whole);
            assertThat(book.getSheetAt(2).getSheetName()).isEqualTo("Valeurs signalées par une règ 2");
            assertThat(book.getSheetAt(3).getSheetName()).isEqualTo("Valeurs signalées par une règ 3");
        }
    }
}

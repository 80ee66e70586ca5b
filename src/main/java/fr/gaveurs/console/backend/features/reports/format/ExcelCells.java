package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.backend.features.reports.content.CellType;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Cells of a workbook: how each type of value stands in them, times and days as the report's language writes them. */
final class ExcelCells {
    /** Characters of a cell that Excel takes. */
    private static final int MOST_CHARACTERS = 32_000;

    private static final double SECONDS_A_DAY = 86_400;

    private final ZoneId zone;
    private final String day;
    private final DateTimeFormatter twice;

    ExcelCells(ReportWords words) {
        zone = words.zone();
        boolean french = words.language() == ReportLanguage.FR;
        // The language stands in front: a month is told by its name, and whoever reads it may have another one.
        day = french ? "[$-40C]dd/mm/yyyy" : "[$-809]dd mmm yyyy";
        twice = DateTimeFormatter.ofPattern(
                (french ? "dd/MM/yyyy" : "dd MMM yyyy") + " HH:mm:ss '(UTC'xxx')'", words.locale());
    }

    String format(CellType type) {
        return switch (type) {
            case TEXT -> "@";
            case COUNT -> "#,##0";
            case DECIMAL -> "#,##0.0";
            case SCORE -> "0.00";
            case PERCENT -> "0.0%";
            case TIME -> day + " hh:mm:ss";
            case DAY -> day;
            case DURATION -> "[h]:mm:ss";
        };
    }

    /**
     * Writes a value.
     *
     * @return the text that it became; null for what is a figure, a day or a time, or nothing
     */
    @Nullable
    String value(Worksheet sheet, int row, int column, CellType type, @Nullable Object value) {
        String text = value == null ? null : asText(type, value);
        if (text != null) {
            sheet.inlineString(row, column, text);
        } else if (value != null) {
            asItIs(sheet, row, column, type, value);
        }
        return text;
    }

    private @Nullable String asText(CellType type, Object value) {
        if (type == CellType.TEXT) {
            return text((String) value);
        }
        // The hour that comes twice: a workbook's times have no offset, and two rows would read alike.
        return type == CellType.TIME
                        && zone.getRules().getValidOffsets(local(value)).size() > 1
                ? twice.format(((Instant) value).atZone(zone))
                : null;
    }

    private LocalDateTime local(Object time) {
        return LocalDateTime.ofInstant((Instant) time, zone);
    }

    private void asItIs(Worksheet sheet, int row, int column, CellType type, Object value) {
        switch (type) {
            case TEXT -> throw new IllegalArgumentException("a text stands as one");
            case COUNT, DECIMAL, SCORE -> sheet.value(row, column, (Number) value);
            case PERCENT -> sheet.value(row, column, ((Number) value).doubleValue() / 100);
            case TIME -> sheet.value(row, column, local(value));
            case DAY -> sheet.value(row, column, (LocalDate) value);
            case DURATION -> sheet.value(row, column, ((Number) value).doubleValue() / SECONDS_A_DAY);
        }
    }

    /** Without what XML cannot hold. */
    static String text(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().limit(MOST_CHARACTERS).filter(ExcelCells::isAllowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n';
        }
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !half && c != 0xFFFE && c != 0xFFFF;
    }
}

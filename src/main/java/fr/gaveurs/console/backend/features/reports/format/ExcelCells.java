package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.CellType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Cells of a workbook: how each type of value stands in them. */
final class ExcelCells {
    /** Characters of a cell that Excel takes. */
    private static final int MOST_CHARACTERS = 32_000;

    private static final double SECONDS_A_DAY = 86_400;

    private static final DateTimeFormatter TWICE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '(UTC'xxx')'", Locale.ROOT);

    private ExcelCells() {}

    static String format(CellType type) {
        return switch (type) {
            case TEXT -> "@";
            case COUNT -> "#,##0";
            case DECIMAL -> "#,##0.0";
            case SCORE -> "0.00";
            case PERCENT -> "0.0%";
            case TIME -> "yyyy-mm-dd hh:mm:ss";
            case DAY -> "yyyy-mm-dd";
            case DURATION -> "[h]:mm:ss";
        };
    }

    static void value(Worksheet sheet, int row, int column, CellType type, @Nullable Object value, ZoneId zone) {
        if (value == null) {
            return;
        }
        switch (type) {
            case TEXT -> sheet.inlineString(row, column, text((String) value));
            case COUNT, DECIMAL, SCORE -> sheet.value(row, column, (Number) value);
            case PERCENT -> sheet.value(row, column, ((Number) value).doubleValue() / 100);
            case TIME -> {
                Instant time = (Instant) value;
                LocalDateTime local = LocalDateTime.ofInstant(time, zone);
                if (zone.getRules().getValidOffsets(local).size() > 1) {
                    // The hour that comes twice: a workbook's times have no offset, and two rows would read alike.
                    sheet.inlineString(row, column, TWICE.format(time.atZone(zone)));
                } else {
                    sheet.value(row, column, local);
                }
            }
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

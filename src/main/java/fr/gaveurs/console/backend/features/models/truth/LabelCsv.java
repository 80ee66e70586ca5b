package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.DecimalText;
import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Unseen;
import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.LabelFault.Code;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.platform.csv.SafeCsv;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels in a CSV file as spreadsheets write it: a first line with names, commas or semicolons between the fields, points
 * or commas in figures. A line that is wrong is left out, and named; the others are taken.
 */
final class LabelCsv {
    /** Lines that one file may have. */
    static final int MOST_LINES = 50_000;
    /** Characters of a grader's name. */
    private static final int MOST_NAME = 60;

    private static final int MOST_ID = 200;
    /** With commas between the fields it may be English for a thousand, or French for one and a bit. */
    private static final Pattern EITHER = Pattern.compile("[1-9][0-9]{0,2},[0-9]{3}");

    /**
     * A line.
     *
     * @param time null where it is not said
     */
    record Line(
            long number,
            String deviceId,
            String sampleId,
            @Nullable Instant time,
            Map<LabelKind, Double> values,
            @Nullable Grade grade,
            String grader) {}

    /** @param faults lines and columns that were left out, and why */
    record Lines(List<Line> lines, List<LabelFault> faults) {}

    private LabelCsv() {}

    /** @throws ProblemException if the file as a whole is none */
    static Lines read(byte[] file) {
        List<Line> lines = new ArrayList<>();
        List<LabelFault> faults = new ArrayList<>();
        LabelColumns columns = null;
        long number = 0;
        int read = 0;
        for (Iterator<String> rows = text(file).lines().iterator(); rows.hasNext(); ) {
            String row = rows.next();
            number++;
            if (columns == null) {
                columns = row.isBlank() ? null : columns(row, number, faults);
            } else if (!isEmpty(row, columns.separator())) {
                if (++read > MOST_LINES) {
                    throw TruthImports.refused("a file has at most " + MOST_LINES + " lines: divide it");
                }
                try {
                    lines.add(line(columns, row, number));
                } catch (LineException e) {
                    faults.add(e.fault().onLine(number));
                }
            }
        }
        if (columns == null) {
            throw TruthImports.refused("the file is empty");
        }
        if (read == 0) {
            throw TruthImports.refused("the file has a first line with names, and nothing below it");
        }
        return new Lines(lines, faults);
    }

    private static LabelColumns columns(String row, long number, List<LabelFault> faults) {
        LabelColumns columns = LabelColumns.of(row);
        columns.unknown()
                .forEach(name ->
                        faults.add(LabelFault.of(Code.COLUMN_UNKNOWN, name).onLine(number)));
        return columns;
    }

    /** As spreadsheets leave them behind the last one that is filled in. */
    private static boolean isEmpty(String row, char separator) {
        return row.chars().allMatch(c -> c == separator || Character.isWhitespace(c));
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith(SafeCsv.MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw TruthImports.refused("the file is not in UTF-8: save it as CSV UTF-8");
        }
    }

    private static Line line(LabelColumns columns, String row, long number) {
        List<String> fields = CsvLine.fields(row, columns.separator());
        if (fields.size() != columns.width()) {
            boolean comma = fields.size() > columns.width() && columns.separator() == ',';
            throw new LineException(comma ? Code.FIELDS_COMMA : Code.FIELDS, fields.size(), columns.width());
        }
        String deviceId =
                columns.field(fields, "device_id").orElseThrow(() -> new LineException(Code.EMPTY, "device_id"));
        String sampleId =
                columns.field(fields, "sample_id").orElseThrow(() -> new LineException(Code.EMPTY, "sample_id"));
        if (!deviceId.matches(DeviceId.PATTERN)) {
            throw new LineException(Code.DEVICE_ID, DeviceId.MESSAGE);
        }
        Map<LabelKind, Double> values = new EnumMap<>(LabelKind.class);
        LabelColumns.FIGURES.forEach((kind, column) -> columns.field(fields, column)
                .ifPresent(written -> values.put(kind, figure(kind, column, written, columns.separator()))));
        Grade grade = columns.field(fields, "grade").map(LabelCsv::grade).orElse(null);
        if (values.isEmpty() && grade == null) {
            throw new LineException(Code.SAYS_NOTHING);
        }
        return new Line(
                number,
                deviceId,
                shown("sample_id", sampleId, MOST_ID),
                columns.field(fields, "time").map(LabelCsv::time).orElse(null),
                values,
                grade,
                shown("grader", columns.field(fields, "grader").orElse(""), MOST_NAME));
    }

    private static double figure(LabelKind kind, String column, String written, char separator) {
        if (separator == ',' && EITHER.matcher(written).matches()) {
            throw new LineException(Code.EITHER_COMMA, column, written);
        }
        double value = DecimalText.typed(written).orElseThrow(() -> new LineException(Code.NO_NUMBER, column, written));
        NewLabel.fault(kind, value).ifPresent(fault -> {
            throw new LineException(fault);
        });
        return value;
    }

    /** A text that is kept as it is, or not at all. */
    private static String shown(String column, String text, int most) {
        if (text.length() > most) {
            throw new LineException(Code.TOO_LONG, column, most);
        }
        if (text.chars().anyMatch(Character::isISOControl) || Unseen.isIn(text)) {
            throw new LineException(Code.UNSEEN, column);
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeParseException e) {
            throw (LineException) new LineException(Code.TIME, text).initCause(e);
        }
    }

    private static Grade grade(String letter) {
        Grade grade = Grade.parseOrNull(letter);
        if (grade == null || grade == Grade.UNGRADED) {
            throw new LineException(Code.GRADE, letter);
        }
        return grade;
    }
}

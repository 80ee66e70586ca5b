package fr.gaveurs.console.backend.features.models.truth;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.platform.csv.SafeCsv;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Labels in a CSV file as spreadsheets write it: a first line with names, commas or semicolons between the fields, points
 * or (with semicolons) commas in figures.
 */
final class LabelCsv {
    /** Lines that one file may have. */
    static final int MOST_LINES = 50_000;
    /** Characters of a grader's name. */
    private static final int MOST_NAME = 60;

    private static final int MOST_FAULTS = 100;
    private static final Map<LabelKind, String> COLUMNS = Map.of(
            LabelKind.FRESHNESS, "freshness",
            LabelKind.FAT_QUALITY, "fat_quality",
            LabelKind.OXIDATION, "oxidation",
            LabelKind.WEIGHT, "weight_g");

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

    /** @param faults lines that were left out, and why; 100 at most */
    record Lines(List<Line> lines, List<String> faults) {}

    private LabelCsv() {}

    /** @throws ProblemException if the file as a whole is none */
    static Lines read(byte[] file) {
        String text = text(file);
        String first = text.lines().findFirst().orElse("");
        boolean semicolons = first.indexOf(';') >= 0;
        List<Line> lines = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().fieldSeparator(semicolons ? ';' : ',').ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : rows) {
                if (lines.size() + faults.size() >= MOST_LINES) {
                    throw refused("a file has at most " + MOST_LINES + " lines: divide it");
                }
                if (lines.isEmpty() && faults.isEmpty()) {
                    needColumns(row);
                }
                try {
                    lines.add(line(row, semicolons));
                } catch (IllegalArgumentException | DateTimeParseException e) {
                    if (faults.size() < MOST_FAULTS) {
                        faults.add("line " + row.getStartingLineNumber() + ": " + e.getMessage());
                    }
                }
            }
        } catch (CsvParseException | IOException e) {
            throw refused("this is no CSV: " + e.getMessage());
        }
        return new Lines(lines, faults);
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith(SafeCsv.MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused("the file is not in UTF-8: save it as CSV UTF-8");
        }
    }

    private static ProblemException refused(String why) {
        return ProblemException.validation(why, List.of());
    }

    private static void needColumns(NamedCsvRecord row) {
        List<String> header = row.getHeader();
        if (!header.contains("device_id") || !header.contains("sample_id")) {
            throw refused("the first line must name the columns device_id and sample_id, and any of freshness,"
                    + " fat_quality, oxidation, weight_g, grade; it names " + String.join(", ", header));
        }
        if (!header.contains("grade") && COLUMNS.values().stream().noneMatch(header::contains)) {
            throw refused("no column says anything: name one of freshness, fat_quality, oxidation, weight_g, grade");
        }
    }

    private static Line line(NamedCsvRecord row, boolean semicolons) {
        String deviceId = field(row, "device_id").orElseThrow(() -> new IllegalArgumentException("no device_id"));
        String sampleId = field(row, "sample_id").orElseThrow(() -> new IllegalArgumentException("no sample_id"));
        if (!deviceId.matches(DeviceId.PATTERN)) {
            throw new IllegalArgumentException("device_id " + DeviceId.MESSAGE);
        }
        if (sampleId.length() > 200 || sampleId.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("sample_id is too long, or none");
        }
        Map<LabelKind, Double> values = new EnumMap<>(LabelKind.class);
        COLUMNS.forEach((kind, column) -> field(row, column).ifPresent(written -> {
            String plain = semicolons ? written.replace(',', '.') : written;
            double value;
            try {
                value = Double.parseDouble(plain);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " is '" + written + "', which is no number", e);
            }
            NewLabel.fault(kind, value).ifPresent(fault -> {
                throw new IllegalArgumentException(fault);
            });
            values.put(kind, value);
        }));
        Grade grade = field(row, "grade").map(LabelCsv::grade).orElse(null);
        if (values.isEmpty() && grade == null) {
            throw new IllegalArgumentException("it says nothing of the sample");
        }
        String grader = field(row, "grader").orElse("");
        return new Line(
                row.getStartingLineNumber(),
                deviceId,
                sampleId,
                field(row, "time").map(LabelCsv::time).orElse(null),
                values,
                grade,
                (grader.length() > MOST_NAME ? grader.substring(0, MOST_NAME) : grader).replace("\0", ""));
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    }

    private static Grade grade(String letter) {
        Grade grade = Grade.parseOrNull(letter);
        if (grade == null || grade == Grade.UNGRADED) {
            throw new IllegalArgumentException("grade is '" + letter + "'; there are A+, A, B, C, REJECT");
        }
        return grade;
    }

    private static Optional<String> field(NamedCsvRecord row, String column) {
        return row.findField(column).map(String::strip).filter(text -> !text.isEmpty());
    }
}

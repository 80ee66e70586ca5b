package fr.gaveurs.console.backend.features.bugs;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bugs as lines of CSV (RFC 4180), as spreadsheets read it. Its numbers are whole and its times are those of ISO 8601. */
final class BugCsv {
    /** Spreadsheets take text for UTF-8 only after this mark. */
    private static final String MARK = "\uFEFF";

    private static final List<String> NAMES = List.of(
            "id",
            "title",
            "severity",
            "priority",
            "category",
            "status",
            "source",
            "device_id",
            "firmware_version",
            "sample_id",
            "component",
            "reporter",
            "assignee",
            "tags",
            "duplicate_of",
            "error_code",
            "occurrences",
            "first_seen",
            "last_seen",
            "created_at",
            "updated_at",
            "comments",
            "attachments");

    /** What a spreadsheet takes for the beginning of a formula, also in the wide forms of East Asian keyboards. */
    private static final String TRIGGERS = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20";
    /** At the beginning; some spreadsheets look past spaces, and past what cannot be seen. */
    private static final Pattern FORMULA =
            Pattern.compile("^[\\s\\p{Zs}\\p{Cc}\\p{Cf}]*[" + TRIGGERS + "]|^[\\t\\r\\n]");
    /** Behind what another language's spreadsheet takes for the end of a field. */
    private static final Pattern INNER = Pattern.compile("([,;\\t\\r\\n][\\s\\p{Zs}\"]*)(?=[" + TRIGGERS + "])");

    private static final Pattern TO_BE_QUOTED = Pattern.compile("[,;\\t\"\\r\\n]");

    /** Also around what another language's spreadsheet takes for the end of a field. */
    private static final QuoteStrategy QUOTES = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int lineNo, int fieldIdx, String value) {
            return TO_BE_QUOTED.matcher(value).find();
        }
    };

    private BugCsv() {}

    /** The mark and the names of the columns. */
    static String head(CsvSeparator separator) {
        return MARK + record(separator, NAMES);
    }

    static String line(BugSummary bug, CsvSeparator separator) {
        return record(
                separator,
                Stream.of(
                                bug.id(),
                                bug.title(),
                                bug.severity(),
                                bug.priority(),
                                bug.category(),
                                bug.status(),
                                bug.source(),
                                bug.deviceId(),
                                bug.firmwareVersion(),
                                bug.sampleId(),
                                bug.component(),
                                bug.reporter(),
                                bug.assignee(),
                                String.join(" ", bug.tags()),
                                bug.duplicateOf(),
                                bug.errorCode(),
                                bug.occurrences(),
                                bug.firstSeen(),
                                bug.lastSeen(),
                                bug.createdAt(),
                                bug.updatedAt(),
                                bug.comments(),
                                bug.attachments())
                        .map(BugCsv::field)
                        .toList());
    }

    private static String record(CsvSeparator separator, List<String> fields) {
        StringWriter line = new StringWriter();
        CsvWriter.builder()
                .fieldSeparator(separator.character())
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QUOTES)
                .bufferSize(0)
                .build(line)
                .writeRecord(fields);
        return line.toString();
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        // A spreadsheet would run what begins like a formula, and reports come from anybody.
        if (value instanceof String) {
            text = INNER.matcher(text).replaceAll("$1'");
            text = FORMULA.matcher(text).find() ? "'" + text : text;
        }
        return text;
    }
}

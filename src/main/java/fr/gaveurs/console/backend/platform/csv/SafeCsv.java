package fr.gaveurs.console.backend.platform.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import fr.gaveurs.console.api.CsvSeparator;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180) that no spreadsheet takes for formulas, whatever its language. */
public final class SafeCsv {
    /** Spreadsheets take text for UTF-8 only after this mark. */
    public static final String MARK = "\uFEFF";

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

    private SafeCsv() {}

    /** One line with its end. */
    public static String line(CsvSeparator separator, List<String> fields) {
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

    /** A field: text that begins like a formula gets an apostrophe, since a spreadsheet would run it. */
    public static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof String) {
            text = INNER.matcher(text).replaceAll("$1'");
            text = FORMULA.matcher(text).find() ? "'" + text : text;
        }
        return text;
    }
}

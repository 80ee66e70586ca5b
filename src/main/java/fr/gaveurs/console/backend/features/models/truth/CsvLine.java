package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.models.LabelFault.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of CSV (RFC 4180). Labels have no line breaks within, so that each line is read by itself: a quote that is
 * not closed costs its own line, and none of those behind it.
 */
final class CsvLine {
    private CsvLine() {}

    /**
     * Its fields, without their quotes.
     *
     * @throws LineException if a quote is not closed, or something stands behind it
     */
    static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder field = new StringBuilder();
            if (at < line.length() && line.charAt(at) == '"') {
                at = quoted(line, at + 1, field, fields.size() + 1);
                if (at < line.length() && line.charAt(at) != separator) {
                    throw new LineException(Code.QUOTE_FOLLOWED, fields.size() + 1);
                }
            } else {
                int end = line.indexOf(separator, at);
                field.append(line, at, end < 0 ? line.length() : end);
                at = end < 0 ? line.length() : end;
            }
            fields.add(field.toString());
            if (at >= line.length()) {
                return fields;
            }
            at++;
        }
    }

    /** Reads what stands between quotes, of which two stand for one; the place behind the closing one. */
    private static int quoted(String line, int from, StringBuilder field, int number) {
        int at = from;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                throw new LineException(Code.QUOTE_OPEN, number);
            }
            field.append(line, at, quote);
            if (quote + 1 >= line.length() || line.charAt(quote + 1) != '"') {
                return quote + 1;
            }
            field.append('"');
            at = quote + 2;
        }
    }
}

package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.Keyed;
import java.util.Arrays;
import java.util.List;

/**
 * What of a file of labels was left out, and why: programs go by the code, windows say it in their language.
 *
 * @param where the line of a CSV file by its number, or the station and sample of a recording; empty for the whole file
 * @param details what it is about; as many as the code's text has places
 */
public record LabelFault(Code code, String where, List<String> details) {
    public LabelFault {
        details = List.copyOf(details);
    }

    /** One of which it is not said yet where it stands. */
    public static LabelFault of(Code code, Object... details) {
        return new LabelFault(
                code, "", Arrays.stream(details).map(String::valueOf).toList());
    }

    /** The same in a line of a CSV file. */
    public LabelFault onLine(long line) {
        return new LabelFault(code, Long.toString(line), details);
    }

    /** The same of a sample of a recording. */
    public LabelFault ofSample(String deviceId, String sampleId) {
        return new LabelFault(code, deviceId + " " + sampleId, details);
    }

    /** Whether {@link #where} is a line of a file. */
    public boolean isOfLine() {
        return !where.isEmpty() && where.chars().allMatch(Character::isDigit);
    }

    /** As an English sentence without a full stop. */
    public String text() {
        String text = code.text;
        for (int i = 0; i < details.size(); i++) {
            text = text.replace("{" + i + "}", details.get(i));
        }
        return where.isEmpty() ? text : (isOfLine() ? "line " : "") + where + ": " + text;
    }

    /** Why. */
    public enum Code implements Keyed {
        COLUMN_UNKNOWN("the column {0} is not known, and was left out"),
        FIELDS("it has {0} fields, and the first line names {1}"),
        FIELDS_COMMA(
                "it has {0} fields, and the first line names {1} (a decimal comma must stand in quotes, or semicolons between the fields)"),
        QUOTE_OPEN("the quote that field {0} begins with is not closed on its line"),
        QUOTE_FOLLOWED("something stands behind the closing quote of field {0}"),
        EMPTY("no {0}"),
        DEVICE_ID("device_id {0}"),
        SAYS_NOTHING("it says nothing of the sample"),
        EITHER_COMMA("{0} is '{1}', which may mean thousands or a decimal comma: write it with a point"),
        NO_NUMBER("{0} is '{1}', which is no number"),
        OUTSIDE("{0} is {1}, and must lie between 0 and {2}"),
        TOO_LONG("{0} has more than {1} characters"),
        UNSEEN("{0} holds characters that cannot be seen"),
        TIME("time is '{0}'; write it as the console does, such as 2026-11-23T12:31:17.250Z"),
        GRADE("grade is '{0}'; there are A+, A, B, C, REJECT"),
        SAMPLE_TWICE("{0} used the id {1} {2} times: say in a column time which one is meant"),
        CONTRADICTS("{0} is {1}, and line {2} says {3} of the same sample: neither was taken"),
        MORE("and {0} more");

        private final String text;

        Code(String text) {
            this.text = text;
        }
    }
}

package fr.gaveurs.console.backend.bugs;

import fr.gaveurs.console.api.Bugs.BugSummary;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Bugs as lines of CSV (RFC 4180), as spreadsheets read it. */
final class BugCsv {
    /** Spreadsheets take text for UTF-8 only after this mark. */
    static final String HEAD = "\uFEFFid,title,severity,priority,category,status,source,device_id,firmware_version,"
            + "sample_id,component,reporter,assignee,tags,duplicate_of,error_code,occurrences,first_seen,last_seen,"
            + "created_at,updated_at,comments,attachments\r\n";

    private BugCsv() {}

    static String line(BugSummary bug) {
        StringJoiner line = new StringJoiner(",", "", "\r\n");
        for (Object value : java.util.Arrays.asList(
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
                bug.attachments())) {
            line.add(field(value));
        }
        return line.toString();
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        // A spreadsheet would run what begins like a formula, and reports come from anybody.
        if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean plain = List.of(",", "\"", "\r", "\n").stream().noneMatch(text::contains);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

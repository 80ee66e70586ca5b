package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.backend.platform.csv.SafeCsv;
import java.util.List;
import java.util.stream.Stream;

/** Bugs as lines of CSV (RFC 4180), as spreadsheets read it. Its numbers are whole and its times are those of ISO 8601. */
final class BugCsv {
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

    private BugCsv() {}

    /** The mark and the names of the columns. */
    static String head(CsvSeparator separator) {
        return SafeCsv.MARK + SafeCsv.line(separator, NAMES);
    }

    static String line(BugSummary bug, CsvSeparator separator) {
        return SafeCsv.line(
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
                        .map(SafeCsv::field)
                        .toList());
    }
}

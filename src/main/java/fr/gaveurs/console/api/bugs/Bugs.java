package fr.gaveurs.console.api.bugs;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bug reports: what people, stations and the program itself found wrong. */
public final class Bugs {
    private Bugs() {}

    /**
     * A bug as lists and boards show it.
     *
     * @param sampleId the sample it is about, with {@code sampleTime}
     * @param errorCode what groups equal errors into one bug, such as {@code K7QM-2F9D}; null for a person's report
     * @param occurrences how often it was met: 1 for a person's report
     * @param firstSeen when it was first met
     * @param lastSeen when it was last met
     * @param version counts its changes; a change must show the one it is based on
     */
    public record BugSummary(
            long id,
            String title,
            Severity severity,
            Priority priority,
            Category category,
            Status status,
            Source source,
            @Nullable String deviceId,
            @Nullable String firmwareVersion,
            @Nullable String sampleId,
            @Nullable Instant sampleTime,
            @Nullable String component,
            @Nullable String reporter,
            @Nullable String assignee,
            List<String> tags,
            @Nullable Long duplicateOf,
            @Nullable String errorCode,
            long occurrences,
            Instant firstSeen,
            Instant lastSeen,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String updatedBy,
            int comments,
            int attachments,
            int version) {
        /** The same bug in another status, as it looks before the backend has answered. */
        public BugSummary withStatus(Status now) {
            return new BugSummary(
                    id,
                    title,
                    severity,
                    priority,
                    category,
                    now,
                    source,
                    deviceId,
                    firmwareVersion,
                    sampleId,
                    sampleTime,
                    component,
                    reporter,
                    assignee,
                    tags,
                    duplicateOf,
                    errorCode,
                    occurrences,
                    firstSeen,
                    lastSeen,
                    createdAt,
                    updatedAt,
                    updatedBy,
                    comments,
                    attachments,
                    version);
        }
    }

    /**
     * A bug with everything about it.
     *
     * @param reporterEmail shown from the operator's role on
     * @param firstResponseAt first change or comment by somebody else than its reporter
     * @param resolvedAt when it last was resolved, closed or given up; null while it is open or in progress
     * @param timeline comments and changes, oldest first
     */
    public record Bug(
            BugSummary summary,
            String description,
            @Nullable String reproductionSteps,
            @Nullable String errorLogs,
            @Nullable String programVersion,
            @Nullable String reporterEmail,
            @Nullable String resolution,
            List<Long> relatedIssues,
            @Nullable Instant firstResponseAt,
            @Nullable Instant resolvedAt,
            List<Attachment> attachments,
            List<TimelineEntry> timeline) {}

    /**
     * A comment, or one field's change.
     *
     * @param author who; null where it is not known
     * @param text the comment; null for a change
     * @param internal the comment is hidden from viewers
     * @param field what changed, by its name here such as {@code status}; null for a comment
     * @param from its value before, as text; null for none
     * @param to its value after, as text; null for none
     */
    public record TimelineEntry(
            Instant at,
            @Nullable String author,
            @Nullable String text,
            boolean internal,
            @Nullable String field,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * A file of a bug, without its bytes.
     *
     * @param id SHA-256 of its bytes in hexadecimal
     * @param contentType as its bytes say, not as its sender did
     * @param size bytes
     */
    public record Attachment(
            String id,
            String fileName,
            String contentType,
            long size,
            @Nullable String addedBy,
            Instant addedAt) {}

    /**
     * Which bugs, and in which order. Several values of one kind are separated by commas.
     *
     * @param status such as {@code open,in_progress}; {@code unresolved} stands for these two
     * @param q words to look for, in French or English, with typing errors; {@code #12} is the bug of that number
     * @param assignee {@code -} means nobody
     * @param from created at or after
     * @param to created before
     * @param sort by default {@code relevance} with words to look for, {@code updated} without
     * @param ascending whether the smallest, oldest or least comes first; by default it comes last
     * @param cursor {@code next_cursor} of the page before, with the same filters
     */
    public record BugQuery(
            @Nullable @Size(max = 100) String status,
            @Nullable @Size(max = 100) String severity,
            @Nullable @Size(max = 100) String priority,
            @Nullable @Size(max = 100) String category,
            @Nullable @Size(max = 100) String source,
            @Nullable @Size(max = 100) String deviceId,
            @Nullable @Size(max = 50) String firmwareVersion,
            @Nullable @Size(max = 100) String sampleId,
            @Nullable @Size(max = 100) String assignee,
            @Nullable @Size(max = 100) String reporter,
            @Nullable @Size(max = 40) String tag,
            @Nullable @Size(max = 20) String errorCode,
            @Nullable @Size(max = 200) String q,
            @Nullable Instant from,
            @Nullable Instant to,
            BugTerms.@Nullable Sort sort,
            @Nullable Boolean ascending,
            @Nullable @Size(max = 1_000) String cursor,
            @Nullable @Min(1) @Max(200) Integer limit) {
        public static final BugQuery ALL = new BugQuery(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    /**
     * Which bugs an export holds; see {@link BugQuery}. They come newest first.
     *
     * @param sort counts for nothing, as do {@code ascending}, {@code cursor} and {@code limit}
     * @param separator by default the one that spreadsheets expect in the language of {@code Accept-Language}
     */
    public record ExportQuery(
            @Nullable @Size(max = 100) String status,
            @Nullable @Size(max = 100) String severity,
            @Nullable @Size(max = 100) String priority,
            @Nullable @Size(max = 100) String category,
            @Nullable @Size(max = 100) String source,
            @Nullable @Size(max = 100) String deviceId,
            @Nullable @Size(max = 50) String firmwareVersion,
            @Nullable @Size(max = 100) String sampleId,
            @Nullable @Size(max = 100) String assignee,
            @Nullable @Size(max = 100) String reporter,
            @Nullable @Size(max = 40) String tag,
            @Nullable @Size(max = 20) String errorCode,
            @Nullable @Size(max = 200) String q,
            @Nullable Instant from,
            @Nullable Instant to,
            BugTerms.@Nullable Sort sort,
            @Nullable Boolean ascending,
            @Nullable @Size(max = 1_000) String cursor,
            @Nullable @Min(1) @Max(200) Integer limit,
            @Nullable CsvSeparator separator) {
        /** Everything that a list's filters let through. */
        public static ExportQuery of(BugQuery list, @Nullable CsvSeparator separator) {
            return new ExportQuery(
                    list.status(),
                    list.severity(),
                    list.priority(),
                    list.category(),
                    list.source(),
                    list.deviceId(),
                    list.firmwareVersion(),
                    list.sampleId(),
                    list.assignee(),
                    list.reporter(),
                    list.tag(),
                    list.errorCode(),
                    list.q(),
                    list.from(),
                    list.to(),
                    null,
                    null,
                    null,
                    null,
                    separator);
        }

        /** The filters alone. */
        public BugQuery filters() {
            return new BugQuery(
                    status,
                    severity,
                    priority,
                    category,
                    source,
                    deviceId,
                    firmwareVersion,
                    sampleId,
                    assignee,
                    reporter,
                    tag,
                    errorCode,
                    q,
                    from,
                    to,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /**
     * A list of bugs and how many fit in all.
     *
     * @param total exact up to 10,000; the same number means that many or more
     */
    public record BugPage(List<BugSummary> items, @Nullable String nextCursor, int total) {}

    /** One status on the board: the newest of its bugs, and how many it has in all. */
    public record BoardColumn(Status status, long total, List<BugSummary> bugs) {}

    public record Board(List<BoardColumn> columns) {}

    /**
     * What a new report would be compared with.
     *
     * @param deviceId bugs of this station come first
     */
    public record SimilarQuery(
            @NotNull(message = "is needed") @Size(min = 3, max = 300)
            String title,

            @Nullable @Size(max = 100) String deviceId,
            @Nullable @Min(1) @Max(20) Integer limit) {}

    /** @param likeness 0 to 1 */
    public record SimilarBug(BugSummary bug, double likeness) {}
}

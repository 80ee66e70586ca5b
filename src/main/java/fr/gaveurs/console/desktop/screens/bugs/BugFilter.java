package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which bugs the list and the board show, and in which order the list does. Null filters nothing; it is kept in the
 * window's settings.
 *
 * @param status {@value #UNRESOLVED} or a status' key; the board, which has a column for each, takes no notice of it
 * @param assignee {@value #NOBODY} means nobody
 * @param sort by default the last change
 * @param ascending whether the order is turned round
 */
public record BugFilter(
        @Nullable String q,
        @Nullable String status,
        @Nullable Severity severity,
        @Nullable Category category,
        @Nullable String deviceId,
        @Nullable String assignee,
        @Nullable String firmwareVersion,
        @Nullable Sort sort,
        boolean ascending) {
    static final String UNRESOLVED = "unresolved";
    static final String NOBODY = "-";
    /** Everything. */
    public static final BugFilter ALL = new BugFilter(null, null, null, null, null, null, null, null, false);
    /** What there is to do. */
    public static final BugFilter USUAL = ALL.withStatus(UNRESOLVED);

    BugFilter withQ(String value) {
        String words = value.strip();
        return new BugFilter(
                words.isEmpty() ? null : words,
                status,
                severity,
                category,
                deviceId,
                assignee,
                firmwareVersion,
                sort,
                ascending);
    }

    BugFilter withStatus(@Nullable String value) {
        return new BugFilter(q, value, severity, category, deviceId, assignee, firmwareVersion, sort, ascending);
    }

    BugFilter withSeverity(@Nullable Severity value) {
        return new BugFilter(q, status, value, category, deviceId, assignee, firmwareVersion, sort, ascending);
    }

    BugFilter withCategory(@Nullable Category value) {
        return new BugFilter(q, status, severity, value, deviceId, assignee, firmwareVersion, sort, ascending);
    }

    BugFilter withDevice(@Nullable String value) {
        return new BugFilter(q, status, severity, category, value, assignee, firmwareVersion, sort, ascending);
    }

    BugFilter withAssignee(@Nullable String value) {
        return new BugFilter(q, status, severity, category, deviceId, value, firmwareVersion, sort, ascending);
    }

    BugFilter withFirmware(@Nullable String value) {
        return new BugFilter(q, status, severity, category, deviceId, assignee, value, sort, ascending);
    }

    BugFilter withSort(@Nullable Sort by, boolean up) {
        return new BugFilter(q, status, severity, category, deviceId, assignee, firmwareVersion, by, up);
    }

    /** Whether it leaves any bug out. */
    boolean narrows() {
        return !withSort(null, false).equals(ALL);
    }

    /** Whether it is what is shown at first, in whatever order. */
    boolean isUsual() {
        return withSort(null, false).equals(USUAL);
    }

    /** What to ask for. Relevance needs words: without them it is the last change that counts. */
    Bugs.BugQuery query(@Nullable String cursor, int limit) {
        Sort by = sort == Sort.RELEVANCE && q == null ? null : sort;
        return new Bugs.BugQuery(
                status,
                severity == null ? null : severity.key(),
                null,
                category == null ? null : category.key(),
                null,
                deviceId,
                firmwareVersion,
                null,
                assignee,
                null,
                null,
                null,
                q,
                null,
                null,
                by,
                ascending ? true : null,
                cursor,
                limit);
    }

    /** Whether a bug passes, as far as can be told here: which words fit only the backend knows. */
    boolean mayShow(Bugs.BugSummary bug) {
        return showsStatus(bug.status())
                && (severity == null || severity == bug.severity())
                && (category == null || category == bug.category())
                && (deviceId == null || deviceId.equals(bug.deviceId()))
                && (firmwareVersion == null || firmwareVersion.equals(bug.firmwareVersion()))
                && (assignee == null || assignee.equals(Objects.requireNonNullElse(bug.assignee(), NOBODY)));
    }

    private boolean showsStatus(Status now) {
        return status == null || (status.equals(UNRESOLVED) ? now.unresolved() : status.equals(now.key()));
    }
}

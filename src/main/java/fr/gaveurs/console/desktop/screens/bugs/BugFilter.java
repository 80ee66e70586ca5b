package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which bugs the list and the board show, and in which order the list does. Null filters nothing; it is kept in the
 * window's settings.
 *
 * @param status {@value #UNRESOLVED} or keys of statuses, separated by commas; the board, which has a column for each,
 *     takes no notice of it
 * @param severity keys, separated by commas
 * @param category keys, separated by commas
 * @param assignee {@value #NOBODY} means nobody
 * @param sort by default the last change
 * @param ascending whether the order is turned round
 */
public record BugFilter(
        @Nullable String q,
        @Nullable String status,
        @Nullable String severity,
        @Nullable String category,
        @Nullable String deviceId,
        @Nullable String assignee,
        @Nullable String firmwareVersion,
        @Nullable Sort sort,
        boolean ascending) {
    static final String UNRESOLVED = "unresolved";
    static final String NOBODY = "-";
    private static final List<String> UNRESOLVED_KEYS = Arrays.stream(Status.values())
            .filter(Status::unresolved)
            .map(Status::key)
            .toList();
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

    BugFilter withSeverity(@Nullable String value) {
        return new BugFilter(q, status, value, category, deviceId, assignee, firmwareVersion, sort, ascending);
    }

    BugFilter withCategory(@Nullable String value) {
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
                severity,
                null,
                category,
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
                && (severity == null || keys(severity).contains(bug.severity().key()))
                && (category == null || keys(category).contains(bug.category().key()))
                && (deviceId == null || deviceId.equals(bug.deviceId()))
                && (firmwareVersion == null || firmwareVersion.equals(bug.firmwareVersion()))
                && (assignee == null || assignee.equals(Objects.requireNonNullElse(bug.assignee(), NOBODY)));
    }

    private boolean showsStatus(Status now) {
        return status == null || statuses(status).contains(now.key());
    }

    /** The keys of a list. */
    static List<String> keys(@Nullable String list) {
        return list == null ? List.of() : List.of(list.split(","));
    }

    /** The list of some keys; null where there is none. */
    static @Nullable String list(List<String> keys) {
        return keys.isEmpty() ? null : String.join(",", keys);
    }

    /** The keys of the statuses that a filter names. */
    static List<String> statuses(@Nullable String filter) {
        return UNRESOLVED.equals(filter) ? UNRESOLVED_KEYS : keys(filter);
    }

    /** The filter for some statuses, which are in the order of a bug's life. */
    static @Nullable String statuses(List<String> keys) {
        return keys.equals(UNRESOLVED_KEYS) ? UNRESOLVED : list(keys);
    }
}

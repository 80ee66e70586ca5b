package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be changed of a bug, each as text; empty stands for none. */
enum BugField {
    TITLE("title", bug -> bug.summary().title(), text -> between(text, 5, 300)),
    STATUS("status", bug -> bug.summary().status().key(), text -> true),
    SEVERITY("severity", bug -> bug.summary().severity().key(), text -> true),
    PRIORITY("priority", bug -> bug.summary().priority().key(), text -> true),
    CATEGORY("category", bug -> bug.summary().category().key(), text -> true),
    ASSIGNEE("assignee", bug -> bug.summary().assignee(), text -> between(text, 0, 100)),
    DEVICE("device_id", bug -> bug.summary().deviceId(), text -> between(text, 0, 100)),
    FIRMWARE("firmware_version", bug -> bug.summary().firmwareVersion(), text -> between(text, 0, 50)),
    COMPONENT("component", bug -> bug.summary().component(), text -> between(text, 0, 100)),
    TAGS("tags", bug -> String.join(", ", bug.summary().tags()), BugField::areTags),
    DESCRIPTION("description", Bugs.Bug::description, text -> between(text, 10, 20_000)),
    STEPS("reproduction_steps", Bugs.Bug::reproductionSteps, text -> between(text, 0, 20_000)),
    RESOLUTION("resolution", Bugs.Bug::resolution, text -> between(text, 0, 20_000)),
    RELATED(
            "related_issues",
            bug -> bug.relatedIssues().stream().map(id -> "#" + id).collect(Collectors.joining(", ")),
            text -> parts(text).stream().allMatch(BugField::isNumber)),
    DUPLICATE_OF(
            "duplicate_of",
            bug -> bug.summary().duplicateOf() == null
                    ? ""
                    : "#" + bug.summary().duplicateOf(),
            text -> parts(text).size() < 2 && parts(text).stream().allMatch(BugField::isNumber));

    private static final Pattern TAG = Pattern.compile(BugTerms.TAG);
    private static final Pattern NUMBER = Pattern.compile("#?\\d{1,18}");

    private final String key;
    private final Function<Bugs.Bug, @Nullable String> reader;
    private final Predicate<String> valid;

    BugField(String key, Function<Bugs.Bug, @Nullable String> reader, Predicate<String> valid) {
        this.key = key;
        this.reader = reader;
        this.valid = valid;
    }

    /** Its name on the wire. */
    String key() {
        return key;
    }

    String read(Bugs.Bug bug) {
        String value = reader.apply(bug);
        return value == null ? "" : value;
    }

    /** Whether the backend would take this. */
    boolean takes(String value) {
        return valid.test(value.strip());
    }

    /** The change of a bug that these edits make; all of them are taken. */
    static BugInput.BugPatch patch(int version, @Nullable String by, Map<BugField, String> edits) {
        String status = edits.get(STATUS);
        String severity = edits.get(SEVERITY);
        String priority = edits.get(PRIORITY);
        String category = edits.get(CATEGORY);
        String tags = edits.get(TAGS);
        String related = edits.get(RELATED);
        String duplicate = edits.get(DUPLICATE_OF);
        return new BugInput.BugPatch(
                version,
                by,
                stripped(edits.get(TITLE)),
                stripped(edits.get(DESCRIPTION)),
                severity == null ? null : Severity.valueOf(name(severity)),
                priority == null ? null : Priority.valueOf(name(priority)),
                category == null ? null : Category.valueOf(name(category)),
                status == null ? null : Status.valueOf(name(status)),
                stripped(edits.get(DEVICE)),
                stripped(edits.get(FIRMWARE)),
                stripped(edits.get(COMPONENT)),
                null,
                stripped(edits.get(ASSIGNEE)),
                stripped(edits.get(RESOLUTION)),
                stripped(edits.get(STEPS)),
                tags == null ? null : parts(tags),
                related == null ? null : numbers(related),
                duplicate == null
                        ? null
                        : numbers(duplicate).stream().findFirst().orElse(0L));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    private static String name(String key) {
        return key.toUpperCase(Locale.ROOT);
    }

    private static boolean between(String text, int least, int most) {
        return text.length() >= least && text.length() <= most;
    }

    private static boolean areTags(String text) {
        return parts(text).size() <= 20
                && parts(text).stream().allMatch(part -> TAG.matcher(part).matches());
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static List<Long> numbers(String text) {
        return parts(text).stream()
                .map(part -> Long.parseLong(part.startsWith("#") ? part.substring(1) : part))
                .toList();
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : Pattern.compile("[,;\\s]+").splitAsStream(text).toList()) {
            if (!part.isEmpty() && !parts.contains(part)) {
                parts.add(part);
            }
        }
        return parts;
    }
}

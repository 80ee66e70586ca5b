package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.Bug;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was typed about a bug, by field, on top of the bug as it was: a value that is the bug's own is no edit. Pure. */
final class BugEdits {
    private BugEdits() {}

    private static Map<BugField, String> changed(Map<BugField, String> edits, Consumer<Map<BugField, String>> change) {
        Map<BugField, String> next = new EnumMap<>(BugField.class);
        next.putAll(edits);
        change.accept(next);
        return Collections.unmodifiableMap(next);
    }

    /** With another value of one field. */
    static Map<BugField, String> with(Map<BugField, String> edits, BugField field, String value, Bug base) {
        return changed(edits, next -> {
            if (value.strip().equals(field.read(base).strip())) {
                next.remove(field);
            } else {
                next.put(field, value);
            }
        });
    }

    /** Without those that were saved as they still are: what was typed meanwhile is not saved yet. */
    static Map<BugField, String> without(Map<BugField, String> edits, Map<BugField, String> saved) {
        return changed(edits, next -> saved.forEach(next::remove));
    }

    /** On top of another state of the bug: what that says already is no edit any more. */
    static Map<BugField, String> onto(Map<BugField, String> edits, Bug bug) {
        return changed(edits, next -> next.entrySet()
                .removeIf(edit ->
                        edit.getValue().strip().equals(edit.getKey().read(bug).strip())));
    }

    /** Fields whose value the backend would not take. */
    static List<BugField> wrong(Map<BugField, String> edits) {
        return edits.entrySet().stream()
                .filter(edit -> !edit.getKey().takes(edit.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Fields in which two states of a bug differ. */
    static List<BugField> differences(Bug one, Bug other) {
        return Arrays.stream(BugField.values())
                .filter(field -> !field.read(one).equals(field.read(other)))
                .toList();
    }
}

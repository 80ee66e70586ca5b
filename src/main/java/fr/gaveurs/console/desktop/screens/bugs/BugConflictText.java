package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What was edited here, and what others changed below it, in words. */
record BugConflictText(BugText text) {
    private Messages messages() {
        return text.messages();
    }

    /** The fields that are edited and not saved; empty for none. */
    String edited(Collection<BugField> fields) {
        return fields.isEmpty()
                ? ""
                : messages()
                        .get(
                                "bugs.detail.edited",
                                names(fields.stream().sorted().toList()));
    }

    /** @param edited fields that are edited here */
    String of(BugDetailViewModel.Conflict conflict, Collection<BugField> edited) {
        List<BugField> both =
                conflict.fields().stream().filter(edited::contains).toList();
        String theirs = conflict.fields().stream()
                .map(field -> theirs(field, conflict.theirs()))
                .collect(Collectors.joining(", "));
        String changed = messages().get("bugs.detail.changed_by", conflict.who(), theirs);
        return both.isEmpty() ? changed : changed + " " + messages().get("bugs.detail.both", names(both));
    }

    /** A field that somebody else changed, and to what unless that is long. */
    private String theirs(BugField field, Bug bug) {
        String name = messages().get("bugs.field." + field.key());
        String value = text.value(field.key(), field.read(bug));
        return value == null ? name : messages().get("bugs.detail.now", name, value);
    }

    private String names(List<BugField> fields) {
        return fields.stream()
                .map(field -> messages().get("bugs.field." + field.key()))
                .collect(Collectors.joining(", "));
    }
}

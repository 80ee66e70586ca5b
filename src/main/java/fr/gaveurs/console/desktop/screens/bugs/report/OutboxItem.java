package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report on its way: a new bug, or a comment on one that is there.
 *
 * @param draft what was typed, for the case that it comes back
 * @param bug null for a comment
 * @param commentOn the bug that {@code comment} goes to; both null for a new bug
 * @param attempted whether the comment may have arrived already
 * @param bugId the bug that it went to, null while it waits; its files may still wait then
 * @param files names of what is attached, in order
 */
record OutboxItem(
        Draft draft,
        @Nullable NewBug bug,
        @Nullable Long commentOn,
        @Nullable NewComment comment,
        boolean attempted,
        @Nullable Long bugId,
        List<String> files) {
    OutboxItem {
        Objects.requireNonNull(draft);
        files = List.copyOf(files);
        if (bug == null && (commentOn == null || comment == null)) {
            throw new IllegalArgumentException("neither a bug nor a comment");
        }
    }

    static OutboxItem bug(Draft draft, NewBug bug, List<String> files) {
        return new OutboxItem(draft, bug, null, null, false, null, files);
    }

    static OutboxItem comment(Draft draft, long bugId, NewComment comment, List<String> files) {
        return new OutboxItem(draft, null, bugId, comment, false, null, files);
    }

    OutboxItem tried() {
        return new OutboxItem(draft, bug, commentOn, comment, true, bugId, files);
    }

    OutboxItem arrived(long at) {
        return new OutboxItem(draft, bug, commentOn, comment, true, at, files);
    }
}

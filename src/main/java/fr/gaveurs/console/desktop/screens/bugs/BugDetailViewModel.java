package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.MachineText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * One bug, what was typed about it, and what others did meanwhile; without controls. For the FX thread alone.
 *
 * <p>Edits are kept by field on top of the bug that they were made on. When the bug changes elsewhere and nothing is
 * edited, the new state simply shows. When something is, the edits stay and {@link #conflict()} says which fields
 * others changed, until the person takes theirs or keeps the own.
 */
final class BugDetailViewModel {
    private static final int CHANGED_MEANWHILE = 409;

    /** What others changed below somebody's edits: who, the fields, and the bug as it is now. */
    record Conflict(String who, List<BugField> fields, Bug theirs) {}

    private final BugRequests requests;
    private final Messages messages;
    private final BugDrafts drafts;
    private final Supplier<@Nullable String> me;
    private final ReadOnlyObjectWrapper<@Nullable Bug> bug = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<BugField, String>> edits = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Conflict> conflict = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper loadProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper retry = new ReadOnlyBooleanWrapper();
    private final CommentForm comment;
    private long id = -1;
    private int opening;
    private boolean fetching;
    private boolean again;

    /** @param me who edits; null where the backend shall take the token's name */
    BugDetailViewModel(BugRequests requests, Messages messages, BugDrafts drafts, Supplier<@Nullable String> me) {
        this.requests = requests;
        this.messages = messages;
        this.drafts = drafts;
        this.me = me;
        this.comment = new CommentForm(messages);
    }

    /** As the backend had it when it was last looked at or saved; null until it is here. */
    ReadOnlyObjectProperty<@Nullable Bug> bug() {
        return bug.getReadOnlyProperty();
    }

    /** Fields whose value was changed here and not saved. */
    ReadOnlyObjectProperty<Map<BugField, String>> edits() {
        return edits.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Conflict> conflict() {
        return conflict.getReadOnlyProperty();
    }

    /** Why the edits were not saved; empty when all is well. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Why the comment was not sent; empty when all is well. */
    ReadOnlyStringProperty commentProblem() {
        return comment.problem.getReadOnlyProperty();
    }

    /** Why the bug cannot be shown; empty when all is well. */
    ReadOnlyStringProperty loadProblem() {
        return loadProblem.getReadOnlyProperty();
    }

    /** Whether an answer to what was saved or sent is awaited. */
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Whether the backend or its database was away, and the same thing may be tried again as it stands. */
    ReadOnlyBooleanProperty retry() {
        return retry.getReadOnlyProperty();
    }

    /** The comment being written. */
    StringProperty comment() {
        return comment.text;
    }

    BooleanProperty internal() {
        return comment.internal;
    }

    long id() {
        return id;
    }

    /** Shows a bug, with what was typed about it before. */
    void open(long wanted) {
        close();
        id = wanted;
        BugDrafts.Draft draft = drafts.of(wanted);
        if (draft != null) {
            comment.show(draft);
            edits.set(draft.edits());
            bug.set(draft.base());
        }
        fetch();
    }

    /** Lets go of the bug; what was typed is kept for the next time. */
    void close() {
        keep();
        opening++;
        id = -1;
        fetching = false;
        again = false;
        bug.set(null);
        edits.set(Map.of());
        conflict.set(null);
        comment.clear();
        busy.set(false);
        clearProblems();
        loadProblem.set("");
    }

    /** Puts what is typed aside, for a window that may be rebuilt. */
    void keep() {
        Bug now = bug.get();
        if (now != null) {
            drafts.keep(new BugDrafts.Draft(now, edits.get(), comment.text.get(), comment.internal.get()));
        }
    }

    /** Looks at the bug again; one request at a time. */
    void fetch() {
        if (id < 0) {
            return;
        }
        if (fetching) {
            again = true;
            return;
        }
        fetching = true;
        int mine = opening;
        requests.ask(
                requests.source().bug(id),
                fresh -> {
                    if (mine == opening) {
                        fetched();
                        loadProblem.set("");
                        came(fresh);
                    }
                },
                failure -> {
                    if (mine == opening) {
                        fetched();
                        loadProblem.set(
                                messages.get("bugs.detail.failed", "#" + id, ProblemText.of(failure, messages)));
                    }
                });
    }

    private void fetched() {
        fetching = false;
        if (again) {
            again = false;
            fetch();
        }
    }

    /** The bug was reported, changed, commented or met again. */
    void event(BugSummary summary) {
        Bug now = bug.get();
        // An answer to what is being saved brings its own state.
        if (summary.id() != id || busy.get()) {
            return;
        }
        if (now == null || !summary.equals(now.summary())) {
            fetch();
        }
    }

    private void came(Bug fresh) {
        Bug base = bug.get();
        if (base == null || edits.get().isEmpty()) {
            bug.set(fresh);
            return;
        }
        if (fresh.summary().version() < base.summary().version()) {
            return;
        }
        List<BugField> differ = BugEdits.differences(fresh, base);
        if (differ.isEmpty()) {
            bug.set(fresh);
        } else {
            String by = fresh.summary().updatedBy();
            conflict.set(new Conflict(by == null ? messages.get("bugs.somebody") : by, differ, fresh));
        }
    }

    /** The value of a field as it shows: edited here, or as it is. */
    String value(BugField field) {
        String edited = edits.get().get(field);
        Bug now = bug.get();
        return edited != null ? edited : now == null ? "" : shown(field, now);
    }

    /** As the bug has it; what a console wrote by itself is shown in the window's language. */
    private String shown(BugField field, Bug of) {
        String value = field.read(of);
        return field == BugField.TITLE || field == BugField.DESCRIPTION ? MachineText.of(value, messages) : value;
    }

    /** A field was given another value here. */
    void edit(BugField field, String value) {
        Bug now = bug.get();
        if (now == null || value.equals(value(field))) {
            return;
        }
        boolean asShown = value.strip().equals(shown(field, now).strip());
        Map<BugField, String> next = BugEdits.with(edits.get(), field, asShown ? field.read(now) : value, now);
        edits.set(next);
        problem.set("");
        retry.set(false);
        Conflict open = conflict.get();
        if (next.isEmpty() && open != null) {
            conflict.set(null);
            bug.set(open.theirs());
        }
    }

    /** Drops the edits and shows the bug as it is. */
    void discard() {
        Conflict open = conflict.get();
        edits.set(Map.of());
        conflict.set(null);
        clearProblems();
        Bug now = open == null ? bug.get() : open.theirs();
        bug.set(null);
        bug.set(now);
        keep();
    }

    /** Keeps the edits on top of what others changed: saving then overwrites only the fields edited here. */
    void keepMine() {
        Conflict open = conflict.get();
        if (open == null) {
            return;
        }
        Map<BugField, String> next = BugEdits.onto(edits.get(), open.theirs());
        conflict.set(null);
        clearProblems();
        edits.set(next);
        bug.set(open.theirs());
    }

    /** Sends the edits. */
    void save() {
        Bug now = bug.get();
        if (now == null || edits.get().isEmpty() || busy.get() || conflict.get() != null) {
            return;
        }
        List<BugField> wrong = BugEdits.wrong(edits.get());
        if (!wrong.isEmpty()) {
            problem.set(wrong.stream()
                    .map(field -> messages.get("bugs.invalid." + field.key()))
                    .collect(Collectors.joining(" ")));
            return;
        }
        Map<BugField, String> sent = edits.get();
        busy.set(true);
        clearProblems();
        int mine = opening;
        requests.ask(
                requests.source().change(id, BugField.patch(now.summary().version(), me.get(), sent)),
                saved -> {
                    if (mine == opening) {
                        busy.set(false);
                        saved(saved, sent);
                    }
                },
                failure -> {
                    if (mine == opening) {
                        busy.set(false);
                        notSaved(failure);
                    }
                });
    }

    private void saved(Bug now, Map<BugField, String> sent) {
        edits.set(BugEdits.without(edits.get(), sent));
        bug.set(now);
        keep();
    }

    private void notSaved(ApiException failure) {
        if (failure.problem().status() == CHANGED_MEANWHILE) {
            problem.set(messages.get("bugs.detail.changed_meanwhile"));
            fetch();
            return;
        }
        boolean away = BugRequests.away(failure);
        retry.set(away);
        problem.set(messages.get(
                away ? "bugs.detail.save.away" : "bugs.detail.save.failed", ProblemText.of(failure, messages)));
    }

    /**
     * Sends the comment.
     *
     * @param sent runs once it is there, and what was shown of the bug shows it
     */
    void sendComment(Runnable sent) {
        if (bug.get() == null || comment.isBlank() || busy.get()) {
            return;
        }
        busy.set(true);
        comment.problem.set("");
        int mine = opening;
        requests.ask(
                requests.source().comment(id, comment.toSend(me.get())),
                commented -> {
                    if (mine == opening) {
                        busy.set(false);
                        comment.clear();
                        came(commented);
                        keep();
                        sent.run();
                    }
                },
                failure -> {
                    if (mine == opening) {
                        busy.set(false);
                        comment.notSent(failure);
                    }
                });
    }

    private void clearProblems() {
        problem.set("");
        comment.problem.set("");
        retry.set(false);
    }
}

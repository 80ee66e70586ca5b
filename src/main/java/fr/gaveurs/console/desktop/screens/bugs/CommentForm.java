package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The comment that is being written on a bug; without controls. FX thread only. */
final class CommentForm {
    private final Messages messages;

    final StringProperty text = new SimpleStringProperty("");
    final BooleanProperty internal = new SimpleBooleanProperty();
    /** Why it was not sent; empty when all is well. */
    final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    CommentForm(Messages messages) {
        this.messages = messages;
    }

    /** Goes on with what was written before. */
    void show(BugDrafts.Draft draft) {
        text.set(draft.comment());
        internal.set(draft.internal());
    }

    void clear() {
        text.set("");
        internal.set(false);
    }

    boolean isBlank() {
        return text.get().isBlank();
    }

    /** @param me who writes; null where the backend shall take the token's name */
    BugInput.NewComment toSend(@Nullable String me) {
        return new BugInput.NewComment(me, text.get().strip(), internal.get());
    }

    /** It stays as it is, to be sent again. */
    void notSent(ApiException failure) {
        problem.set(messages.get(
                BugRequests.away(failure) ? "bugs.detail.comment.away" : "bugs.detail.comment.failed",
                ProblemText.of(failure, messages)));
    }
}

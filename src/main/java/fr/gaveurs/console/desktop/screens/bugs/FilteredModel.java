package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Asks the backend for what a filter lets through: when shown, when the filter changes, and a while after something
 * happened. Only the newest question's answer counts. For the FX thread alone.
 *
 * @param <A> an answer
 */
abstract class FilteredModel<A> {
    private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(2);

    private final BugRequests requests;
    private final Messages messages;
    private final Gather soon;
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private BugFilter filter;
    private int round;
    private boolean shown;

    FilteredModel(BugRequests requests, Messages messages, BugFilter filter) {
        this.requests = requests;
        this.messages = messages;
        this.filter = filter;
        this.soon = new Gather(requests, BETWEEN_RELOADS, this::reload);
    }

    /** The question. */
    abstract CompletableFuture<A> question(BugFilter filter);

    abstract void answered(A answer);

    /** There was no answer to the question; {@link #failure} says why. */
    void unanswered() {}

    /** What was asked before counts no longer. */
    void forget() {}

    final BugRequests requests() {
        return requests;
    }

    final Messages messages() {
        return messages;
    }

    final BugFilter filter() {
        return filter;
    }

    /** Why the last answer did not come; empty when it did. */
    final ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** Shows what this filter lets through. */
    void filter(BugFilter now) {
        if (!now.equals(filter)) {
            filter = now;
            if (shown) {
                reload();
            }
        }
    }

    final void show() {
        shown = true;
        reload();
    }

    final void hide() {
        shown = false;
        round++;
        forget();
        soon.stop();
    }

    /** Asks again, now. */
    final void reload() {
        soon.stop();
        round++;
        forget();
        ask(question(filter), this::answered, this::unanswered);
    }

    /** Asks again in a while, once however often that is wanted. */
    final void reloadSoon() {
        soon.ask();
    }

    /** A question that the next {@link #reload} makes void. */
    final <T> void ask(CompletableFuture<T> question, Consumer<T> good, Runnable bad) {
        int mine = round;
        requests.ask(
                question,
                answer -> {
                    if (mine == round) {
                        failure.set("");
                        good.accept(answer);
                    }
                },
                problem -> {
                    if (mine == round) {
                        failed(problem);
                        bad.run();
                    }
                });
    }

    private void failed(ApiException problem) {
        failure.set(messages.get("bugs.list.failed", ProblemText.of(problem, messages)));
    }
}

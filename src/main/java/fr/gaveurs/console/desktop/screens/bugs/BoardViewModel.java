package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The board: a column for each status, and moves between them, without controls. For the FX thread alone. */
final class BoardViewModel extends FilteredModel<Bugs.Board> {
    /** Cards of a column; the rest is found in the list. */
    static final int CARDS = 50;

    private static final int CHANGED_MEANWHILE = 409;

    /** One status. */
    static final class Column {
        private final Status status;
        private final ObservableList<BugSummary> cards = FXCollections.observableArrayList();
        private final ReadOnlyLongWrapper total = new ReadOnlyLongWrapper();
        private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();

        Column(Status status) {
            this.status = status;
        }

        Status status() {
            return status;
        }

        ObservableList<BugSummary> cards() {
            return cards;
        }

        /** Whether it was said which bugs these are. */
        ReadOnlyBooleanProperty known() {
            return known.getReadOnlyProperty();
        }

        /** How many bugs have the status, of which the cards are the newest. */
        ReadOnlyLongProperty total() {
            return total.getReadOnlyProperty();
        }
    }

    private final Supplier<@Nullable String> me;
    private final Consumer<String> notice;
    private final List<Column> columns;
    /** Bugs whose move was not answered yet: what comes about them meanwhile is older. */
    private final Set<Long> moving = new HashSet<>();

    /** @param me who moves cards; null where the backend shall take the token's name */
    BoardViewModel(
            BugRequests requests,
            Messages messages,
            BugFilter filter,
            Supplier<@Nullable String> me,
            Consumer<String> notice) {
        super(requests, messages, filter.withStatus(null));
        this.me = me;
        this.notice = notice;
        List<Column> all = new ArrayList<>();
        for (Status status : Status.values()) {
            all.add(new Column(status));
        }
        this.columns = List.copyOf(all);
    }

    /** In the order of a bug's life. */
    List<Column> columns() {
        return columns;
    }

    /** A column stands for each status, so it narrows nothing. */
    @Override
    void filter(BugFilter now) {
        super.filter(now.withStatus(null));
    }

    @Override
    CompletableFuture<Bugs.Board> question(BugFilter filter) {
        return requests().source().board(filter.query(null, CARDS));
    }

    @Override
    void answered(Bugs.Board board) {
        if (!moving.isEmpty()) {
            // What it says of them may be older than the move; it is asked again once that is answered.
            reloadSoon();
            return;
        }
        for (Bugs.BoardColumn came : board.columns()) {
            Column column = column(came.status());
            if (!column.cards.equals(came.bugs())) {
                column.cards.setAll(came.bugs());
            }
            column.total.set(came.total());
            column.known.set(true);
        }
    }

    Column column(Status status) {
        return columns.get(status.ordinal());
    }

    /** The nearest column to the left or right into which the bug may go; null if there is none. */
    static @Nullable Status beside(BugSummary bug, boolean right) {
        int step = right ? 1 : -1;
        for (int i = bug.status().ordinal() + step; i >= 0 && i < Status.values().length; i += step) {
            if (bug.status().next().contains(Status.values()[i])) {
                return Status.values()[i];
            }
        }
        return null;
    }

    /**
     * Moves a bug into another column at once, and back if the backend does not take it.
     *
     * @return false where it stays, since it may not go there or the move before is not answered yet
     */
    boolean move(BugSummary bug, Status to) {
        if (!bug.status().next().contains(to) || !moving.add(bug.id())) {
            return false;
        }
        put(bug.withStatus(to));
        BugInput.BugPatch patch = BugField.patch(bug.version(), me.get(), Map.of(BugField.STATUS, to.key()));
        requests()
                .ask(
                        requests().source().change(bug.id(), patch),
                        changed -> {
                            moving.remove(bug.id());
                            put(changed.summary());
                        },
                        problem -> refused(bug, problem));
        return true;
    }

    private void refused(BugSummary bug, ApiException problem) {
        moving.remove(bug.id());
        put(bug);
        if (problem.problem().status() != CHANGED_MEANWHILE) {
            notice.accept(messages().get("bugs.move.failed", "#" + bug.id(), ProblemText.of(problem, messages())));
            return;
        }
        requests()
                .ask(
                        requests().source().bug(bug.id()),
                        fresh -> {
                            put(fresh.summary());
                            notice.accept(messages().get("bugs.move.changed", "#" + bug.id(), who(fresh.summary())));
                        },
                        failed -> {
                            notice.accept(messages()
                                    .get(
                                            "bugs.move.changed",
                                            "#" + bug.id(),
                                            messages().get("bugs.somebody")));
                            reloadSoon();
                        });
    }

    private String who(BugSummary bug) {
        String by = bug.updatedBy();
        return by == null ? messages().get("bugs.somebody") : by;
    }

    /** Shows a bug in the column of its status: where it was if that is the same one, on top of it if it is another. */
    private void put(BugSummary bug) {
        for (Column column : columns) {
            for (int i = 0; i < column.cards.size(); i++) {
                if (column.cards.get(i).id() != bug.id()) {
                    continue;
                }
                if (column.status == bug.status()) {
                    column.cards.set(i, bug);
                    return;
                }
                column.cards.remove(i);
                column.total.set(Math.max(0, column.total.get() - 1));
                Column now = column(bug.status());
                now.cards.addFirst(bug);
                now.total.set(now.total.get() + 1);
                return;
            }
        }
    }

    /** A bug was reported or changed. */
    void event(BugSummary bug) {
        if (moving.contains(bug.id())) {
            return;
        }
        BugSummary card = columns.stream()
                .flatMap(column -> column.cards.stream())
                .filter(known -> known.id() == bug.id())
                .findFirst()
                .orElse(null);
        boolean fits = filter().mayShow(bug);
        if (card == null || !fits) {
            if (fits || card != null) {
                reloadSoon();
            }
        } else if (!bug.updatedAt().isBefore(card.updatedAt())) {
            put(bug);
        }
    }
}

package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The list of bugs, a page at a time, without controls. For the FX thread alone. */
final class BugListViewModel extends FilteredModel<Bugs.BugPage> {
    static final int PAGE = 100;
    /** Beyond so many the backend counts no further. */
    private static final int COUNTED = 10_000;

    /** What there is to show. */
    enum Phase {
        ASKING,
        READY,
        /** There are bugs, but none that the filter lets through. */
        NO_MATCH,
        /** Nobody reported anything yet. */
        NOTHING_YET,
        /** There was no answer, and there is nothing to show. */
        FAILED
    }

    private final ObservableList<BugSummary> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.ASKING);
    private final ReadOnlyStringWrapper total = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
    private @Nullable String cursor;
    private boolean loadingMore;

    BugListViewModel(BugRequests requests, Messages messages, BugFilter filter) {
        super(requests, messages, filter);
    }

    /** In the order asked for; grows as {@link #more} is called. */
    ObservableList<BugSummary> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** How many there are in all. */
    ReadOnlyStringProperty total() {
        return total.getReadOnlyProperty();
    }

    /** Whether bugs were reported or changed that are not in the rows, while somebody reads further down. */
    ReadOnlyBooleanProperty outdated() {
        return outdated.getReadOnlyProperty();
    }

    @Override
    CompletableFuture<Bugs.BugPage> question(BugFilter filter) {
        return requests().source().list(filter.query(null, PAGE));
    }

    @Override
    void forget() {
        loadingMore = false;
    }

    /** Asks for the next page, if there is one and it was not asked for yet. */
    void more() {
        if (loadingMore || cursor == null) {
            return;
        }
        loadingMore = true;
        ask(requests().source().list(filter().query(cursor, PAGE)), this::append, this::forget);
    }

    @Override
    void answered(Bugs.BugPage page) {
        outdated.set(false);
        cursor = page.nextCursor();
        count(page.total());
        if (!rows.equals(page.items())) {
            rows.setAll(page.items());
        }
        if (!page.items().isEmpty()) {
            phase.set(Phase.READY);
        } else if (filter().narrows()) {
            lookWhetherThereAreAny();
        } else {
            phase.set(Phase.NOTHING_YET);
        }
    }

    /** "No bug fits" and "there is no bug yet" ask for different things of the person. */
    private void lookWhetherThereAreAny() {
        ask(
                requests().source().list(BugFilter.ALL.query(null, 1)),
                page -> phase.set(page.items().isEmpty() ? Phase.NOTHING_YET : Phase.NO_MATCH),
                () -> phase.set(Phase.NO_MATCH));
    }

    private void append(Bugs.BugPage page) {
        loadingMore = false;
        cursor = page.nextCursor();
        count(page.total());
        // A bug that changed since the page before may have moved into this one.
        Set<Long> known = new HashSet<>();
        rows.forEach(row -> known.add(row.id()));
        List<BugSummary> fresh =
                page.items().stream().filter(bug -> known.add(bug.id())).toList();
        rows.addAll(fresh);
    }

    @Override
    void unanswered() {
        if (rows.isEmpty()) {
            phase.set(Phase.FAILED);
        }
    }

    private void count(int bugs) {
        total.set(
                bugs >= COUNTED
                        ? messages().get("bugs.list.total.many", messages().integer(bugs))
                        : messages().count("bugs.list.total", bugs));
    }

    /** A bug was reported or changed. */
    void event(BugSummary bug) {
        boolean fits = filter().mayShow(bug);
        boolean there = false;
        for (int i = 0; i < rows.size(); i++) {
            BugSummary row = rows.get(i);
            if (row.id() == bug.id()) {
                there = true;
                if (!bug.updatedAt().isBefore(row.updatedAt()) && !bug.equals(row)) {
                    rows.set(i, bug);
                }
                break;
            }
        }
        if (fits == there) {
            return;
        }
        if (rows.size() <= PAGE) {
            reloadSoon();
        } else if (fits) {
            // Who has scrolled down is not thrown back to the top.
            outdated.set(true);
        }
    }
}

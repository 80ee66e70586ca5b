package fr.gaveurs.console.desktop.station;

import java.util.Collections;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The newest samples of one station: at most a fixed number, newest first, each once, in whatever order they come. */
final class RecentSamples {
    private final int most;
    private final ObservableList<SampleRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SampleRow> view = FXCollections.unmodifiableObservableList(rows);

    RecentSamples(int most) {
        this.most = most;
    }

    /** Newest first; not to be changed through this. */
    ObservableList<SampleRow> rows() {
        return view;
    }

    /** Puts a sample in its place; false if it is there already or older than a full list. */
    boolean add(SampleRow row) {
        int at = Collections.binarySearch(rows, row, SampleRow.NEWEST_FIRST);
        int place = -at - 1;
        if (at >= 0 || place >= most) {
            return false;
        }
        rows.add(place, row);
        if (rows.size() > most) {
            rows.removeLast();
        }
        return true;
    }

    void clear() {
        rows.clear();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Place of a sample, 0 the newest; −1 if it is not, or no more, in the list. */
    int indexOf(SampleRow row) {
        return Math.max(-1, Collections.binarySearch(rows, row, SampleRow.NEWEST_FIRST));
    }

    /** How many are newer than a sample, which itself need not be in the list. */
    int newerThan(SampleRow row) {
        int at = Collections.binarySearch(rows, row, SampleRow.NEWEST_FIRST);
        return at >= 0 ? at : -at - 1;
    }

    /** The next one back in time. */
    Optional<SampleRow> before(SampleRow row) {
        int next = newerThan(row) + (indexOf(row) >= 0 ? 1 : 0);
        return next < rows.size() ? Optional.of(rows.get(next)) : Optional.empty();
    }

    /** The next one forward in time. */
    Optional<SampleRow> after(SampleRow row) {
        int next = newerThan(row) - 1;
        return next >= 0 ? Optional.of(rows.get(next)) : Optional.empty();
    }
}

package fr.gaveurs.console.desktop.screens.station;

import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The newest samples of one station: at most a fixed number, newest first, each once, in whatever order they are read.
 * The order is that in which the backend got them, whatever the clocks said; only one that came late out of a buffer
 * stands where its time puts it.
 */
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
        int place = place(row);
        if (indexOf(row) >= 0 || place >= most) {
            return false;
        }
        rows.add(place, row);
        if (rows.size() > most) {
            rows.removeLast();
        }
        return true;
    }

    /** Where a row stands, or would. */
    private int place(SampleRow row) {
        for (int i = 0; i < rows.size(); i++) {
            SampleRow other = rows.get(i);
            boolean passed = row.late()
                    ? SampleRow.BY_TIME.compare(other, row) <= 0
                    : !other.late() && SampleRow.BY_ARRIVAL.compare(other, row) <= 0;
            if (passed) {
                return i;
            }
        }
        return rows.size();
    }

    void clear() {
        rows.clear();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Place of a sample, 0 the newest; −1 if it is not, or no more, in the list. */
    int indexOf(SampleRow row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).same(row)) {
                return i;
            }
        }
        return -1;
    }

    /** How many are newer than a sample, which itself need not be in the list. */
    int newerThan(SampleRow row) {
        int at = indexOf(row);
        return at >= 0 ? at : place(row);
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

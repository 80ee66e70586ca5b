package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.client.ApiException;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a list that comes page by page, newest first, and is asked for again and again: what changed takes its place, new
 * ones come on top, nothing else moves. Knows no controls.
 */
public final class PagedRows<T> implements PageReceiver<T> {
    /** As many as are held at once. */
    public static final int MOST = 5_000;

    private final Messages messages;
    private final String words;
    private final Function<T, Object> key;
    private final ObservableList<T> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private @Nullable String next;
    private boolean answered;
    private boolean asking;
    private boolean filtered;
    private int round;

    /**
     * @param words beginning of the keys of its texts: {@code .asking}, {@code .none}, {@code .empty}, {@code .count},
     *     {@code .more}, {@code .failed}
     * @param key what tells one row from every other one
     */
    public PagedRows(Messages messages, String words, Function<T, Object> key) {
        this.messages = messages;
        this.words = words;
        this.key = key;
        empty.set(messages.get(words + ".asking"));
    }

    public ObservableList<T> rows() {
        return rows;
    }

    /** How many there are. */
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    /** Why there is none. */
    public ReadOnlyStringProperty empty() {
        return empty.getReadOnlyProperty();
    }

    /**
     * Forgets what came: it is asked for anew.
     *
     * @param narrowed whether only some are asked for
     */
    public void again(boolean narrowed) {
        rows.clear();
        next = null;
        answered = false;
        asking = false;
        filtered = narrowed;
        round++;
        note.set("");
        empty.set(messages.get(words + ".asking"));
    }

    /** Which answers are still wanted: another one after each {@link #again}. */
    @Override
    public int round() {
        return round;
    }

    /** Where the rows before the last one begin; null where there is nothing to ask for, or it is being asked. */
    public @Nullable String older() {
        if (next == null || asking || rows.size() >= MOST) {
            return null;
        }
        asking = true;
        return next;
    }

    /** The newest came. */
    @Override
    public void first(Page<T> page) {
        if (!answered || leavesAGap(page)) {
            rows.setAll(page.items());
            next = page.nextCursor();
            // What was asked for below the rows of before is no answer any more.
            asking = false;
            round++;
        } else {
            page.items().reversed().forEach(this::put);
        }
        answered = true;
        told();
    }

    /** More is new than one page holds: between it and the rows that are there others are missing. */
    private boolean leavesAGap(Page<T> page) {
        return page.nextCursor() != null
                && !page.items().isEmpty()
                && index(page.items().getLast()) < 0;
    }

    /** One row is known better now. */
    public void put(T row) {
        int at = index(row);
        if (at < 0) {
            rows.addFirst(row);
        } else if (!rows.get(at).equals(row)) {
            rows.set(at, row);
        }
    }

    private int index(T row) {
        Object wanted = key.apply(row);
        for (int i = 0; i < rows.size(); i++) {
            if (key.apply(rows.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** What tells a row from others. */
    Object key(T row) {
        return key.apply(row);
    }

    /** Whether a row is there, by what tells it from others. */
    public boolean has(@Nullable Object wanted) {
        return wanted != null && rows.stream().anyMatch(row -> key.apply(row).equals(wanted));
    }

    /** Older ones came. */
    @Override
    public void more(Page<T> page) {
        asking = false;
        page.items().stream().filter(row -> index(row) < 0).forEach(rows::add);
        next = page.nextCursor();
        told();
    }

    private void told() {
        empty.set(messages.get(words + (filtered ? ".none" : ".empty")));
        note.set(messages.count(words + (next == null ? ".count" : ".more"), rows.size()));
    }

    /** Nothing came; what is there stays. */
    @Override
    public void failed(ApiException why) {
        asking = false;
        String text = messages.get(words + ".failed", ProblemText.of(why, messages));
        empty.set(text);
        note.set(rows.isEmpty() ? "" : text);
    }
}

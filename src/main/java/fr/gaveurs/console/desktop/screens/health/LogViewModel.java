package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.api.admin.Admin.LogQuery;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The tail of the program's log, without controls: entries as lines, those that were opened with their further lines. */
final class LogViewModel {
    /** As many as the backend keeps. */
    static final int MOST = 2_000;

    private static final int AT_ONCE = 500;

    /** A line of the list. */
    sealed interface Line {
        LogEvent event();
    }

    /**
     * An entry's first line.
     *
     * @param text the first line of its message
     * @param more whether there are further lines
     * @param open whether these stand below
     */
    record Entry(LogEvent event, String text, boolean more, boolean open) implements Line {}

    /** A further line of an entry's message, or of its trace. */
    record Further(LogEvent event, String text) implements Line {}

    private final Messages messages;
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private @Nullable LogLevel level;
    private String search = "";
    private @Nullable Long next;
    private int entries;
    private boolean missed;

    LogViewModel(Messages messages) {
        this.messages = messages;
        empty.set(messages.get("health.log.asking"));
    }

    /** Oldest first. */
    ObservableList<Line> lines() {
        return lines;
    }

    /** How many entries there are, and whether some were missed. */
    ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    /** Why there is no line. */
    ReadOnlyStringProperty empty() {
        return empty.getReadOnlyProperty();
    }

    /** Whether nothing new is asked for, so that what is there can be read. */
    ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    void pause(boolean on) {
        paused.set(on);
        count();
    }

    /** What to ask for next. */
    LogQuery query() {
        return new LogQuery(level, search.isEmpty() ? null : search, next, AT_ONCE);
    }

    /** Shows only entries of this level and above; null shows all. */
    void level(@Nullable LogLevel least) {
        level = least;
        anew();
    }

    /** Shows only entries that hold this text. */
    void search(String text) {
        search = text.strip();
        anew();
    }

    private void anew() {
        lines.clear();
        next = null;
        entries = 0;
        missed = false;
        note.set("");
        empty.set(messages.get("health.log.asking"));
    }

    /** The answer to {@link #query} came. */
    void page(LogPage page) {
        empty.set(messages.get(search.isEmpty() && level == null ? "health.log.empty" : "health.log.none"));
        boolean restarted = next != null && page.next() < next;
        if (restarted) {
            anew();
        }
        missed |= page.missed();
        long known = next == null ? 0 : next;
        next = page.next();
        List<Line> fresh = new ArrayList<>();
        for (LogEvent event : page.events()) {
            if (event.seq() <= known) {
                continue; // asked for twice, as when the filter changed meanwhile
            }
            List<String> further = further(event);
            fresh.add(new Entry(event, first(event), !further.isEmpty(), false));
        }
        entries += fresh.size();
        lines.addAll(fresh);
        int over = 0;
        while (entries > MOST) {
            over = after(over);
            entries--;
        }
        if (over > 0) {
            lines.remove(0, over);
        }
        count();
    }

    /** Nothing came. */
    void failed(String message) {
        empty.set(message);
        note.set(message);
    }

    private void count() {
        String text = messages.count("health.log.count", entries);
        if (missed) {
            text = text + messages.get("health.log.missed");
        }
        note.set(paused.get() ? messages.get("health.log.paused", text) : text);
    }

    private int after(int index) {
        int at = index + 1;
        while (at < lines.size() && lines.get(at) instanceof Further) {
            at++;
        }
        return at;
    }

    /** Opens the entry to which the line belongs, or closes it; returns its index. */
    int toggle(int index) {
        int at = index;
        while (lines.get(at) instanceof Further) {
            at--;
        }
        if (lines.get(at) instanceof Entry entry && entry.more()) {
            if (entry.open()) {
                lines.remove(at + 1, after(at));
            } else {
                lines.addAll(
                        at + 1,
                        further(entry.event()).stream()
                                .map(text -> (Line) new Further(entry.event(), text))
                                .toList());
            }
            lines.set(at, new Entry(entry.event(), entry.text(), true, !entry.open()));
        }
        return at;
    }

    private static String first(LogEvent event) {
        return event.message().lines().findFirst().orElse("").replace('\t', ' ');
    }

    private static List<String> further(LogEvent event) {
        List<String> further = new ArrayList<>(event.message().lines().skip(1).toList());
        String trace = event.trace();
        if (trace != null) {
            trace.lines().forEach(further::add);
        }
        return further.stream().map(line -> line.replace("\t", "    ")).toList();
    }

    /** The entries of these lines as text, each once and whole. */
    String text(List<? extends Line> chosen) {
        return chosen.stream()
                .map(Line::event)
                .distinct()
                .map(event -> event.at() + " " + event.level() + " [" + event.thread() + "] " + event.logger() + ": "
                        + event.message() + (event.trace() == null ? "" : "\n" + event.trace()))
                .collect(Collectors.joining("\n"));
    }
}

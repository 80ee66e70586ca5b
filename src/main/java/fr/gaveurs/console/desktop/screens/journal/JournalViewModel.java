package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PageReceiver;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The journal without controls: the newest acts that the filters let through, and older ones page by page. */
final class JournalViewModel implements PageReceiver<AuditEntry> {
    /** As many as are held at once. */
    static final int MOST = 5_000;

    private static final int PAGE = 100;

    /** How far back. */
    enum Period {
        ALL,
        TODAY,
        WEEK,
        MONTH
    }

    private final Messages messages;
    private final ObservableList<AuditEntry> entries = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private String actor = "";
    private String object = "";
    private @Nullable String route;
    private Period period = Period.ALL;
    private @Nullable String next;
    private boolean answered;
    private boolean asking;
    private int round;

    JournalViewModel(Messages messages) {
        this.messages = messages;
        empty.set(messages.get("journal.asking"));
    }

    /** Newest first. */
    ObservableList<AuditEntry> entries() {
        return entries;
    }

    /** How many there are. */
    ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    /** Why there is none. */
    ReadOnlyStringProperty empty() {
        return empty.getReadOnlyProperty();
    }

    boolean filtered() {
        return !actor.isEmpty() || !object.isEmpty() || route != null || period != Period.ALL;
    }

    /**
     * Shows only what these let through.
     *
     * @param who a name; empty for all
     * @param what id or name of what was acted on, or what its kind is called; empty for all
     * @param act id of a route; null for all
     */
    void filter(String who, String what, @Nullable String act, Period since) {
        actor = who.strip();
        object = what.strip();
        route = act;
        period = since;
        entries.clear();
        next = null;
        answered = false;
        asking = false;
        round++;
        note.set("");
        empty.set(messages.get("journal.asking"));
    }

    /** Which answers are still wanted: another one after each change of the filters. */
    @Override
    public int round() {
        return round;
    }

    /** What to ask for the newest acts. */
    AuditQuery newest(Instant now) {
        return query(now, null);
    }

    /** What to ask for those before the last one; null where there is nothing to ask, or it is being asked. */
    @Nullable
    AuditQuery older(Instant now) {
        if (next == null || asking || entries.size() >= MOST) {
            return null;
        }
        asking = true;
        return query(now, next);
    }

    private AuditQuery query(Instant now, @Nullable String cursor) {
        return new AuditQuery(
                actor.isEmpty() ? null : actor,
                null,
                route,
                object.isEmpty() ? null : object,
                null,
                since(now),
                null,
                cursor,
                PAGE);
    }

    private @Nullable Instant since(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, messages.zone());
        return switch (period) {
            case ALL -> null;
            case TODAY -> today.atStartOfDay(messages.zone()).toInstant();
            case WEEK ->
                today.minus(6, ChronoUnit.DAYS).atStartOfDay(messages.zone()).toInstant();
            case MONTH ->
                today.minus(29, ChronoUnit.DAYS).atStartOfDay(messages.zone()).toInstant();
        };
    }

    /** The newest acts came: those that were not there are put in their places, and nothing else moves. */
    @Override
    public void first(Page<AuditEntry> page) {
        Set<Long> known = known();
        boolean joins =
                page.nextCursor() == null || page.items().stream().anyMatch(entry -> known.contains(entry.id()));
        if (!answered || !joins) {
            entries.setAll(page.items());
            next = page.nextCursor();
        } else {
            for (AuditEntry entry : page.items()) {
                if (!known.contains(entry.id())) {
                    entries.add(place(entry), entry);
                }
            }
        }
        answered = true;
        told();
    }

    /** Acts before the last one came. */
    @Override
    public void more(Page<AuditEntry> page) {
        asking = false;
        Set<Long> known = known();
        entries.addAll(page.items().stream()
                .filter(entry -> !known.contains(entry.id()))
                .toList());
        next = page.nextCursor();
        told();
    }

    private int place(AuditEntry entry) {
        int at = 0;
        while (at < entries.size() && entries.get(at).id() > entry.id()) {
            at++;
        }
        return at;
    }

    private Set<Long> known() {
        Set<Long> ids = new HashSet<>();
        entries.forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    private void told() {
        empty.set(messages.get(filtered() ? "journal.none" : "journal.empty"));
        boolean full = entries.size() >= MOST && next != null;
        note.set(
                full
                        ? messages.get("journal.full", messages.integer(entries.size()))
                        : messages.count(next == null ? "journal.count" : "journal.more", entries.size()));
    }

    /** Nothing came. */
    @Override
    public void failed(ApiException why) {
        asking = false;
        String text = messages.get("journal.failed", ProblemText.of(why, messages));
        empty.set(text);
        note.set(text);
    }

    /** Routes that may be chosen, by their words. */
    static List<String> acts(List<String> routes, JournalText text) {
        return routes.stream()
                .sorted((a, b) -> text.act(a).compareToIgnoreCase(text.act(b)))
                .toList();
    }
}

package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.platform.conditions.ConditionEngine.Effect;
import fr.gaveurs.console.backend.platform.conditions.ConditionEngine.Step;
import fr.gaveurs.console.backend.platform.conditions.ConditionState.Phase;
import fr.gaveurs.console.backend.platform.conditions.ConditionStore.Unsaved;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every condition: features say again and again what they see, and what that comes to is told to listeners, kept for the
 * database and can be asked for. Goes on without a database. Thread-safe.
 */
public final class ConditionBoard {
    /** Conditions that may be open, or about to be, at once. */
    static final int MOST = 2_000;
    /** Of one source. */
    static final int MOST_OF_SOURCE = 50;
    /** Those that were cleared lately, which can be asked for. */
    static final int CLEARED_SHOWN = 200;
    /** Those that are over and not in the database yet; the oldest give way. */
    private static final int CLEARED_UNSAVED = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ConditionBoard.class);

    private final Clock clock;
    private final LongSupplier nanos;
    private final @Nullable String console;
    private final List<ConditionListener> listeners = new CopyOnWriteArrayList<>();

    private final Map<Conditions.Key, Entry> entries = new HashMap<>();
    private final Map<String, Integer> ofSource = new HashMap<>();
    /** Newest first. */
    private final Deque<Condition> cleared = new ArrayDeque<>();

    private final Deque<Condition> clearedUnsaved = new ArrayDeque<>();
    private long refused;

    private static final class Entry {
        private final Severity severity;
        /** Null until a feature spoke of it: one of before. */
        private @Nullable ConditionKind kind;

        private ConditionState state;
        /** Whether the database has it as open. */
        private boolean stored;
        /** Whether something of it is not in the database. */
        private boolean unsaved;

        Entry(Severity severity, @Nullable ConditionKind kind, ConditionState state) {
            this.severity = severity;
            this.kind = kind;
            this.state = state;
        }
    }

    /**
     * @param nanos the monotonic clock, by which delays are measured
     * @param console what tells this console's parts from those of others on its database; null for one that is alone
     */
    public ConditionBoard(Clock clock, LongSupplier nanos, @Nullable String console) {
        this.clock = clock;
        this.nanos = nanos;
        this.console = console;
    }

    /** From now on it hears of everything; what is open already it has to ask for. */
    public void listen(ConditionListener listener) {
        listeners.add(listener);
    }

    /**
     * A source says how it stands with one of its conditions. Said again and again, some times a minute at least: delays
     * run from one to the next.
     *
     * @param source a station's id, or the name of a part
     */
    public synchronized void observe(ConditionKind kind, String source, Observation said) {
        Conditions.Key key = key(kind, source);
        Entry entry = entries.get(key);
        if (entry == null) {
            if (!(said instanceof Active) || !hasRoom(key)) {
                return;
            }
            entry = new Entry(kind.severity(), kind, ConditionState.NORMAL);
        }
        entry.kind = kind;
        step(key, entry, kind, said);
    }

    /** Time has passed. */
    public synchronized void tick() {
        for (Map.Entry<Conditions.Key, Entry> each : List.copyOf(entries.entrySet())) {
            ConditionKind kind = each.getValue().kind;
            if (kind != null) {
                step(each.getKey(), each.getValue(), kind, null);
            }
        }
    }

    private void step(Conditions.Key key, Entry entry, ConditionKind kind, @Nullable Observation said) {
        ConditionState before = entry.state;
        Step step = ConditionEngine.step(before, said, kind, now(), nanos.getAsLong());
        entry.state = step.state();
        if (step.effect() == Effect.CLEARED) {
            over(key, entry, before);
            return;
        }
        if (step.state().phase() == Phase.NORMAL) {
            remove(key);
            return;
        }
        put(key, entry);
        if (step.effect() != Effect.NONE) {
            entry.unsaved = true;
            tell(step.effect(), condition(key, entry, entry.state, null));
        }
    }

    private boolean hasRoom(Conditions.Key key) {
        if (entries.size() < MOST && ofSource.getOrDefault(sourceOf(key), 0) < MOST_OF_SOURCE) {
            return true;
        }
        if (refused++ == 0) {
            LOG.warn(
                    "more conditions than are kept: {} of {} is not shown, and others may not be",
                    key.kind(),
                    key.source());
        }
        return false;
    }

    private void put(Conditions.Key key, Entry entry) {
        if (entries.put(key, entry) == null) {
            ofSource.merge(sourceOf(key), 1, Integer::sum);
        }
    }

    private void remove(Conditions.Key key) {
        if (entries.remove(key) != null) {
            ofSource.computeIfPresent(sourceOf(key), (source, n) -> n == 1 ? null : n - 1);
        }
    }

    private static String sourceOf(Conditions.Key key) {
        return key.scope().key() + ' ' + key.source();
    }

    private void over(Conditions.Key key, Entry entry, ConditionState last) {
        remove(key);
        Condition over = condition(key, entry, last, now());
        clearedUnsaved.addLast(over);
        if (clearedUnsaved.size() > CLEARED_UNSAVED) {
            clearedUnsaved.removeFirst();
        }
        show(over);
    }

    private void show(Condition over) {
        cleared.addFirst(over);
        if (cleared.size() > CLEARED_SHOWN) {
            cleared.removeLast();
        }
        tell(Effect.CLEARED, over);
    }

    /** Nothing is known of a source any more, such as a station that was forgotten: its conditions are over. */
    public synchronized void withdraw(Scope scope, String source) {
        for (Map.Entry<Conditions.Key, Entry> each : List.copyOf(entries.entrySet())) {
            if (each.getKey().scope() == scope && each.getKey().source().equals(source)) {
                end(each.getKey(), each.getValue());
            }
        }
    }

    /** Conditions of before of which no feature knows the kind are over: nobody would ever clear them. */
    public synchronized void declared(Collection<ConditionKind> kinds) {
        Set<String> known = kinds.stream()
                .map(kind -> kind.scope().key() + ' ' + kind.key())
                .collect(Collectors.toSet());
        for (Map.Entry<Conditions.Key, Entry> each : List.copyOf(entries.entrySet())) {
            if (!known.contains(
                    each.getKey().scope().key() + ' ' + each.getKey().kind())) {
                end(each.getKey(), each.getValue());
            }
        }
    }

    private void end(Conditions.Key key, Entry entry) {
        if (entry.state.isOpen()) {
            over(key, entry, entry.state);
        } else {
            remove(key);
        }
    }

    private Conditions.Key key(ConditionKind kind, String source) {
        return new Conditions.Key(kind.scope(), source, kind.shared() ? null : console, kind.key());
    }

    private static Condition condition(
            Conditions.Key key, Entry entry, ConditionState state, @Nullable Instant clearedAt) {
        return new Condition(
                key.scope(),
                key.source(),
                key.console(),
                key.kind(),
                entry.severity,
                state.since(),
                clearedAt,
                state.confirmed(),
                state.told().text(),
                state.told().remedy(),
                state.told().details());
    }

    private void tell(Effect effect, Condition condition) {
        for (ConditionListener listener : listeners) {
            try {
                switch (effect) {
                    case NONE -> {}
                    case RAISED -> listener.raised(condition);
                    case CHANGED -> listener.changed(condition);
                    case CLEARED -> listener.cleared(condition);
                }
            } catch (RuntimeException e) {
                LOG.error("a listener failed at {}", condition.key(), e);
            }
        }
    }

    /** Those that are open, worst first. */
    public synchronized List<Condition> open() {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().state.isOpen())
                .map(each -> condition(each.getKey(), each.getValue(), each.getValue().state, null))
                .sorted(Conditions.WORST_FIRST)
                .toList();
    }

    /** Those of a kind that are open, by their source. */
    public synchronized List<Condition> open(ConditionKind kind) {
        return open().stream()
                .filter(condition ->
                        condition.scope() == kind.scope() && condition.kind().equals(kind.key()))
                .sorted(Comparator.comparing(Condition::source))
                .toList();
    }

    /** One that is open; null if it is not. */
    public synchronized @Nullable Condition find(ConditionKind kind, String source) {
        Conditions.Key key = key(kind, source);
        Entry entry = entries.get(key);
        return entry == null || !entry.state.isOpen() ? null : condition(key, entry, entry.state, null);
    }

    /** How many of a kind are open. */
    public synchronized int count(ConditionKind kind) {
        return (int) entries.entrySet().stream()
                .filter(each -> each.getKey().scope() == kind.scope()
                        && each.getKey().kind().equals(kind.key())
                        && each.getValue().state.isOpen())
                .count();
    }

    /** Those that were cleared lately, newest first. */
    public synchronized List<Condition> cleared() {
        return List.copyOf(cleared);
    }

    /** Conditions that were not raised, since there were too many. */
    public synchronized long refused() {
        return refused;
    }

    /** Sources of a scope with something that is open or about to be. */
    public synchronized Set<String> sources(Scope scope) {
        return entries.keySet().stream()
                .filter(key -> key.scope() == scope)
                .map(Conditions.Key::source)
                .collect(Collectors.toCollection(HashSet::new));
    }

    // The database's side

    /**
     * What the database has as open, after the start or since another console wrote: what is not known here is open from
     * now on, and what another console closed is over, unless its source says here that it goes on.
     */
    synchronized void merge(List<Condition> rows) {
        Map<Conditions.Key, Condition> there = new LinkedHashMap<>();
        rows.forEach(row -> there.put(row.key(), row));
        for (Map.Entry<Conditions.Key, Entry> each : List.copyOf(entries.entrySet())) {
            Entry entry = each.getValue();
            if (entry.stored && !there.containsKey(each.getKey()) && entry.state.isOpen()) {
                entry.stored = false;
                if (entry.state.active()) {
                    entry.unsaved = true;
                } else {
                    remove(each.getKey());
                    show(condition(each.getKey(), entry, entry.state, now()));
                }
            }
        }
        there.forEach(this::adopt);
    }

    private void adopt(Conditions.Key key, Condition row) {
        Entry entry = entries.get(key);
        if (entry == null && isClosing(key)) {
            return; // it is over, and only the database does not know yet
        }
        if (entry != null && entry.state.isOpen()) {
            entry.state = entry.state.begun(row.since());
            entry.stored = true;
            return;
        }
        if (entry == null && !hasRoom(key)) {
            return;
        }
        Active said = new Active(row.text(), row.remedy(), row.details());
        Entry adopted = new Entry(
                row.severity(),
                entry == null ? null : entry.kind,
                ConditionState.restored(said, row.since(), nanos.getAsLong()));
        adopted.stored = true;
        put(key, adopted);
        tell(Effect.RAISED, condition(key, adopted, adopted.state, null));
    }

    private boolean isClosing(Conditions.Key key) {
        return clearedUnsaved.stream().anyMatch(over -> over.key().equals(key));
    }

    /** Those that were cleared before this console's start, newest first. */
    synchronized void remember(List<Condition> before) {
        for (Condition over : before) {
            if (cleared.size() < CLEARED_SHOWN) {
                cleared.addLast(over);
            }
        }
    }

    /** What is not in the database yet, once. */
    synchronized Unsaved takeUnsaved() {
        List<Condition> open = new ArrayList<>();
        entries.forEach((key, entry) -> {
            if (entry.unsaved && entry.state.isOpen()) {
                open.add(condition(key, entry, entry.state, null));
                entry.unsaved = false;
                entry.stored = true;
            }
        });
        List<Condition> over = List.copyOf(clearedUnsaved);
        clearedUnsaved.clear();
        return new Unsaved(over, open);
    }

    /** It could not be written: it is to be tried again. */
    synchronized void giveBack(Unsaved unsaved) {
        for (Condition over : unsaved.cleared().reversed()) {
            if (clearedUnsaved.size() < CLEARED_UNSAVED) {
                clearedUnsaved.addFirst(over);
            }
        }
        for (Condition open : unsaved.open()) {
            Entry entry = entries.get(open.key());
            if (entry != null) {
                entry.unsaved = true;
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

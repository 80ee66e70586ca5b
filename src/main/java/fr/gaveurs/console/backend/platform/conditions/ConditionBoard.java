package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.backend.platform.conditions.ConditionEngine.Effect;
import fr.gaveurs.console.backend.platform.conditions.ConditionEngine.Step;
import fr.gaveurs.console.backend.platform.conditions.ConditionState.Phase;
import fr.gaveurs.console.backend.platform.conditions.ConditionStore.Unsaved;
import fr.gaveurs.console.backend.platform.conditions.ConditionTable.Entry;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.conditions.Observation.ActiveSince;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private static final Logger LOG = LoggerFactory.getLogger(ConditionBoard.class);

    private final Clock clock;
    private final LongSupplier nanos;
    private final @Nullable String console;
    private final List<ConditionListener> listeners = new CopyOnWriteArrayList<>();
    private final ConditionTable table = new ConditionTable();
    private final ClearedConditions cleared = new ClearedConditions();

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
        Entry entry = table.get(key);
        if (entry == null) {
            boolean wrong = said instanceof Active || said instanceof ActiveSince;
            if (!wrong || !table.hasRoom(key)) {
                return;
            }
            entry = new Entry(key, kind.severity(), kind, ConditionState.NORMAL);
        }
        entry.kind = kind;
        step(entry, kind, said);
    }

    /** Time has passed. */
    public synchronized void tick() {
        for (Entry entry : table.all()) {
            ConditionKind kind = entry.kind;
            if (kind != null) {
                step(entry, kind, null);
            }
        }
    }

    private void step(Entry entry, ConditionKind kind, @Nullable Observation said) {
        ConditionState before = entry.state;
        Step step = ConditionEngine.step(before, said, kind, now(), nanos.getAsLong());
        entry.state = step.state();
        if (step.effect() == Effect.CLEARED) {
            over(entry, before);
            return;
        }
        if (step.state().phase() == Phase.NORMAL) {
            table.remove(entry.key);
            return;
        }
        table.put(entry);
        if (step.effect() != Effect.NONE) {
            // That it gets better, or was confirmed, is not stored.
            entry.unsaved |= step.effect() == Effect.RAISED
                    || !before.told().equals(step.state().told());
            tell(step.effect(), entry.condition());
        }
    }

    private void over(Entry entry, ConditionState last) {
        table.remove(entry.key);
        Condition over = entry.condition(last, now());
        cleared.add(over);
        tell(Effect.CLEARED, over);
    }

    /** Nothing is known of a source any more, such as a station that was forgotten: its conditions are over. */
    public synchronized void withdraw(Scope scope, String source) {
        for (Entry entry : table.all()) {
            if (entry.key.scope() == scope && entry.key.source().equals(source)) {
                end(entry);
            }
        }
    }

    /** Conditions of before of which no feature knows the kind are over: nobody would ever clear them. */
    public synchronized void declared(Collection<ConditionKind> kinds) {
        for (Entry entry : table.all()) {
            if (kinds.stream().noneMatch(entry::isOf)) {
                end(entry);
            }
        }
    }

    /** Those of a kind that are open are over, but for these sources, of which each says itself how it stands. */
    public synchronized void over(ConditionKind kind, Set<String> but) {
        for (Condition open : open(kind)) {
            if (!but.contains(open.source())) {
                observe(kind, open.source(), Observation.INACTIVE);
            }
        }
    }

    private void end(Entry entry) {
        if (entry.state.isOpen()) {
            over(entry, entry.state);
        } else {
            table.remove(entry.key);
        }
    }

    private Conditions.Key key(ConditionKind kind, String source) {
        return new Conditions.Key(kind.scope(), source, kind.shared() ? null : console, kind.key());
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
        return table.open().map(Entry::condition).sorted(Conditions.WORST_FIRST).toList();
    }

    /** Those of a kind that are open, by their source. */
    public synchronized List<Condition> open(ConditionKind kind) {
        return table.open()
                .filter(entry -> entry.isOf(kind))
                .map(Entry::condition)
                .sorted(Comparator.comparing(Condition::source))
                .toList();
    }

    /** One that is open; null if it is not. */
    public synchronized @Nullable Condition find(ConditionKind kind, String source) {
        Entry entry = table.get(key(kind, source));
        return entry == null || !entry.state.isOpen() ? null : entry.condition();
    }

    /** How many of a kind are open. */
    public synchronized int count(ConditionKind kind) {
        return (int) table.open().filter(entry -> entry.isOf(kind)).count();
    }

    /** Those that were cleared lately, newest first. */
    public synchronized List<Condition> cleared() {
        return cleared.shown();
    }

    /** Conditions that were not raised, since there were too many. */
    public synchronized long refused() {
        return table.refused();
    }

    /** Sources of a scope with something that is open or about to be. */
    public synchronized Set<String> sources(Scope scope) {
        return table.sources(scope);
    }

    // The database's side

    /**
     * What the database has as open, after the start or since another console wrote: what is not known here is open from
     * now on, and what another console closed is over, unless its source says here that it goes on.
     */
    synchronized void merge(List<Condition> rows) {
        Map<Conditions.Key, Condition> there = rows.stream()
                .collect(Collectors.toMap(Condition::key, row -> row, (first, again) -> again, LinkedHashMap::new));
        for (Entry entry : table.all()) {
            if (entry.stored && !there.containsKey(entry.key) && entry.state.isOpen()) {
                entry.stored = false;
                if (entry.state.active()) {
                    entry.unsaved = true;
                } else {
                    table.remove(entry.key);
                    Condition over = entry.condition(entry.state, now());
                    cleared.show(over);
                    tell(Effect.CLEARED, over);
                }
            }
        }
        there.forEach(this::adopt);
    }

    private void adopt(Conditions.Key key, Condition row) {
        Entry entry = table.get(key);
        if (entry == null && cleared.isUnsaved(key)) {
            return;
        }
        Active words = new Active(row.text(), row.remedy(), row.details());
        if (entry != null && entry.state.isOpen()) {
            entry.stored = true;
            entry.state = entry.state.begun(row.since());
            // Of a source that another console hears the words are that console's.
            if (entry.state.phase() == Phase.OPEN
                    && !entry.state.active()
                    && !entry.unsaved
                    && !words.equals(entry.state.told())) {
                entry.state = entry.state.saidElsewhere(words);
                tell(Effect.CHANGED, entry.condition());
            }
            return;
        }
        if (entry == null && !table.hasRoom(key)) {
            return;
        }
        Entry adopted = new Entry(
                key,
                row.severity(),
                entry == null ? null : entry.kind,
                ConditionState.restored(words, row.since(), nanos.getAsLong()));
        adopted.stored = true;
        table.put(adopted);
        tell(Effect.RAISED, adopted.condition());
    }

    /** Those that were cleared before this console's start, newest first. */
    synchronized void remember(List<Condition> before) {
        cleared.remember(before);
    }

    /** What is not in the database yet, once. */
    synchronized Unsaved takeUnsaved() {
        List<Condition> open = new ArrayList<>();
        table.open().filter(entry -> entry.unsaved).forEach(entry -> {
            open.add(entry.condition());
            entry.unsaved = false;
            entry.stored = true;
        });
        return new Unsaved(cleared.takeUnsaved(), open);
    }

    /** It could not be written: it is to be tried again. */
    synchronized void giveBack(Unsaved unsaved) {
        cleared.giveBack(unsaved.cleared());
        for (Condition open : unsaved.open()) {
            Entry entry = table.get(open.key());
            if (entry != null) {
                entry.unsaved = true;
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

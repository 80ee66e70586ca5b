package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Conditions that are open, or about to be; as many as there is room for. Not thread-safe. */
final class ConditionTable {
    /** Of all sources. */
    static final int MOST = 2_000;

    static final int MOST_OF_SOURCE = 50;
    private static final Logger LOG = LoggerFactory.getLogger(ConditionTable.class);

    private final Map<Conditions.Key, Entry> entries = new HashMap<>();
    private final Map<String, Integer> ofSource = new HashMap<>();
    private long refused;

    /** One of them. */
    static final class Entry {
        final Conditions.Key key;
        final Severity severity;
        /** Null until a feature spoke of it: one of before. */
        @Nullable
        ConditionKind kind;

        ConditionState state;
        /** Whether the database has it as open. */
        boolean stored;
        /** Whether something of it is not in the database. */
        boolean unsaved;

        Entry(Conditions.Key key, Severity severity, @Nullable ConditionKind kind, ConditionState state) {
            this.key = key;
            this.severity = severity;
            this.kind = kind;
            this.state = state;
        }

        Condition condition() {
            return condition(state, null);
        }

        /** As the contract tells it. */
        Condition condition(ConditionState told, @Nullable Instant clearedAt) {
            return new Condition(
                    key.scope(),
                    key.source(),
                    key.console(),
                    key.kind(),
                    severity,
                    told.since(),
                    clearedAt,
                    told.confirmed(),
                    told.told().text(),
                    told.told().remedy(),
                    told.told().details(),
                    told.easing());
        }

        boolean isOf(ConditionKind wanted) {
            return key.scope() == wanted.scope() && key.kind().equals(wanted.key());
        }
    }

    @Nullable
    Entry get(Conditions.Key key) {
        return entries.get(key);
    }

    /** As they are now: what is done to the table meanwhile does not change the list. */
    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    Stream<Entry> open() {
        return entries.values().stream().filter(entry -> entry.state.isOpen());
    }

    /** Whether another one fits in; one that does not is counted. */
    boolean hasRoom(Conditions.Key key) {
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

    /** How many found no room. */
    long refused() {
        return refused;
    }

    void put(Entry entry) {
        if (entries.put(entry.key, entry) == null) {
            ofSource.merge(sourceOf(entry.key), 1, Integer::sum);
        }
    }

    void remove(Conditions.Key key) {
        if (entries.remove(key) != null) {
            ofSource.computeIfPresent(sourceOf(key), (source, n) -> n == 1 ? null : n - 1);
        }
    }

    private static String sourceOf(Conditions.Key key) {
        return key.scope().key() + ' ' + key.source();
    }

    /** Sources of a scope of which there is any. */
    Set<String> sources(Scope scope) {
        Set<String> sources = new HashSet<>();
        for (Conditions.Key key : entries.keySet()) {
            if (key.scope() == scope) {
                sources.add(key.source());
            }
        }
        return sources;
    }
}

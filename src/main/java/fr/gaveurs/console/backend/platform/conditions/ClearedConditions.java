package fr.gaveurs.console.backend.platform.conditions;

import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Conditions that are over: the last ones to be asked for, and those that the database does not know as over yet. Not thread-safe. */
final class ClearedConditions {
    /** Those that were cleared lately, which can be asked for. */
    static final int SHOWN = 200;
    /** Those that are not in the database yet; the oldest give way. */
    private static final int UNSAVED = 1_000;

    /** Newest first. */
    private final Deque<Condition> shown = new ArrayDeque<>();

    private final Deque<Condition> unsaved = new ArrayDeque<>();

    /** It is over here; the database is to be told. */
    void add(Condition over) {
        unsaved.addLast(over);
        if (unsaved.size() > UNSAVED) {
            unsaved.removeFirst();
        }
        show(over);
    }

    /** It is over as the database says. */
    void show(Condition over) {
        shown.addFirst(over);
        if (shown.size() > SHOWN) {
            shown.removeLast();
        }
    }

    /** Those that were cleared before this console's start, newest first. */
    void remember(List<Condition> before) {
        for (Condition over : before) {
            if (shown.size() < SHOWN) {
                shown.addLast(over);
            }
        }
    }

    /** Newest first. */
    List<Condition> shown() {
        return List.copyOf(shown);
    }

    /** Whether it is over, and only the database does not know yet. */
    boolean isUnsaved(Conditions.Key key) {
        return unsaved.stream().anyMatch(over -> over.key().equals(key));
    }

    /** What the database does not know yet, once, in its order. */
    List<Condition> takeUnsaved() {
        List<Condition> taken = List.copyOf(unsaved);
        unsaved.clear();
        return taken;
    }

    /** It could not be written. */
    void giveBack(List<Condition> taken) {
        for (Condition over : taken.reversed()) {
            if (unsaved.size() < UNSAVED) {
                unsaved.addFirst(over);
            }
        }
    }
}

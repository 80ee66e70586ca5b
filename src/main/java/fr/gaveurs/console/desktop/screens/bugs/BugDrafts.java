package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was typed about bugs and is not saved yet, by bug: leaving a screen must not lose it. For the FX thread alone. */
public final class BugDrafts {
    /**
     * @param base the bug that the edits were made on
     * @param comment a comment that was not sent
     */
    record Draft(Bugs.Bug base, Map<BugField, String> edits, String comment, boolean internal) {
        Draft {
            edits = edits.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(edits));
        }
    }

    private final Map<Long, Draft> drafts = new HashMap<>();

    /** The bug whose page went out of view, -1 for none, and where it was scrolled to, 0 its top and 1 its end. */
    private long scrolledId = -1;

    private double scrolled;

    void scrolled(long id, double where) {
        scrolledId = id;
        scrolled = where;
    }

    /** Where the page of a bug was when it went out of view, 0 if another one was; asked once. */
    double takeScrolled(long id) {
        double where = id == scrolledId ? scrolled : 0;
        scrolledId = -1;
        return where;
    }

    @Nullable
    Draft of(long id) {
        return drafts.get(id);
    }

    void keep(Draft draft) {
        if (draft.edits().isEmpty() && draft.comment().isBlank()) {
            drafts.remove(draft.base().summary().id());
        } else {
            drafts.put(draft.base().summary().id(), draft);
        }
    }
}

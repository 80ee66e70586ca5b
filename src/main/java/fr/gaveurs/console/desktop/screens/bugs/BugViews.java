package fr.gaveurs.console.desktop.screens.bugs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers of the tracker.
 *
 * @param filter as it was last; null for {@link BugFilter#USUAL}
 * @param saved filters with names, in the order of their names
 */
public record BugViews(@Nullable BugFilter filter, @Nullable List<SavedView> saved) {
    public static final BugViews NONE = new BugViews(null, List.of());

    /** A filter that somebody gave a name. */
    public record SavedView(@Nullable String name, @Nullable BugFilter filter) {}

    BugFilter filterNow() {
        return filter == null ? BugFilter.USUAL : filter;
    }

    /** Whatever a file held that somebody wrote by hand: only what is whole. */
    List<SavedView> views() {
        return saved == null
                ? List.of()
                : saved.stream()
                        .filter(view -> view != null && view.name() != null && view.filter() != null)
                        .toList();
    }

    BugViews with(BugFilter now) {
        return new BugViews(now, saved);
    }

    /** Adds a view, or replaces the one of that name. */
    BugViews save(String name, BugFilter view) {
        List<SavedView> all = new ArrayList<>(without(name).views());
        all.add(new SavedView(name, view));
        all.sort((a, b) -> String.valueOf(a.name()).compareToIgnoreCase(String.valueOf(b.name())));
        return new BugViews(filter, List.copyOf(all));
    }

    BugViews without(String name) {
        return new BugViews(
                filter,
                views().stream().filter(view -> !name.equals(view.name())).toList());
    }
}

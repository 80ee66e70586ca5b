package fr.gaveurs.console.api.models;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Which version comes back when one is rolled back: the console goes by it, and a window that offers it. */
public final class RoleHistory {
    private RoleHistory() {}

    /** That a version got the role; {@code back} where it was rolled back to. */
    public record Given(long versionId, boolean back) {}

    /**
     * The version that had the role before the one that has it, or had it last.
     *
     * @param given the oldest first; that the role was taken away is left out
     * @param usable whether a version may have it
     * @return null for none. Never one that was rolled away since: it is history only once it is given the role anew
     */
    public static @Nullable Long former(List<Given> given, LongPredicate usable) {
        List<Long> history = new ArrayList<>();
        for (Given each : given) {
            while (each.back() && !history.isEmpty() && history.getLast() != each.versionId()) {
                history.removeLast();
            }
            if (history.isEmpty() || history.getLast() != each.versionId()) {
                history.add(each.versionId());
            }
        }
        for (int i = history.size() - 2; i >= 0; i--) {
            long id = history.get(i);
            if (id != history.getLast() && usable.test(id)) {
                return id;
            }
        }
        return null;
    }
}

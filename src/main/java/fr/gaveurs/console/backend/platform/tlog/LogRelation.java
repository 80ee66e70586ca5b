package fr.gaveurs.console.backend.platform.tlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Later entries that say something of an earlier one, such as that a product was recalled: whoever is given the proof of
 * the earlier one is given theirs with it.
 *
 * @param of kind of the earlier entry
 * @param later kind of those that name it
 * @param column in which they show whom they name: its key, or
 * @param by the value that it shows in one of these columns
 * @param undone kind of entries under the same key as a later one, which take that back; null for none
 */
public record LogRelation(
        LogSource of,
        LogSource later,
        String column,
        List<String> by,
        @Nullable LogSource undone) {
    public LogRelation {
        by = List.copyOf(by);
    }
}

package fr.gaveurs.console.backend.platform.store.retention;

import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.time.Duration;

/**
 * A table that is not kept for ever.
 *
 * @param name one of ours: it stands in statements
 * @param timeColumn what its rows are aged by
 * @param kept how long
 * @param byDay whether it is one of {@link Partitions#TABLES}, dropped by whole days; else row by row
 * @param logged whether its rows have entries of the log: that they are dropped is written down before
 */
public record RetainedTable(String name, String timeColumn, Duration kept, boolean byDay, boolean logged) {
    public RetainedTable {
        if (byDay) {
            Partitions.check(name);
        }
    }

    /** Dropped a day at once, so up to a day more than that is kept. */
    public static RetainedTable byDay(String name, Duration kept) {
        return new RetainedTable(name, "time", kept, true, false);
    }

    public static RetainedTable byRow(String name, String timeColumn, Duration kept) {
        return new RetainedTable(name, timeColumn, kept, false, false);
    }

    /** The same, whose rows have entries of the log. */
    public RetainedTable withEntries() {
        return new RetainedTable(name, timeColumn, kept, byDay, true);
    }
}

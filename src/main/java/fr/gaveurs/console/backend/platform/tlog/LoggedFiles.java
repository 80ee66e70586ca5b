package fr.gaveurs.console.backend.platform.tlog;

import fr.gaveurs.console.api.log.Log.FindingKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Files on this console's disk of which the log has the SHA-256. */
@FunctionalInterface
public interface LoggedFiles {
    /**
     * Compares each with what the log has of it; one that goes meanwhile by its own act is none of them.
     *
     * @param piece called after each piece of a file that was read, and after each file: it may wait, so that the disk is
     *     left to others, and what it throws ends the comparing
     * @param found hears of each that is not as it was made
     * @return how many were compared
     */
    long compare(Connection connection, Runnable piece, Consumer<Difference> found) throws SQLException;

    /**
     * A file that is not as it was made.
     *
     * @param entryKind of the entry that has its SHA-256
     * @param key of that entry's row
     * @param detail a sentence that names the file
     */
    record Difference(FindingKind kind, String entryKind, String key, String fileName, String detail) {}
}

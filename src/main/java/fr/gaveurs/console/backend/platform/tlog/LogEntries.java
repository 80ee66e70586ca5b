package fr.gaveurs.console.backend.platform.tlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Where a feature hands over rows that are to have an entry of the log: in the transaction that stores them, by their
 * keys alone. Their entries are made after the commit, in the order in which they were handed over; a rollback takes
 * both back, and a killed program leaves none out.
 */
public final class LogEntries {
    private static final String INSERT = "INSERT INTO log_pending (kind, keys) VALUES (?, ?)";

    private LogEntries() {}

    /**
     * Hands rows over.
     *
     * @param connection not in auto-commit mode: the transaction in which the rows are stored
     * @param source one of the list of sources that the backend has
     * @param keys as {@link LogSource#key} makes them; none does nothing
     */
    public static void add(Connection connection, LogSource source, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, source.kind());
            insert.setArray(2, connection.createArrayOf("text", keys.toArray()));
            insert.executeUpdate();
        }
    }
}

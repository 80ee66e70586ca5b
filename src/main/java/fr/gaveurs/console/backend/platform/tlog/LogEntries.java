package fr.gaveurs.console.backend.platform.tlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a feature hands over rows that are to have an entry of the log: in the transaction that stores them, by their
 * keys alone. Their entries are made after the commit, in the order in which they were handed over; a rollback takes
 * both back, and a killed program leaves none out.
 */
public final class LogEntries {
    private static final String INSERT = "INSERT INTO log_pending (kind, keys, ready) VALUES (?, ?, ?)";

    private LogEntries() {}

    /**
     * Hands rows over.
     *
     * @param connection not in auto-commit mode: the transaction in which the rows are stored
     * @param source one of the list of sources that the backend has
     * @param keys as {@link LogSource#key} makes them; none does nothing
     */
    public static void add(Connection connection, LogSource source, Collection<String> keys) throws SQLException {
        add(connection, source, keys.toArray(String[]::new), null);
    }

    /**
     * Hands rows over that are new, each with its entry, so that it need not be read.
     *
     * @param rows that were never stored before, of a source without personal columns
     * @param ready of the console that makes the entries, too
     */
    public static void add(Connection connection, LogSource source, List<ReadyRows.Row> rows, ReadyRows ready)
            throws SQLException {
        add(connection, source, rows.stream().map(ReadyRows.Row::key).toArray(String[]::new), ready.put(rows));
    }

    private static void add(Connection connection, LogSource source, String[] keys, @Nullable Long ready)
            throws SQLException {
        if (keys.length == 0) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, source.kind());
            insert.setArray(2, connection.createArrayOf("text", keys));
            insert.setObject(3, ready, Types.BIGINT);
            insert.executeUpdate();
        }
    }
}

package fr.gaveurs.console.backend.features.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code log_keys}. A log has one key at a time, which the consoles that work on it share.
 *
 * @param console where it is kept, for people
 */
record LogKey(String verifierKey, String console) {
    /** What signs now; null before the first checkpoint. */
    static @Nullable LogKey current(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT verifier_key, console FROM log_keys ORDER BY since DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? new LogKey(row.getString(1), row.getString(2)) : null;
        }
    }

    /** A key signs from now on. */
    static void take(Connection connection, String verifierKey, String console) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO log_keys (verifier_key, console, since) VALUES (?, ?, clock_timestamp())"
                        + " ON CONFLICT (verifier_key) DO UPDATE SET since = excluded.since")) {
            insert.setString(1, verifierKey);
            insert.setString(2, console);
            insert.executeUpdate();
        }
    }
}

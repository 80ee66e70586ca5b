package fr.gaveurs.console.backend.features.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The table {@code log_identity}.
 *
 * @param origin tells the log from every other one
 */
record LogIdentity(String origin, Instant began) {
    static LogIdentity read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT origin, began FROM log_identity");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the table log_identity is empty: the log no longer knows its name");
            }
            return new LogIdentity(
                    row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
        }
    }

    static String origin(Connection connection) throws SQLException {
        return read(connection).origin();
    }
}

package fr.gaveurs.console.backend.platform.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What tells a database from every other one, on whatever server and under whatever address. */
final class DatabaseIdentity {
    private static final String QUERY = "SELECT c.system_identifier || '-' || d.oid"
            + " FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()";

    private DatabaseIdentity() {}

    static String ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return row.getString(1);
        }
    }
}

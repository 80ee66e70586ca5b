package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection of its own for who goes through the whole log: its statements may take longer than those of others. */
final class PatientConnection {
    /** A piece of rows on a slow disk. */
    private static final int PIECE_SECONDS = 60;

    private PatientConnection() {}

    static Connection open(Database database) throws SQLException {
        Connection connection = database.connect();
        try (Statement patience = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, PIECE_SECONDS * 1_000);
            patience.execute("SET statement_timeout = " + (PIECE_SECONDS * 1_000 - 500));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}

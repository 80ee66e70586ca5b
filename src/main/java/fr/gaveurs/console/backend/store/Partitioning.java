package fr.gaveurs.console.backend.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How the tables of samples are divided by time. Decided once, when they are made. */
public enum Partitioning {
    /** PostgreSQL's own: one partition for each UTC day. */
    NATIVE("PARTITION BY RANGE (time)"),
    /** Hypertables, where the server has the timescaledb extension. */
    TIMESCALE("");

    private final String clause;

    Partitioning(String clause) {
        this.clause = clause;
    }

    /** What stands after the tables' definition. */
    String clause() {
        return clause;
    }

    /** What the tables have, or, before they are made, what the server can. */
    static Partitioning detect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table =
                    statement.executeQuery("SELECT relkind FROM pg_class WHERE oid = to_regclass('sensor_samples')")) {
                if (table.next()) {
                    return table.getString(1).equals("p") ? NATIVE : TIMESCALE;
                }
            }
            try (ResultSet extension =
                    statement.executeQuery("SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb'")) {
                return extension.next() ? TIMESCALE : NATIVE;
            }
        }
    }
}

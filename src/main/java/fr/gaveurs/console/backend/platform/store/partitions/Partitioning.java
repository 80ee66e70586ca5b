package fr.gaveurs.console.backend.platform.store.partitions;

import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How tables are divided by time. Decided once, when the first of them is made. */
public enum Partitioning {
    /** PostgreSQL's own: one partition for each UTC day. */
    NATIVE("PARTITION BY RANGE (time)"),
    /** Hypertables, where the server has the timescaledb extension. */
    TIMESCALE("");

    private static final Logger log = LoggerFactory.getLogger(Partitioning.class);

    private final String clause;

    Partitioning(String clause) {
        this.clause = clause;
    }

    /** What stands after the tables' definition. */
    public String clause() {
        return clause;
    }

    /** What the tables have, or, before they are made, what the server can; then the extension is installed too. */
    public static Partitioning detect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : Partitions.TABLES) {
                try (ResultSet kind = statement.executeQuery(
                        "SELECT relkind FROM pg_class WHERE oid = to_regclass('" + table + "')")) {
                    if (kind.next()) {
                        return kind.getString(1).equals("p") ? NATIVE : TIMESCALE;
                    }
                }
            }
            try (ResultSet extension =
                    statement.executeQuery("SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb'")) {
                if (!extension.next()) {
                    return NATIVE;
                }
            }
            statement.execute("CREATE EXTENSION IF NOT EXISTS timescaledb");
            return TIMESCALE;
        } catch (SQLException e) {
            if (DatabaseErrors.isUnavailable(e)) {
                throw e;
            }
            // Present on the server's disk and yet not preloaded, or this user may not create extensions.
            log.warn("TimescaleDB can't be used, so PostgreSQL's own partitions are: {}", e.getMessage());
            return NATIVE;
        }
    }

    /** Divides what the scripts made whole. */
    public void complete(Connection connection) throws SQLException {
        if (this == TIMESCALE) {
            TimescaleHypertables.create(connection);
        }
    }
}

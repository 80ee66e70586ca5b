package fr.gaveurs.console.backend.platform.store.partitions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;

/**
 * Hypertables of TimescaleDB with chunks of one day, which the extension makes as rows come. Written by the
 * extension's documentation (2.13 and later): no embedded server has it, so only a server of one's own runs this.
 *
 * <p>A script that makes a divided table whole copies its rows into another one and drops it: the extension drops the
 * chunks then, where nothing else is dropped by the same statement. {@code TimescaleTest} does so with a stand-in; with
 * the real extension, and with chunks that somebody has compressed, it was not tried.
 */
record TimescaleHypertables() implements Partitions {
    /** Makes hypertables of the tables that are divided, unless they are. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                // One may be newer than the version to which the database was brought for a backup.
                statement.execute("SELECT create_hypertable(made, by_range('time', INTERVAL '1 day'),"
                        + " create_default_indexes => FALSE, if_not_exists => TRUE)"
                        + " FROM to_regclass('" + table + "') AS made WHERE made IS NOT NULL");
            }
        }
    }

    @Override
    public void ensure(Connection connection, Collection<Instant> times) {
        // The extension does it.
    }

    /** Its own COPY was not tried here. */
    @Override
    public boolean takesCopies() {
        return false;
    }

    @Override
    public void ensureAgain(Connection connection, Collection<Instant> times) {
        // The extension does it.
    }

    @Override
    public void renew(Connection connection, Collection<Instant> times) {
        // Likewise.
    }

    @Override
    public int dropOlderThan(Connection connection, String table, Instant cutoff) throws SQLException {
        Partitions.check(table);
        try (PreparedStatement drop = connection.prepareStatement(
                "SELECT count(*) FROM drop_chunks(?::regclass, older_than => ?::timestamptz)")) {
            drop.setString(1, table);
            drop.setObject(2, cutoff.atOffset(ZoneOffset.UTC));
            try (ResultSet dropped = drop.executeQuery()) {
                return dropped.next() ? dropped.getInt(1) : 0;
            }
        }
    }

    @Override
    public String setAside(Connection connection, String table, String part, String why) throws SQLException {
        throw new SQLFeatureNotSupportedException("chunks of TimescaleDB are not taken out of their table: " + part);
    }
}

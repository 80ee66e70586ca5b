package fr.gaveurs.console.backend.platform.store.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens connections that can't hang: every one has its time-outs, which the driver leaves off by default. */
public final class Connections {
    private static final Driver DRIVER = new Driver();
    /** By it the database tells a console that hands its rows to the log from one of before there was a log. */
    private static final String WITH_LOG = "SET gaveurs.log = 'on'";

    private Connections() {}

    /** What a connection is for: seconds to connect, seconds to answer. */
    public enum Kind {
        /** Commits batches: a server silent for 5 s counts as gone, and the batch goes elsewhere. */
        WRITER(2, 5),
        /** Requests and reports. */
        READER(2, 30),
        /** Carries messages between consoles, which nobody waits for. */
        RELAY(2, 5),
        /** Asks whether the server answers. */
        PROBE(1, 2),
        /** Migrations and set-up: may take long. */
        ADMIN(5, 0);

        private final int connectSeconds;

        /** How long a server may be silent; 0: for ever. */
        private final int replySeconds;

        Kind(int connectSeconds, int replySeconds) {
            this.connectSeconds = connectSeconds;
            this.replySeconds = replySeconds;
        }
    }

    /** A connection for work on whole tables: no limit on how long a statement or a transaction takes. */
    public static Connection forMaintenance(ConnectionInfo info) throws SQLException {
        return open(info, Kind.ADMIN);
    }

    public static Connection open(ConnectionInfo info, Kind kind) throws SQLException {
        Connection connection = DRIVER.connect(info.jdbcUrl(), properties(info, kind));
        if (connection == null) {
            throw new SQLException("the driver doesn't take " + info.jdbcUrl(), "08001");
        }
        try {
            if (kind.replySeconds > 0) {
                limit(connection, info, kind);
            } else {
                unlimit(connection);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void limit(Connection connection, ConnectionInfo info, Kind kind) throws SQLException {
        if (kind == Kind.PROBE || !info.parameters().containsKey("socketTimeout")) {
            connection.setNetworkTimeout(Runnable::run, kind.replySeconds * 1_000);
        }
        // A statement, not the start-up parameter "options", which connection poolers refuse. A little less than our
        // own patience, so that the server gives up first and the connection stays whole.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + (kind.replySeconds * 1_000 - 500) + "; " + WITH_LOG);
        }
    }

    /** A migration's transaction is idle while the backup before it is written. */
    private static void unlimit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; " + WITH_LOG);
        }
    }

    private static Properties properties(ConnectionInfo info, Kind kind) {
        Properties properties = info.properties();
        set(properties, "connectTimeout", kind.connectSeconds, kind);
        // While logging in: a reader's patience with its reports would be too long here.
        set(properties, "socketTimeout", Math.min(kind.replySeconds, 5), kind);
        properties.putIfAbsent("cancelSignalTimeout", "2");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("reWriteBatchedInserts", "true");
        properties.putIfAbsent(
                "ApplicationName", "gaveurs-console " + kind.name().toLowerCase(Locale.ROOT));
        return properties;
    }

    /** What DATABASE_URL asks for wins, except for the probe: without its time-outs it would notice nothing. */
    private static void set(Properties properties, String name, int seconds, Kind kind) {
        if (kind == Kind.PROBE) {
            properties.setProperty(name, String.valueOf(seconds));
        } else {
            properties.putIfAbsent(name, String.valueOf(seconds));
        }
    }
}

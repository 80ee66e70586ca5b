package fr.gaveurs.console.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens connections that can't hang: every one has its time-outs, which the driver leaves off by default. */
final class Connections {
    private static final Driver DRIVER = new Driver();

    private Connections() {}

    /**
     * What a connection is for.
     *
     * @see #properties
     */
    enum Kind {
        /** Commits batches: a server silent for 5 s counts as gone, and the batch goes elsewhere. */
        WRITER(2, 5),
        /** Requests and reports. */
        READER(2, 30),
        /** Asks whether the server answers. */
        PROBE(1, 2),
        /** Migrations and set-up: may take long. */
        ADMIN(5, 0);

        private final int connectSeconds;
        private final int socketSeconds;

        Kind(int connectSeconds, int socketSeconds) {
            this.connectSeconds = connectSeconds;
            this.socketSeconds = socketSeconds;
        }

        /** How long the server waits for a statement before it cancels it: a little less than we do. */
        Duration statementLimit() {
            return socketSeconds == 0 ? Duration.ZERO : Duration.ofMillis(socketSeconds * 1_000L - 500);
        }
    }

    static Connection open(ConnectionInfo info, Kind kind) throws SQLException {
        Connection connection = DRIVER.connect(info.jdbcUrl(), properties(info, kind));
        if (connection == null) {
            throw new SQLException("the driver doesn't take " + info.jdbcUrl(), "08001");
        }
        return connection;
    }

    private static Properties properties(ConnectionInfo info, Kind kind) {
        Properties properties = info.properties();
        set(properties, "connectTimeout", kind.connectSeconds, kind);
        set(properties, "socketTimeout", kind.socketSeconds, kind);
        properties.putIfAbsent("cancelSignalTimeout", "2");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("reWriteBatchedInserts", "true");
        properties.putIfAbsent(
                "ApplicationName", "gaveurs-console " + kind.name().toLowerCase(Locale.ROOT));
        if (!kind.statementLimit().isZero()) {
            properties.merge(
                    "options",
                    "-c statement_timeout=" + kind.statementLimit().toMillis(),
                    (theirs, ours) -> ours + " " + theirs);
        }
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

package fr.gaveurs.console.backend.platform.relay;

import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * PostgreSQL's LISTEN and NOTIFY. Neither connection is the writer's: a transaction that notifies takes its turn with
 * every other such one while it commits.
 */
final class NotifyTransport extends TwoConnections<Connection> {
    private static final String CHANNEL = "gaveurs_console";
    /** Nothing is lost with a hint: no need to wait for the disk. */
    private static final String SEND = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private static final int WAIT_MILLIS = 500;

    private final Database database;

    NotifyTransport(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    Connection connect() throws SQLException {
        return database.connect();
    }

    @Override
    void listen(Connection connection, Listener listener) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        PGConnection messages = connection.unwrap(PGConnection.class);
        while (!closed()) {
            PGNotification[] heard = messages.getNotifications(WAIT_MILLIS);
            if (heard != null) {
                for (PGNotification each : heard) {
                    listener.heard(each.getParameter());
                }
            }
        }
    }

    @Override
    void send(Connection connection, String message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SEND)) {
            statement.setString(1, CHANNEL);
            statement.setString(2, message);
            statement.execute();
        }
    }

    @Override
    void drop(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
    }
}

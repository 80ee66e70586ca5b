package fr.gaveurs.console.backend.relay;

import fr.gaveurs.console.backend.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's LISTEN and NOTIFY, on two connections of its own: one waits for messages, the other one sends. Neither
 * is the writer's: a transaction that notifies takes its turn with every other such one while it commits.
 */
final class NotifyTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyTransport.class);
    private static final String CHANNEL = "gaveurs_console";
    /** Nothing is lost with a hint: no need to wait for the disk. */
    private static final String SEND = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private static final int WAIT_MILLIS = 500;
    private static final Duration RETRY = Duration.ofMillis(250);

    private final Database database;
    private volatile boolean closed;
    private volatile @Nullable Connection listening;
    private volatile @Nullable Connection sending;
    private volatile @Nullable Thread thread;

    NotifyTransport(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void start(Ear ear) {
        thread = Thread.ofPlatform().daemon().name("relay-listener").start(() -> run(ear));
    }

    private void run(Ear ear) {
        while (!closed) {
            try {
                listen(ear);
            } catch (SQLException | RuntimeException e) {
                ear.lost(String.valueOf(e.getMessage()));
                LOG.debug("not listening: {}", e.getMessage());
            }
            drop(listening);
            try {
                Thread.sleep(RETRY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen(Ear ear) throws SQLException {
        Connection connection = database.connect();
        listening = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        PGConnection messages = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] heard = messages.getNotifications(WAIT_MILLIS);
            if (heard != null) {
                for (PGNotification each : heard) {
                    ear.heard(each.getParameter());
                }
            }
        }
    }

    @Override
    public void send(String message) throws SQLException {
        Connection connection = sending;
        if (connection == null) {
            connection = database.connect();
            sending = connection;
        }
        try (PreparedStatement statement = connection.prepareStatement(SEND)) {
            statement.setString(1, CHANNEL);
            statement.setString(2, message);
            statement.execute();
        } catch (SQLException e) {
            sending = null;
            drop(connection);
            throw e;
        }
    }

    @Override
    public void reconnect() {
        drop(listening);
        drop(sending);
        sending = null;
    }

    /** Without a goodbye, which a server that says nothing would not take. */
    private static void drop(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("the connection was gone already", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        reconnect();
        Thread listener = thread;
        if (listener != null) {
            listener.interrupt();
        }
    }
}

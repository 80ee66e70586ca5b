package fr.gaveurs.console.backend.platform.store.connection;

import fr.gaveurs.console.backend.platform.store.errors.Damage;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a connection keeps its server process for as long as it is open. Behind a pooler that lends processes by
 * transaction or statement, such as PgBouncer with {@code pool_mode=transaction}, it does not: prepared statements, time
 * limits and {@code LISTEN} then meet the session of somebody else, which shows hours later as errors that nobody
 * understands.
 */
public final class SessionCheck {
    private static final Logger log = LoggerFactory.getLogger(SessionCheck.class);

    /** Further connections that are tried where a pooler is known to stand between. */
    private static final int TRIES = 4;

    private SessionCheck() {}

    /**
     * Looks at a server that is not the console's own.
     *
     * @throws StoreException saying what to do, where connections do not keep their process; or with an {@link
     *     SQLException} as its cause, where the database does not answer
     */
    public static void require(ConnectionInfo info) {
        try (Connection first = Connections.open(info, Connections.Kind.PROBE)) {
            int process = process(first);
            boolean pooled = first.unwrap(PGConnection.class).getBackendPID() != process;
            String lent = lent(info, first, process, pooled ? TRIES : 1);
            if (lent != null) {
                throw new StoreException(
                        "The database " + info + " is reached through a pooler that lends connections by"
                                + " transaction (" + lent
                                + "). The console needs connections of its own: set pool_mode=session for"
                                + " its database or user in the pooler (PgBouncer), with a pool_size of at least 16 for each"
                                + " console, or let DATABASE_URL name PostgreSQL itself");
            }
        } catch (SQLException e) {
            if (refusesTransactions(e)) {
                // Without its cause, which counts as a database that is away and will be back.
                throw new StoreException(
                        "The database " + info + " is reached through a pooler that lends connections by"
                                + " statement: set pool_mode=session for its database or user in the pooler (PgBouncer), with a"
                                + " pool_size of at least 16 for each console, or let DATABASE_URL name PostgreSQL itself");
            }
            throw Damage.explain("The database " + info + " couldn't be looked at: " + Damage.oneLine(e), e);
        }
    }

    /**
     * While the first connection is idle its process is offered to others by such a pooler: newest first, or in turn,
     * in which case the first one gets another.
     *
     * @return what shows it, null if nothing does
     */
    private static @Nullable String lent(ConnectionInfo info, Connection first, int process, int tries)
            throws SQLException {
        List<Connection> others = new ArrayList<>();
        try {
            for (int i = 0; i < tries; i++) {
                Connection other;
                try {
                    other = Connections.open(info, Connections.Kind.PROBE);
                } catch (SQLException e) {
                    // A pool of sessions that is used up, or a server that takes no more: nothing was shared.
                    log.debug("no further connection to look at", e);
                    return null;
                }
                others.add(other);
                other.setAutoCommit(false); // it keeps the process that it got, so that the next one gets another
                if (process(other) == process) {
                    return "two open connections have one server process, " + process;
                }
                int now = process(first);
                if (now != process) {
                    return "the server process of one connection changed from " + process + " to " + now;
                }
            }
            return null;
        } finally {
            for (Connection other : others) {
                giveBack(other);
            }
        }
    }

    private static void giveBack(Connection connection) throws SQLException {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            connection.abort(Runnable::run); // nothing was written
        }
    }

    private static boolean refusesTransactions(SQLException e) {
        return String.valueOf(e.getMessage()).contains("statement pooling");
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}

package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.store.errors.PoolBusyException;
import fr.gaveurs.console.backend.platform.store.pool.Availability;
import fr.gaveurs.console.backend.platform.store.pool.Pool;
import fr.gaveurs.console.backend.platform.store.pool.Probe;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Lends connections while the database is there, and refuses at once, with the reason, while it is not. Thread-safe. */
final class ConnectionGate {
    private static final String CONNECTION_FAILURE = "08006";

    private final Probe probe;

    ConnectionGate(Probe probe) {
        this.probe = probe;
    }

    /** What is thrown instead of asking the database. */
    static SQLException refused(String reason) {
        return new SQLTransientConnectionException("The database is not asked: " + reason, CONNECTION_FAILURE);
    }

    /** @throws SQLException while the database is away or the program stops */
    void refuseWhileDown() throws SQLException {
        if (probe.isClosed()) {
            throw new SQLTransientConnectionException("The program is stopping", CONNECTION_FAILURE);
        }
        Availability availability = probe.availability();
        if (!availability.isUp()) {
            throw new SQLTransientConnectionException(
                    "The database is away since " + availability.since() + ": " + availability.lastError(),
                    CONNECTION_FAILURE);
        }
    }

    /**
     * A connection of a pool, to be closed by the caller, who tells the breaker how its work went.
     *
     * @throws SQLException as {@link #refuseWhileDown}, while the breaker is open, or where no connection was free or could
     *     be made; the breaker hears of the last
     */
    Connection lend(Pool pool, Breaker breaker) throws SQLException {
        breaker.check(ConnectionGate::refused);
        long from = System.nanoTime();
        try {
            refuseWhileDown();
            return pool.take();
        } catch (PoolBusyException e) {
            throw e; // says nothing about the database
        } catch (SQLException e) {
            breaker.done(System.nanoTime() - from, e);
            throw e;
        }
    }
}

package fr.gaveurs.console.backend.platform.store.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.PoolBusyException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** Some connections to the database that are lent and given back. Thread-safe. */
public final class Pool implements AutoCloseable {
    private final Probe probe;
    private final GatedSource source;
    private final HikariDataSource connections;

    /**
     * @param name what messages call it
     * @param size the most connections that it makes
     * @param idle how many it keeps ready
     * @param wait how long {@link #take} waits for a connection that comes back
     */
    public Pool(
            String name, ConnectionInfo info, Connections.Kind kind, Probe probe, int size, int idle, Duration wait) {
        this.probe = probe;
        source = new GatedSource(info, kind, probe);
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(idle);
        config.setConnectionTimeout(wait.toMillis());
        config.setValidationTimeout(1_000);
        // Without it the pool asks the first connection for its level; if that one dies just then, the pool takes
        // level -1 for the default and can never set up a connection again.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // The database may come later than the program.
        config.setInitializationFailTimeout(-1);
        connections = new HikariDataSource(config);
    }

    /** A connection, to be closed by the caller; where none came free in time, what is said is which of the two it is. */
    public Connection take() throws SQLException {
        try {
            return connections.getConnection();
        } catch (SQLTransientConnectionException e) {
            // A pool whose last attempt to connect failed says so by the cause.
            if (e.getCause() == null
                    && probe.availability().isUp()
                    && connections.getHikariPoolMXBean().getTotalConnections() >= connections.getMaximumPoolSize()) {
                throw new PoolBusyException("all " + connections.getMaximumPoolSize() + " connections of the pool "
                        + connections.getPoolName() + " are in use");
            }
            throw e;
        }
    }

    /** Opens every connection anew before it is lent again. */
    public void evict() {
        connections.getHikariPoolMXBean().softEvictConnections();
    }

    /** Cuts every connection, lent or not. */
    public void abortAll() {
        source.abortAll();
    }

    public PoolNumbers numbers() {
        var numbers = connections.getHikariPoolMXBean();
        return new PoolNumbers(
                numbers.getActiveConnections(),
                numbers.getIdleConnections(),
                numbers.getTotalConnections(),
                numbers.getThreadsAwaitingConnection(),
                connections.getMaximumPoolSize());
    }

    @Override
    public void close() {
        connections.close();
    }
}

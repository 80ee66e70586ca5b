package fr.gaveurs.console.backend.platform.store.pool;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionSource;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a pool gets its connections. While the database is away it waits for the probe instead of failing: a pool
 * whose attempts fail pauses longer and longer between them, up to 5 s, and so would come back seconds late.
 */
final class GatedSource extends ConnectionSource {
    private static final Logger log = LoggerFactory.getLogger(GatedSource.class);

    private final Probe probe;
    private final Set<Connection> opened = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    GatedSource(ConnectionInfo info, Connections.Kind kind, Probe probe) {
        super(info, kind);
        this.probe = probe;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            while (!probe.awaitUp(1, TimeUnit.MINUTES)) {
                if (probe.isClosed()) {
                    throw new SQLTransientConnectionException("the pool is closing", "08006");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while the database is away", "08006", e);
        }
        try {
            Connection connection = super.getConnection();
            opened.add(connection);
            return connection;
        } catch (SQLException e) {
            probe.hint();
            throw e;
        }
    }

    /** Cuts every connection, so that whoever waits for a server that says nothing waits no longer. */
    void abortAll() {
        List<Connection> all;
        synchronized (opened) {
            all = List.copyOf(opened);
            opened.clear();
        }
        for (Connection connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("Couldn't cut a connection", e);
            }
        }
    }
}

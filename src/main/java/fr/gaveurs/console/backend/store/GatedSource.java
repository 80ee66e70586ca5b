package fr.gaveurs.console.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;

/**
 * Where a pool gets its connections. While the database is away it waits for the probe instead of failing: a pool
 * whose attempts fail pauses longer and longer between them, up to 5 s, and so would come back seconds late.
 */
final class GatedSource extends ConnectionSource {
    private final Probe probe;

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
            return super.getConnection();
        } catch (SQLException e) {
            probe.hint();
            throw e;
        }
    }
}

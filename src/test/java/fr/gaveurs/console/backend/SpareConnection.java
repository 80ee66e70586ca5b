package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * A test's own connections, of which the last one is kept for the next question: to open one costs PostgreSQL a process
 * that reads its catalogs anew, and a test that waits for a row asks again and again.
 */
final class SpareConnection implements ConnectionFactory, AutoCloseable {
    private static final int ANSWER_SECONDS = 5;

    private final ConnectionInfo info;
    private final AtomicReference<@Nullable Connection> spare = new AtomicReference<>();
    private volatile boolean closed;

    SpareConnection(ConnectionInfo info) {
        this.info = info;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection kept = spare.getAndSet(null);
        if (kept != null) {
            if (kept.isValid(ANSWER_SECONDS)) {
                return kept;
            }
            kept.close(); // its server has ended since
        }
        Properties properties = info.properties();
        // Tests change tables: no plan is kept.
        properties.setProperty("prepareThreshold", "0");
        return DriverManager.getConnection(info.jdbcUrl(), properties);
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        if (closed || connection.isClosed() || !connection.getAutoCommit() || !spare.compareAndSet(null, connection)) {
            connection.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection kept = spare.getAndSet(null);
        if (kept != null) {
            try {
                kept.close();
            } catch (SQLException e) {
                // Its server went first.
            }
        }
    }
}

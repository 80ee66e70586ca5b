package fr.gaveurs.console.backend.platform.store.connection;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link Connections#open} for libraries that want a {@link DataSource}. */
public class ConnectionSource implements DataSource {
    private final ConnectionInfo info;
    private final Connections.Kind kind;

    public ConnectionSource(ConnectionInfo info, Connections.Kind kind) {
        this.info = info;
        this.kind = kind;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Connections.open(info, kind);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the login comes from the connection's settings");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Logs through slf4j.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // Each kind of connection has its own time-outs.
    }

    @Override
    public int getLoginTimeout() {
        // A pool that closes waits this many seconds for a connection that is just being made.
        return 2;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

package fr.gaveurs.console.backend.platform.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Something done with a connection that is lent for the call. */
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
}

package fr.gaveurs.console.backend.platform.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Work that is committed as a whole, or not at all. */
final class Transaction {
    private Transaction() {}

    static <T> SqlWork<T> of(SqlWork<T> work) {
        return connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        };
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
            cause.addSuppressed(e);
        }
    }
}

package fr.gaveurs.console.backend.platform.store.errors;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What an exception of the database, or of whatever wraps one, says about the database. */
public final class DatabaseErrors {
    /**
     * Classes of SQLState that say that the server, or the way to it, is at fault: connection, resources, operator
     * intervention, system error, and a login that no longer opens.
     */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "58", "28");

    private static final String STATEMENT_TIMEOUT = "57014";

    /** A server, or a database, that takes no writes. */
    public static final String READ_ONLY = "25006";

    /**
     * 25006 is a standby that took the primary's place; 3D000 a missing database;
     * XX001 and XX002 damaged files, which are seen to, and no fault of what was asked.
     */
    private static final Set<String> UNAVAILABLE_STATES =
            Set.of(STATEMENT_TIMEOUT, READ_ONLY, "3D000", "XX001", "XX002");

    private DatabaseErrors() {}

    /**
     * Whether an exception says that the database can't be used now, rather than that the statement or its data is
     * wrong: then trying the same again later makes sense.
     */
    public static boolean isUnavailable(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLTimeoutException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof TimeoutException
                    || (cause instanceof SQLException sql && isUnavailableState(sql.getSQLState()))) {
                return true;
            }
            // A failed batch carries the real cause as its next exception.
            Throwable next = cause instanceof SQLException sql ? sql.getNextException() : null;
            cause = next != null ? next : cause.getCause();
        }
        return false;
    }

    /** Whether an exception says that an answer did not come in time, and not why. */
    public static boolean isTimeout(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLTimeoutException
                    || cause instanceof SocketTimeoutException
                    || (cause instanceof SQLException sql && STATEMENT_TIMEOUT.equals(sql.getSQLState()))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether an exception says that every connection is in use, and nothing about the database. */
    public static boolean isBusy(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof PoolBusyException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether an exception says that the database is away, and not only that every connection is in use. */
    public static boolean isAway(Throwable exception) {
        return isUnavailable(exception) && !isBusy(exception);
    }

    private static boolean isUnavailableState(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (UNAVAILABLE_CLASSES.contains(state.substring(0, 2))
                        || state.startsWith("57P")
                        || UNAVAILABLE_STATES.contains(state));
    }
}

package fr.gaveurs.console.backend.platform.store.errors;

import java.sql.SQLTransientConnectionException;

/** Every connection is in use: the database is there, and whoever comes again in a while is served. */
public final class PoolBusyException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    /** Class 53 of SQLState: insufficient resources. */
    private static final String STATE = "53000";

    public PoolBusyException(String message) {
        super(message, STATE);
    }
}

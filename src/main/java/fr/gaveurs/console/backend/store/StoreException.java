package fr.gaveurs.console.backend.store;

import org.jspecify.annotations.Nullable;

/** The store can't do what it was asked. The message is for the user: it says what happened and what to do. */
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        this(message, null);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package fr.gaveurs.console.backend.platform.store.errors;

import org.jspecify.annotations.Nullable;

/** The store can't do what it was asked. The message is for the user: it says what happened and what to do. */
public sealed class StoreException extends RuntimeException permits DamageException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        this(message, null);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

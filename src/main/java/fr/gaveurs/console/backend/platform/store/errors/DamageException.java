package fr.gaveurs.console.backend.platform.store.errors;

import org.jspecify.annotations.Nullable;

/**
 * The database's own files are damaged, so that it cannot be used as it is, however often one tries. The message says what
 * is damaged; a backup in their place is the cure.
 */
public final class DamageException extends StoreException {
    private static final long serialVersionUID = 1L;

    public DamageException(String what, @Nullable Throwable cause) {
        super("The database's files are damaged: " + what, cause);
    }
}

package fr.gaveurs.console.backend.platform.backup;

import org.jspecify.annotations.Nullable;

/** A backup or a restore can't be done. The message is for the user: what is wrong, and what to do. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1;

    public BackupException(String message) {
        this(message, null);
    }

    public BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

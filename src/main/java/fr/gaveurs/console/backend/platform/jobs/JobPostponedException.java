package fr.gaveurs.console.backend.platform.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A job could not be done this time, and that is no error of the program: a full disk, a folder that cannot be written.
 * The message, for the log and for health, says what to mend.
 */
public final class JobPostponedException extends Exception {
    private static final long serialVersionUID = 1;

    public JobPostponedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package fr.gaveurs.console.backend.platform.lifecycle;

import org.jspecify.annotations.Nullable;

/** The program cannot start, or a part of it cannot. The message tells a person what happened and what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String part;
    private final boolean ended;

    public StartException(String part, String message, Throwable cause) {
        this(part, message, cause, false);
    }

    private StartException(String part, String message, @Nullable Throwable cause, boolean ended) {
        super(message, cause);
        this.part = part;
        this.ended = ended;
    }

    /** Nothing failed: the program was asked to end while this part was about to start. */
    public static StartException ended(String part, @Nullable Throwable cause) {
        return new StartException(part, "the start was ended", cause, true);
    }

    /** Name of the part that could not start. */
    public String part() {
        return part;
    }

    /** Whether somebody ended the start, so that there is nothing to mend. */
    public boolean ended() {
        return ended;
    }
}

package fr.gaveurs.console.backend.lifecycle;

/** The program cannot start, or a part of it cannot. The message tells a person what happened and what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String part;

    public StartException(String part, String message, Throwable cause) {
        super(message, cause);
        this.part = part;
    }

    /** Name of the part that could not start. */
    public String part() {
        return part;
    }
}

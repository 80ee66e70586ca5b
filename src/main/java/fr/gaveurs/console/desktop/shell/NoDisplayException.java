package fr.gaveurs.console.desktop.shell;

/** There is no display, or what a window needs is not installed. The backend can run without a window. */
public final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    NoDisplayException(String message, Throwable cause) {
        super(message, cause);
    }

    NoDisplayException(String message) {
        super(message);
    }
}

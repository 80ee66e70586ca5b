package fr.gaveurs.console.backend.settings;

/** A setting, or the folder it names, cannot be used; the message says which, from where, and what to write. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}

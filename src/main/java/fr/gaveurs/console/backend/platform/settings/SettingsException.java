package fr.gaveurs.console.backend.platform.settings;

/** A setting, or the folder it names, cannot be used; the message says which, from where, and what to write. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is at fault. */
    public enum Fault {
        /** A setting's value, or the file that holds it. */
        SETTING,
        /** The data folder cannot be made or written. */
        FOLDER,
        /** None is named, and the user has no home folder to make it in. */
        HOME,
        /** Its disk is full. */
        DISK
    }

    private final Fault fault;

    public SettingsException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public SettingsException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}

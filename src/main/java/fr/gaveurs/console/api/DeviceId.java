package fr.gaveurs.console.api;

/** What a station may be called on the wire. */
public final class DeviceId {
    /** A regular expression over the whole id. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1,100}";

    /** What is wrong with an id that does not match. */
    public static final String MESSAGE = "must be 1 to 100 letters, digits, '_' or '-'";

    private DeviceId() {}
}

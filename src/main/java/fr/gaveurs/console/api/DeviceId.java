package fr.gaveurs.console.api;

/** What a station may be called on the wire. */
public final class DeviceId {
    /** Characters of an id. */
    public static final int MAX_LENGTH = 100;

    /** A regular expression over the whole id. */
    public static final String PATTERN = "[A-Za-z0-9_-]{1," + MAX_LENGTH + "}";

    /** What is wrong with an id that does not match. */
    public static final String MESSAGE = "must be 1 to 100 letters, digits, '_' or '-'";

    private DeviceId() {}
}

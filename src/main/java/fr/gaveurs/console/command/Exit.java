package fr.gaveurs.console.command;

/** Exit codes of the program. */
public final class Exit {
    public static final int OK = 0;
    /** A probe's answer was not 200, or there was none. */
    public static final int NOT_WELL = 1;
    /** The command line or a setting is wrong. */
    public static final int USAGE = 2;
    /** Another console holds the data folder and could not be shown. */
    public static final int ALREADY_RUNNING = 3;
    /** A part could not start: the message says which and what to do. */
    public static final int START_FAILED = 4;
    /** The console that was asked refused, or left out a part of what it was given, or is not there. */
    public static final int REFUSED = 5;

    /** The person in front of the window did not wait for the orderly end. */
    public static final int FORCED = 6;

    /**
     * Memory was at its end where the virtual machine itself does not end for it: outside the heap, or no thread could
     * be started.
     */
    public static final int OUT_OF_MEMORY = 7;

    /** The console that was asked did not answer in time: it may have done it, or do it later. */
    public static final int OUTCOME_UNKNOWN = 8;

    /** {@code verify}: something is not as it was written. */
    public static final int ALTERED = 9;

    /** The display went while the window was open, and the console ended in order: with a display it can start again. */
    public static final int DISPLAY_GONE = 10;

    private Exit() {}
}

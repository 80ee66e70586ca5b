package fr.gaveurs.console.desktop.kit;

/** How a station is shown, by how far its values can be trusted to be of now. */
public enum StationState {
    /** A sample within the last 2 intervals. */
    LIVE,
    /** Late: its values are old. */
    STALE,
    /** Silent for more than 3 intervals and at least 90 s. */
    OFFLINE,
    /** Known, but no sample ever came. */
    NEVER_SEEN,
    /** The backend itself is silent: nobody knows. */
    UNKNOWN
}

package fr.gaveurs.console.api;

/** Who may call a route; each role may do what the ones before it may. */
public enum Role implements Keyed {
    /** Anybody on the network: probes, metrics, documentation. */
    PUBLIC,
    /** Reads. */
    VIEWER,
    /** Acts on the hall: approves a station, acknowledges. */
    OPERATOR,
    /** Runs the installation: tokens, shutdown. */
    ADMIN;

    public boolean includes(Role wanted) {
        return compareTo(wanted) >= 0;
    }
}

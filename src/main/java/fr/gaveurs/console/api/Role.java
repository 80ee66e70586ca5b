package fr.gaveurs.console.api;

/** Who may call a route; each role but that of stations may do what the ones before it may. */
public enum Role implements Keyed {
    /** Anybody on the network: probes, metrics, documentation. */
    PUBLIC,
    /**
     * Who scanned a product. Anybody on the port for consumers; here a token of any role, or nobody's where consumers are
     * let in on the network.
     */
    CONSUMER,
    /** A station with its token: fetches the firmware that is offered to it, and nothing else that is not public. */
    DEVICE,
    /** Reads. */
    VIEWER,
    /** Acts on the hall: approves a station, acknowledges. */
    OPERATOR,
    /** Runs the installation: tokens, shutdown. */
    ADMIN;

    public boolean includes(Role wanted) {
        return this == DEVICE ? wanted == DEVICE || wanted == PUBLIC : compareTo(wanted) >= 0;
    }
}

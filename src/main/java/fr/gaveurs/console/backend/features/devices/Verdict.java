package fr.gaveurs.console.backend.features.devices;

/** Whether what a connection says counts as a station's word. */
public enum Verdict {
    /** It speaks for the station. */
    TAKEN,
    /** The station waits for a person's approval, and this is the connection that the person sees. */
    PENDING,
    /** Somebody else asked for this id first: it is shown as another claimant. */
    ANOTHER,
    /** A person blocked the station. */
    BLOCKED,
    /** The station has a token, and this connection did not show it. */
    TOKEN_NEEDED,
    /** It showed a token that is not the station's. */
    WRONG_TOKEN,
    /** It may speak, but a board with another MAC address is sending under this id at this moment. */
    SECOND_BOARD;

    /** Whether anything of the message may take effect on the station. */
    public boolean counts() {
        return this == TAKEN || this == PENDING;
    }
}

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

    /**
     * Why a message does not count, as the end of a sentence for the log.
     *
     * @param approved whether a board was let in
     * @param bound which one
     * @param holder the board that has the id now
     */
    String words(boolean approved, String bound, String holder) {
        return switch (this) {
            case TAKEN -> "";
            case PENDING -> ": the station waits for approval";
            case BLOCKED -> " and was refused: a person blocked this station";
            case ANOTHER ->
                " and was refused: "
                        + (approved
                                ? "the board that was approved has " + bound
                                : "the board that said this id first has " + holder);
            case SECOND_BOARD -> " and was refused: the board that is sending under this id has " + holder;
            case TOKEN_NEEDED -> " and was refused without the station's token; the board that showed it has " + holder;
            case WRONG_TOKEN ->
                " and was refused with a token that is not the station's; the board let in has " + holder;
        };
    }
}

package fr.gaveurs.console.desktop.screens.live;

/**
 * Something to say about a station.
 *
 * @param text a few words for the tile
 * @param brief the same in less room, for the smallest tiles
 * @param severity how much somebody should look
 * @param lasting whether it is so for a while and so speaks of the station; else of the sample shown alone
 */
public record Badge(Kind kind, Severity severity, String text, String brief, boolean lasting) {
    /** What it is about, in the order in which a tile with little room shows them. */
    public enum Kind {
        PENDING,
        /** Somebody works at it. */
        MAINTENANCE,
        /** Another board says the same id. */
        OTHER_BOARD,
        NOT_UTF8,
        /** It was offline or late a moment ago. */
        BACK,
        REJECTS,
        /** What it sends is refused. */
        REFUSED,
        CLOCK,
        STUCK,
        /** An update did not end well, or its program is not what it should be. */
        FIRMWARE,
        LOW_GRADES,
        OXIDATION,
        FRESHNESS,
        CLAIM,
        BUFFERING,
        /** What the model says of the sample is not to be trusted. */
        MODEL,
        /** Something that this window has no words for. */
        OTHER
    }

    /** How much somebody should look, least first. */
    public enum Severity {
        /** Good to know. */
        NOTE,
        /** Somebody should look. */
        WARNING,
        /** Somebody must act. */
        DANGER
    }

    /** Of the station, and short as it is. */
    Badge(Kind kind, Severity severity, String text) {
        this(kind, severity, text, text, true);
    }
}

package fr.gaveurs.console.desktop.live;

/**
 * Something to say about a station.
 *
 * @param text a few words for the tile
 * @param severity how much somebody should look
 */
public record Badge(Kind kind, Severity severity, String text) {
    /** What it is about, in the order in which a tile with little room shows them. */
    public enum Kind {
        PENDING,
        RATE_LIMITED,
        CLOCK,
        STUCK,
        OXIDATION,
        FRESHNESS,
        CLAIM,
        BUFFERING
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
}

package fr.gaveurs.console.desktop.screens.live;

/** How far to the front a tile stands where the worst come first, front first. Made of what lasts, not of one sample. */
enum Rank {
    /** Somebody must act. */
    URGENT,
    /** Somebody should look. */
    TO_LOOK_AT,
    FINE,
    /** No sample ever came. */
    NEVER_SEEN
}

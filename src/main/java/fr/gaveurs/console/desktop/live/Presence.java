package fr.gaveurs.console.desktop.live;

import java.time.Duration;

/**
 * Whether somebody is at the tiles, with the pointer or the keyboard. A pointer left lying on a wall screen, or a focus
 * that nobody has moved for {@link #LEFT_ALONE}, is nobody: it must not keep an offline station at the end for ever. Pure.
 */
final class Presence {
    static final Duration LEFT_ALONE = Duration.ofMinutes(5);

    private boolean pointer;
    private boolean focus;
    private long usedAt;

    /** The pointer came onto the tiles, moved there, or left them. */
    void pointer(boolean inside, long nanos) {
        pointer = inside;
        usedAt = nanos;
    }

    /** The keyboard came to a tile, or left them. */
    void focus(boolean inside, long nanos) {
        focus = inside;
        usedAt = nanos;
    }

    /** A key was pressed on a tile. */
    void key(long nanos) {
        usedAt = nanos;
    }

    boolean holds(long nanos) {
        return (pointer || focus) && nanos - usedAt < LEFT_ALONE.toNanos();
    }
}

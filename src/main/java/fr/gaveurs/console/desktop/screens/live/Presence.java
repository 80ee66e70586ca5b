package fr.gaveurs.console.desktop.screens.live;

import java.time.Duration;

/**
 * Whether somebody is at the tiles, with the pointer or the keyboard. A pointer left lying on a wall screen, or a focus
 * that nobody has moved for {@link #LEFT_ALONE}, is nobody: it must not keep an offline station at the end for ever. Pure.
 */
final class Presence {
    static final Duration LEFT_ALONE = Duration.ofMinutes(5);

    private boolean pointer;
    private boolean focus;
    /** False also while the keyboard stands on a tile where the program put it: nobody was there yet. */
    private boolean used;

    private long usedAt;

    /** The pointer came onto the tiles, moved there, or left them. */
    void pointer(boolean inside, long nanos) {
        pointer = inside;
        use(nanos);
    }

    /**
     * The keyboard came to a tile, or left them.
     *
     * @param byPerson whether somebody led it there, or the program did when it came to the screen
     */
    void focus(boolean inside, boolean byPerson, long nanos) {
        focus = inside;
        if (byPerson) {
            use(nanos);
        } else {
            used = false;
        }
    }

    /** A key was pressed on a tile. */
    void key(long nanos) {
        use(nanos);
    }

    private void use(long nanos) {
        used = true;
        usedAt = nanos;
    }

    boolean holds(long nanos) {
        return used && (pointer || focus) && nanos - usedAt < LEFT_ALONE.toNanos();
    }
}

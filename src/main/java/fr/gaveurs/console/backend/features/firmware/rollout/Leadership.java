package fr.gaveurs.console.backend.features.firmware.rollout;

import org.jdbi.v3.core.Handle;

/**
 * One of the consoles on a database drives rollouts. It shows that it lives by counting; another one takes over once the
 * count stood still for some seconds of its own monotonic clock. Time passes for rollouts only while somebody drives them.
 * Used by one thread.
 */
final class Leadership {
    private static final long GONE_NANOS = 5_000_000_000L;
    /** No step counts for more, such as after a laptop slept. */
    private static final long MOST_MS = 5_000;

    private final String console;
    private String seenConsole = "";
    private long seenBeat = -1;
    private long seenNanos;
    private long drivenNanos;

    private record Row(String console, long beat) {}

    Leadership(String console) {
        this.console = console;
    }

    /**
     * Within the transaction of a step: ms since this console's last step; 0 for its first; -1 if another one drives.
     * What is rolled back is asked again.
     */
    long step(Handle handle, long nanos) {
        Row row = handle.createQuery("SELECT console, beat FROM firmware_driver FOR UPDATE SKIP LOCKED")
                .map((found, context) -> new Row(found.getString(1), found.getLong(2)))
                .findOne()
                .orElse(null);
        if (row == null) {
            return -1; // another one is at it just now
        }
        boolean mine = row.console().equals(console);
        if (!mine) {
            if (!row.console().equals(seenConsole) || row.beat() != seenBeat) {
                seenConsole = row.console();
                seenBeat = row.beat();
                seenNanos = nanos;
            }
            if (!row.console().isEmpty() && nanos - seenNanos < GONE_NANOS) {
                return -1;
            }
        }
        handle.execute("UPDATE firmware_driver SET console = ?, beat = beat + 1", console);
        boolean onGoing = mine && drivenNanos != 0;
        long elapsed = onGoing ? Math.clamp((nanos - drivenNanos) / 1_000_000, 0, MOST_MS) : 0;
        // What a millisecond's parts are is kept for the next step.
        drivenNanos = onGoing && elapsed < MOST_MS ? drivenNanos + elapsed * 1_000_000 : nanos;
        return elapsed;
    }

    /** There is nothing to drive: no time passes until there is. */
    void rest() {
        drivenNanos = 0;
    }

    /** Another one may take over at once. */
    void leave(Handle handle) {
        handle.execute("UPDATE firmware_driver SET console = '', beat = beat + 1 WHERE console = ?", console);
    }
}

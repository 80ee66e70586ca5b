package fr.gaveurs.console.desktop.screens.live;

import java.time.Duration;

/**
 * A condition that counts only once it has held for a while, and goes on counting until it has been over for a while.
 * What was so when it was looked at first counts at once: nobody knows since when. Times are by {@link System#nanoTime()}.
 */
final class Lasting {
    private final long after;
    private final long until;
    private boolean seen;
    private boolean on;
    private boolean turning;
    private long turningSince;

    /**
     * @param after how long it holds before it counts
     * @param until how long it is over before it counts no more
     */
    Lasting(Duration after, Duration until) {
        this.after = after.toNanos();
        this.until = until.toNanos();
    }

    /**
     * Whether it counts now.
     *
     * @param begins whether there is reason to say that it is so
     * @param goesOn whether there is still reason enough not to say that it is over; true wherever {@code begins} is
     */
    boolean observe(boolean begins, boolean goesOn, long nanos) {
        if (!seen) {
            seen = true;
            on = begins;
            return on;
        }
        boolean turns = on ? !goesOn : begins;
        if (!turns) {
            turning = false;
            return on;
        }
        if (!turning) {
            turning = true;
            turningSince = nanos;
        }
        if (nanos - turningSince >= (on ? until : after)) {
            on = !on;
            turning = false;
        }
        return on;
    }

    /** Nobody can tell at the moment: it stays as it is, and this time counts neither way. */
    boolean unknown() {
        turning = false;
        return on;
    }
}

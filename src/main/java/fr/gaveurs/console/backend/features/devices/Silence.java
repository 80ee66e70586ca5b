package fr.gaveurs.console.backend.features.devices;

import java.util.concurrent.TimeUnit;

/**
 * For how long nothing was heard of a station: by elapsed time, as long as a console ran, since a wrong clock must not
 * forget one. Over restarts by what was noted. Times are by {@link System#nanoTime()}; guarded by its station.
 */
final class Silence {
    private long wordNanos = System.nanoTime();
    private int before;
    private int noted;

    /** It counts from here. */
    void broken() {
        wordNanos = System.nanoTime();
        before = 0;
        noted = 0;
    }

    /** It had lasted so long, s, when the last console ended. */
    void restore(int seconds) {
        before = seconds;
        noted = seconds;
    }

    int seconds(long nanos) {
        long since = TimeUnit.NANOSECONDS.toSeconds(Math.max(0, nanos - wordNanos));
        return (int) Math.min(Integer.MAX_VALUE, before + since);
    }

    /** Notes how long it is, if it has grown by so much since the last time, s; answers whether it did. */
    boolean note(long nanos, int step) {
        int silent = seconds(nanos);
        if (silent - noted < step) {
            return false;
        }
        noted = silent;
        return true;
    }

    /** What is to be stored, s. */
    int noted() {
        return noted;
    }
}

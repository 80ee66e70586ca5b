package fr.gaveurs.console.desktop.kit.pump;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The backend's clock, as far as its messages tell. This machine's own clock may be wrong and is never asked: only its
 * monotonic one is. Safe for use by many threads.
 */
public final class ServerClock {
    /** A message that is this much off the estimate means that the backend's clock was set, not that the way was slow. */
    private static final long STEP = Duration.ofSeconds(5).toNanos();
    /** How fast the estimate follows a clock that runs slower than ours: 1 ms a second. */
    private static final double DRIFT = 1e-3;

    private boolean known;
    private long offset;
    private long at;

    /** A message written at {@code serverTime} arrived at {@code nanos}, by {@link System#nanoTime()}. */
    public synchronized void observe(Instant serverTime, long nanos) {
        long seen = nanos(serverTime) - nanos;
        // The message that was fastest on its way tells best, and that is the one with the greatest difference.
        long expected = offset - (long) ((nanos - at) * DRIFT);
        offset = !known || Math.abs(seen - offset) > STEP ? seen : Math.max(seen, expected);
        at = nanos;
        known = true;
    }

    /** The backend's time at {@code nanos}; null before its first message. */
    public synchronized @Nullable Instant at(long nanos) {
        if (!known) {
            return null;
        }
        long epoch = nanos + offset;
        return Instant.ofEpochSecond(Math.floorDiv(epoch, 1_000_000_000L), Math.floorMod(epoch, 1_000_000_000L));
    }

    /** The backend's time now; null before its first message. */
    public @Nullable Instant now() {
        return at(System.nanoTime());
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}

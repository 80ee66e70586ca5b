package fr.gaveurs.console.backend.features.reports;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Rests while a report is made, as long as it worked: a report can wait, and whoever measures waits for an acknowledgement. A
 * priority of the thread would do nothing on Linux, and the database's processes, the collector and the disk have none.
 */
final class Pace implements Runnable {
    /** So much is done in one go. */
    private static final long PIECE_NANOS = Duration.ofMillis(5).toNanos();
    /** What took long, such as a slow database, is not rested for in proportion. */
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(100).toNanos();

    private final LongSupplier nanos;
    private final LongConsumer rest;
    private long since;
    private long owed;

    Pace() {
        this(System::nanoTime, LockSupport::parkNanos);
    }

    /** @param rest waits so many nanoseconds, or longer */
    Pace(LongSupplier nanos, LongConsumer rest) {
        this.nanos = nanos;
        this.rest = rest;
        since = nanos.getAsLong();
    }

    /** Work begins: what was before it was none. */
    void begin() {
        since = nanos.getAsLong();
        owed = 0;
    }

    /** Called often while work goes on. A rest that took longer than it was to makes the next ones shorter. */
    @Override
    public void run() {
        long now = nanos.getAsLong();
        long worked = now - since;
        if (owed + worked < PIECE_NANOS) {
            return;
        }
        owed = Math.min(LONGEST_REST_NANOS, owed + worked);
        rest.accept(owed);
        since = nanos.getAsLong();
        owed = Math.max(-LONGEST_REST_NANOS, owed - (since - now));
    }
}

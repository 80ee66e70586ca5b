package fr.gaveurs.console.backend.features.reports;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Rests while a report is made and stations send, as long as it worked: a report can wait, and whoever measures waits for an
 * acknowledgement. It rests at once where one waits for it now. A priority of the thread would do nothing on Linux, and the
 * database's processes, the collector and the disk have none.
 */
final class Pace implements Runnable {
    /** So much is done in one go. */
    private static final long PIECE_NANOS = Duration.ofMillis(5).toNanos();
    /** What took long, such as a slow database, is not rested for in proportion. */
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(100).toNanos();
    /** While a sample waits; mostly it is acknowledged after two or three. */
    private static final long GLANCE_NANOS = Duration.ofMillis(1).toNanos();
    /** So much longer than it worked it rests for samples that wait: a flood of them does not hold reports up for ever. */
    private static final long AHEAD_NANOS = 2 * PIECE_NANOS;
    /** Who sent nothing for so long sends nothing now. */
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

    private final BooleanSupplier waiting;
    private final LongSupplier nanos;
    private final LongConsumer rest;
    private boolean heard;
    private long heardNanos;
    private long since;
    private long owed;

    /** @param waiting whether a sample waits for its acknowledgement; asked very often */
    Pace(BooleanSupplier waiting) {
        this(waiting, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param rest waits so many nanoseconds, or longer */
    Pace(BooleanSupplier waiting, LongSupplier nanos, LongConsumer rest) {
        this.waiting = waiting;
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
        boolean waits = waiting.getAsBoolean();
        if (waits) {
            heard = true;
            heardNanos = now;
        }
        long due = owed + now - since;
        if (due >= PIECE_NANOS || (waits && due > -AHEAD_NANOS)) {
            since = now;
            owed = Math.min(LONGEST_REST_NANOS, due);
            if (heard && now - heardNanos < QUIET_NANOS) {
                rest.accept(Math.max(owed, GLANCE_NANOS));
                since = nanos.getAsLong();
                owed = Math.max(-LONGEST_REST_NANOS, owed - (since - now));
            } else {
                owed = 0;
            }
        }
    }
}

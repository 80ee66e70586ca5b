package fr.gaveurs.console.backend.features.reports;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Rests while a report is made and stations send, five times as long as it worked: a report can wait, and whoever measures
 * waits for an acknowledgement. It rests at once where one waits for it now. What has rested long, since there is much to do,
 * rests no longer than it works from then on: it has to end, too. Where nobody sends it does not rest at all. A priority of the
 * thread does nothing on Linux, and the database's processes, the collector and the disk have none.
 */
final class Pace implements Runnable {
    /** So much is done in one go: a sample may have to wait on the same processor for as long, though another has nothing to do. */
    private static final long PIECE_NANOS = Duration.ofNanos(500_000).toNanos();
    /** So many times as long as it worked it rests. */
    private static final int SHARE = 5;
    /** So long a report rests by that share. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(1_500).toNanos();
    /** What took long, such as a slow database, is not rested for in proportion. */
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(100).toNanos();
    /** While a sample waits; mostly it is acknowledged after two or three. */
    private static final long GLANCE_NANOS = Duration.ofMillis(1).toNanos();
    /** So much longer than is due it rests for samples that wait: a flood of them does not hold reports up for ever. */
    private static final long AHEAD_NANOS = Duration.ofMillis(10).toNanos();

    private final BooleanSupplier waiting;
    private final BooleanSupplier sending;
    private final LongSupplier nanos;
    private final LongConsumer rest;
    private long since;
    /** Rest that is due; less than nothing where it rested ahead. */
    private long owed;

    private long rested;

    /**
     * @param waiting whether a sample waits for its acknowledgement; asked very often
     * @param sending whether samples came in the last seconds
     */
    Pace(BooleanSupplier waiting, BooleanSupplier sending) {
        this(waiting, sending, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param rest waits so many nanoseconds, or longer */
    Pace(BooleanSupplier waiting, BooleanSupplier sending, LongSupplier nanos, LongConsumer rest) {
        this.waiting = waiting;
        this.sending = sending;
        this.nanos = nanos;
        this.rest = rest;
        since = nanos.getAsLong();
    }

    /** Work begins: what was before it was none. */
    void begin() {
        since = nanos.getAsLong();
        owed = 0;
        rested = 0;
    }

    /** Called often while work goes on. A rest that took longer than it was to makes the next ones shorter. */
    @Override
    public void run() {
        long now = nanos.getAsLong();
        boolean waits = waiting.getAsBoolean();
        int share = rested < PATIENCE_NANOS ? SHARE : 1;
        long due = owed + share * (now - since);
        if (due >= share * PIECE_NANOS || (waits && due > -AHEAD_NANOS)) {
            since = now;
            owed = Math.min(LONGEST_REST_NANOS, due);
            if (waits || sending.getAsBoolean()) {
                rest.accept(Math.max(owed, GLANCE_NANOS));
                since = nanos.getAsLong();
                rested += since - now;
                owed = Math.max(-LONGEST_REST_NANOS, owed - (since - now));
            } else {
                owed = 0;
            }
        }
    }
}

package fr.gaveurs.console.backend.platform.store;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When what is known of the database is to be read anew: at most once in an interval, by whichever of several threads
 * comes first, and not while the database is away. A reading that fails waits for the next interval like any other.
 * Thread-safe.
 */
public final class RefreshPace {
    private final long interval;
    private final BooleanSupplier up;
    private final LongSupplier nanos;
    private long due;

    public RefreshPace(Duration interval, Database database) {
        this(interval, database, System::nanoTime);
    }

    /** @param nanos monotonic */
    public RefreshPace(Duration interval, Database database, LongSupplier nanos) {
        this(interval, () -> database.availability().isUp(), nanos);
    }

    RefreshPace(Duration interval, BooleanSupplier up, LongSupplier nanos) {
        this.interval = interval.toNanos();
        this.up = up;
        this.nanos = nanos;
        this.due = nanos.getAsLong();
    }

    /** Whether to read now; who is told so does. */
    public synchronized boolean take() {
        long now = nanos.getAsLong();
        if (now - due < 0 || !up.getAsBoolean()) {
            return false;
        }
        due = now + interval;
        return true;
    }

    /** What is known is out of date: the next one reads. */
    public synchronized void hurry() {
        due = nanos.getAsLong();
    }
}

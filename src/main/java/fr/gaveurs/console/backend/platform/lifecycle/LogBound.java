package fr.gaveurs.console.backend.platform.lifecycle;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds the lines of the log about a fault that lasts, or that somebody else can cause at will: so many in each
 * interval, which begins with the first of them. Thread-safe.
 */
public final class LogBound {
    private final int lines;
    private final long interval;
    private final LongSupplier nanos;
    private long began;
    private int taken;

    public LogBound(int lines, Duration interval) {
        this(lines, interval, System::nanoTime);
    }

    /** @param nanos monotonic */
    LogBound(int lines, Duration interval, LongSupplier nanos) {
        this.lines = lines;
        this.interval = interval.toNanos();
        this.nanos = nanos;
    }

    /** Whether a line may be written now; who is told so writes it. */
    public synchronized boolean take() {
        long now = nanos.getAsLong();
        if (taken == 0 || now - began >= interval) {
            began = now;
            taken = 0;
        }
        if (taken == lines) {
            return false;
        }
        taken++;
        return true;
    }
}

package fr.gaveurs.console.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it, also back. */
public final class TestClock extends Clock {
    private volatile Instant now;
    private final AtomicLong passed = new AtomicLong();

    public TestClock(Instant now) {
        this.now = now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    /** Time passes, by this clock and by the monotonic one; less than nothing is a clock set back. */
    public void advance(Duration duration) {
        now = now.plus(duration);
        if (duration.isPositive()) {
            passed.addAndGet(duration.toNanos());
        }
    }

    /** The monotonic clock: what really passes, and what a test lets pass. */
    public long nanos() {
        return System.nanoTime() + passed.get();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

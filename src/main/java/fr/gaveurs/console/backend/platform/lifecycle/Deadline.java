package fr.gaveurs.console.backend.platform.lifecycle;

import java.time.Duration;

/** An instant of the monotonic clock by which something has to be over. */
public final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left; zero when it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** What is left, but at most {@code limit}: a step's share of the whole. */
    public Duration leftAtMost(Duration limit) {
        Duration left = left();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    public boolean passed() {
        return atNanos - System.nanoTime() <= 0;
    }
}

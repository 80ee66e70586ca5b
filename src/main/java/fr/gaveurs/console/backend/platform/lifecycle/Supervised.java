package fr.gaveurs.console.backend.platform.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes on for as long as the program runs, on a thread that must never die: whatever it throws, Errors too, is
 * logged and counted, and the work goes on. A part names its own in {@link Part#supervised()}, so that health knows.
 */
public abstract sealed class Supervised permits SupervisedThread, SupervisedTimer {
    private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);

    private final String name;
    private long failures;
    /** A failure that comes with every beat must not fill the log. */
    private final LogBound logBound = new LogBound(1, Duration.ofSeconds(10));

    private long failedNanos;
    private @Nullable String lastError;

    Supervised(String name) {
        this.name = name;
    }

    /**
     * How the work goes.
     *
     * @param failures times that it threw something
     * @param sinceFailure since it did so last; null if it never did
     * @param lastError what that was
     * @param running whether it should run: started, and neither stopped nor at its end
     * @param alive whether there is a thread for it; false while {@code running} means that the work is not done
     * @param silent since its last sign of life; null of work that gives none, or need not now
     */
    public record Report(
            String name,
            long failures,
            @Nullable Duration sinceFailure,
            @Nullable String lastError,
            boolean running,
            boolean alive,
            @Nullable Duration silent) {
        /** Whether the work is not done any more, and will not be. */
        public boolean dead() {
            return running && !alive;
        }
    }

    public final String name() {
        return name;
    }

    /** Counts and logs what the work threw, or what a step of it threw that the work itself lives through; never throws. */
    public final void failed(Throwable failure) {
        boolean logged = logBound.take();
        synchronized (this) {
            failedNanos = System.nanoTime();
            failures++;
        }
        try {
            String text = failure.toString();
            synchronized (this) {
                lastError = text;
            }
            if (logged) {
                LOG.error("{} failed and goes on", name, failure);
            } else {
                LOG.debug("{} failed again and goes on", name, failure);
            }
        } catch (Throwable t) {
            // No memory for so much as a line of the log: the count says it.
            synchronized (this) {
                lastError = null;
            }
        }
    }

    /** How it goes, asked from any thread. */
    public abstract Report report();

    final synchronized Report report(boolean running, boolean alive, @Nullable Duration silent) {
        Duration since = failures == 0 ? null : Duration.ofNanos(System.nanoTime() - failedNanos);
        return new Report(name, failures, since, lastError, running, alive, silent);
    }
}

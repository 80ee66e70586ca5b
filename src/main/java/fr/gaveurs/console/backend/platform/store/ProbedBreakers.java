package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.resilience.BreakerPolicy;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The two circuit breakers of the database and what the probe tells them: its failures count as theirs, so that a
 * database that nobody asks opens them too, and its successes let calls through again within a fraction of a second.
 * Two, since a database that is full or read-only still answers queries.
 */
final class ProbedBreakers {
    /**
     * A database that answers the probe but takes no writes is asked again after this time: at once would mean five
     * times a second.
     */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final BreakerPolicy WRITE_POLICY =
            new BreakerPolicy(5, 2, Duration.ofSeconds(30), Duration.ofSeconds(3), DatabaseErrors::isAway);
    /** A report may take its time; it is ended by its own limit. */
    private static final BreakerPolicy READ_POLICY =
            new BreakerPolicy(5, 2, Duration.ofSeconds(30), Duration.ofSeconds(30), DatabaseErrors::isAway);

    private final Breaker writes;
    private final Breaker reads;
    /** Whether the probe failed since writes last went well: then its success is theirs too. */
    private volatile boolean away;
    /** When the probe first saw writes open, by {@link System#nanoTime}; only its thread asks. */
    private @Nullable Long openSeenAt;

    /**
     * @param writes around everything that writes in a transaction
     * @param reads around queries
     */
    ProbedBreakers(Breaker writes, Breaker reads) {
        this.writes = writes;
        this.reads = reads;
    }

    static ProbedBreakers of(Breakers registry) {
        return new ProbedBreakers(
                registry.make(Database.WRITES, WRITE_POLICY), registry.make(Database.READS, READ_POLICY));
    }

    Breaker writes() {
        return writes;
    }

    Breaker reads() {
        return reads;
    }

    void answered(long nanos) {
        switch (reads.state()) {
            case OPEN -> reads.tryNow();
            case HALF_OPEN -> reads.done(nanos, null);
            case CLOSED -> {
                // Nothing to mend.
            }
        }
        switch (writes.state()) {
            case OPEN -> {
                // By elapsed time: a clock that is set back must not keep it open.
                if (openSeenAt == null) {
                    openSeenAt = System.nanoTime();
                }
                if (away || System.nanoTime() - openSeenAt > PAUSE_NANOS) {
                    openSeenAt = null;
                    writes.tryNow();
                }
            }
            case HALF_OPEN -> {
                if (away) {
                    writes.done(nanos, null);
                }
            }
            case CLOSED -> away = false;
        }
    }

    /** @param silent whether the server took the question and said nothing: every call would wait as long */
    void failed(Exception cause, long nanos, boolean silent) {
        away = true;
        for (Breaker breaker : new Breaker[] {writes, reads}) {
            switch (breaker.state()) {
                case CLOSED, HALF_OPEN -> {
                    if (silent) {
                        breaker.trip(cause);
                    } else {
                        breaker.done(nanos, cause);
                    }
                }
                case OPEN -> {
                    // It is known already.
                }
            }
        }
    }
}

package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.backend.features.quality.StoreResult;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps samples from the database, and what from the spool: since when and why. Logs each outage once at its
 * beginning and once at its end.
 */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final Supplier<@Nullable String> obstacle;
    private final Clock clock;
    private final Retry retry;
    private volatile @Nullable Trouble database;
    /** Whether the last sample that the spool was to take was refused; on the writer's thread alone. */
    private boolean spoolRefuses;

    /** Since when something is not done, and why. */
    public record Trouble(Instant since, String reason) {}

    /** @param obstacle why a write is not worth trying; null if it is */
    public Outage(Supplier<@Nullable String> obstacle, Clock clock) {
        this.obstacle = obstacle;
        this.clock = clock;
        this.retry = Retry.of(
                "save_samples",
                RetryConfig.custom()
                        .maxAttempts(4)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(10), 2, 0.5))
                        .retryOnException(this::worthRetrying)
                        .build());
    }

    /**
     * A connection that was cut while the server is well, or a conflict with another writer. A commit that was not
     * heard of may have happened: the second try finds its rows stored.
     */
    private boolean worthRetrying(Throwable failure) {
        if (!(failure instanceof SQLException e) || !databaseTakesWrites()) {
            return false;
        }
        String state = e.getSQLState();
        boolean conflict = state != null && state.startsWith("40");
        boolean cut = state != null && (state.startsWith("08") || state.startsWith("57P"));
        return conflict || cut;
    }

    /** Runs {@code save}, again where that may help. */
    List<StoreResult> retried(Callable<List<StoreResult>> save) throws SQLException {
        try {
            return retry.executeCallable(save);
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Batches that were saved only at a further try, since the start. */
    public long retries() {
        return retry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt();
    }

    boolean databaseTakesWrites() {
        return obstacle.get() == null;
    }

    void databaseTook() {
        if (database != null) {
            LOG.info("the database takes samples again");
            database = null;
        }
    }

    void databaseRefused(Exception cause, int samples) {
        if (began(String.valueOf(cause.getMessage()))) {
            if (DatabaseErrors.isUnavailable(cause)) {
                LOG.warn("the database is away, {} samples go to the spool: {}", samples, cause.getMessage());
            } else {
                LOG.error("the database takes no samples; {} go to the spool", samples, cause);
            }
        }
    }

    /** Nothing was tried, since it is known to be of no use. */
    void databaseNotAsked(int samples) {
        String reason = obstacle.get();
        if (reason != null && began(reason)) {
            LOG.warn("the database is away, {} samples go to the spool: {}", samples, reason);
        }
    }

    private boolean began(String reason) {
        Trouble known = database;
        database = new Trouble(known == null ? clock.instant() : known.since(), reason);
        return known == null;
    }

    void spoolTook() {
        if (spoolRefuses) {
            LOG.info("the spool takes samples again");
            spoolRefuses = false;
        }
    }

    void spoolRefused(Exception cause, int samples) {
        if (!spoolRefuses) {
            spoolRefuses = true;
            LOG.error("{} samples could be kept nowhere and were refused: {}", samples, cause.getMessage());
        }
    }

    /** Why the database takes no samples; null if it does. */
    public @Nullable Trouble database() {
        Trouble known = database;
        String reason = obstacle.get();
        return known == null && reason != null ? new Trouble(clock.instant(), reason) : known;
    }
}

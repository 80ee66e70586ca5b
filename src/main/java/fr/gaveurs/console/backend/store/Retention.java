package fr.gaveurs.console.backend.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops the days that are older than each table is kept, every hour. */
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Database database;
    private final Partitions partitions;
    private final Map<String, Duration> kept;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention").daemon().factory());

    /** @param kept how long each of {@link Partitions#TABLES} is kept */
    public Retention(Database database, Partitions partitions, Map<String, Duration> kept) {
        this.database = database;
        this.partitions = partitions;
        this.kept = Map.copyOf(kept);
    }

    public void start() {
        timer.scheduleWithFixedDelay(() -> dropOld(Instant.now()), 1, 60, TimeUnit.MINUTES);
    }

    /** Drops what lies wholly before each table's limit; what cannot be dropped now is dropped an hour later. */
    public void dropOld(Instant now) {
        kept.forEach((table, duration) -> {
            try {
                int dropped = database.write(c -> partitions.dropOlderThan(c, table, now.minus(duration)));
                if (dropped > 0) {
                    log.info("Dropped {} days of {} older than {} days", dropped, table, duration.toDays());
                }
            } catch (SQLException | RuntimeException e) {
                log.warn("Old days of {} couldn't be dropped, will try again in an hour: {}", table, e.getMessage());
            }
        });
        dropClockKeys(now.minus(kept.getOrDefault("sensor_samples", Duration.ZERO)));
    }

    /** Keys of samples that are gone would only grow. */
    private void dropClockKeys(Instant before) {
        try {
            database.write(connection -> {
                try (var statement = connection.prepareStatement("DELETE FROM sample_clock_keys WHERE time < ?")) {
                    statement.setObject(1, before.atOffset(java.time.ZoneOffset.UTC));
                    return statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            log.warn("Old clock keys couldn't be dropped, will try again in an hour: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

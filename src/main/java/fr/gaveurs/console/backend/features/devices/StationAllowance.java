package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A station's allowance of samples, and what of it was refused and why. Thread-safe. */
final class StationAllowance {
    private final @Nullable Bucket allowance;
    private final LongSupplier nanos;
    private final SteadyRefusals steady = new SteadyRefusals();
    private final RefusedAhead ahead = new RefusedAhead();
    private @Nullable Instant rateLimitedAt;

    /**
     * @param allowance null where there is no limit
     * @param nanos the monotonic clock
     */
    StationAllowance(@Nullable Bucket allowance, LongSupplier nanos) {
        this.allowance = allowance;
        this.nanos = nanos;
    }

    /** See {@link Station#takeAllowance}. */
    Duration takeAllowance(Instant now) {
        if (allowance == null) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = allowance.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Duration.ZERO;
        }
        synchronized (this) {
            rateLimitedAt = now;
            steady.refused(RefusalReason.RATE_LIMIT, nanos.getAsLong());
        }
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Of the allowance it knows by itself. */
    synchronized void refused(RefusalReason reason) {
        if (reason != RefusalReason.RATE_LIMIT) {
            steady.refused(reason, nanos.getAsLong());
        }
    }

    /** A sample lay so far ahead. */
    synchronized void ahead(Duration by) {
        ahead.refused(by, System.nanoTime());
    }

    /** A sample was taken. */
    synchronized void taken() {
        ahead.taken(System.nanoTime());
    }

    /** When it was last over its allowance; null if it never was. */
    synchronized @Nullable Instant rateLimitedAt() {
        return rateLimitedAt;
    }

    /** By how much its clock is ahead, s; null while nothing is refused for it. */
    synchronized @Nullable Double clockAheadSeconds() {
        Duration by = ahead.of(System.nanoTime());
        return by == null ? null : (Double) (by.toMillis() / 1e3);
    }

    /** Why it is refused again and again; null while it is not. */
    synchronized @Nullable RefusalReason steady() {
        return steady.steady(nanos.getAsLong());
    }
}

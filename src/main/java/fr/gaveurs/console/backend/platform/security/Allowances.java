package fr.gaveurs.console.backend.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** A token bucket for each caller: so many at once, refilled evenly over a minute. Safe for use by many threads. */
public final class Allowances {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** Callers remembered at once. One forgotten early begins anew with a full bucket. */
    private static final int CALLERS = 10_000;

    private final int perMinute;
    private final Cache<String, Bucket> buckets;

    /** @param perMinute at least 1 */
    public Allowances(int perMinute) {
        this.perMinute = perMinute;
        // A bucket that rested for its whole period is full: forgetting it changes nothing.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(PERIOD.plusSeconds(5))
                .build();
    }

    /**
     * How a caller stands.
     *
     * @param left what may still come at once
     * @param retryAfterSeconds when the next may come, rounded up; 0 where it may now
     * @param resetSeconds when the bucket is full again, rounded up
     */
    public record RateLimitStatus(boolean granted, int limit, long left, long retryAfterSeconds, long resetSeconds) {}

    /** Takes one from a caller's bucket if there is one. */
    public RateLimitStatus take(String caller) {
        return status(bucket(caller).tryConsumeAndReturnRemaining(1));
    }

    /** Seconds until the caller may come again, rounded up; 0 where it may now. Takes nothing. */
    public long wait(String caller) {
        Bucket bucket = buckets.getIfPresent(caller);
        return bucket == null ? 0 : seconds(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private Bucket bucket(String caller) {
        return buckets.get(caller, c -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                // By elapsed time: a clock that is set back would fill nothing up until it has caught up.
                .withNanosecondPrecision()
                .build());
    }

    private RateLimitStatus status(ConsumptionProbe probe) {
        return new RateLimitStatus(
                probe.isConsumed(),
                perMinute,
                probe.getRemainingTokens(),
                probe.isConsumed() ? 0 : Math.max(1, seconds(probe.getNanosToWaitForRefill())),
                seconds(probe.getNanosToWaitForReset()));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }
}

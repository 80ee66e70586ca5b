package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the refusals of one station whether what it sends is refused again and again, and why. One odd sample among
 * right ones is an odd sample. Times are by the monotonic clock, ns; not thread-safe.
 */
final class SteadyRefusals {
    /** So many within {@link #WITHIN} are steady. */
    static final int STEADY = 3;

    static final Duration WITHIN = Duration.ofMinutes(1);
    /** A station is over its allowance with the first sample that is refused for it, and says so with each. */
    private static final Duration OVER_ALLOWANCE = Duration.ofSeconds(2);

    /** When it was last refused for a reason, as often as counts, newest last. */
    private final Map<RefusalReason, long[]> last = new EnumMap<>(RefusalReason.class);

    private final Map<RefusalReason, Integer> counts = new EnumMap<>(RefusalReason.class);

    /** Whether a refusal speaks of the station: not of another board under its id, nor of what a person decided. */
    static boolean counts(RefusalReason reason) {
        return switch (reason) {
            case INVALID, CLOCK_AHEAD, RATE_LIMIT, TOKEN, QUARANTINED, NO_ROOM -> true;
            case NOT_APPROVED, BLOCKED, ANOTHER_BOARD -> false;
        };
    }

    void refused(RefusalReason reason, long nanos) {
        if (!counts(reason)) {
            return;
        }
        long[] times = last.computeIfAbsent(reason, key -> new long[STEADY]);
        System.arraycopy(times, 1, times, 0, STEADY - 1);
        times[STEADY - 1] = nanos;
        counts.merge(reason, 1, (before, one) -> Math.min(STEADY, before + one));
    }

    /** The reason for which it is refused steadily, of several the one that it was refused for last; null if it is not. */
    @Nullable
    RefusalReason steady(long nanos) {
        RefusalReason steady = null;
        long newest = 0;
        for (Map.Entry<RefusalReason, long[]> each : last.entrySet()) {
            long[] times = each.getValue();
            long at = times[STEADY - 1];
            boolean now = each.getKey() == RefusalReason.RATE_LIMIT
                    ? nanos - at < OVER_ALLOWANCE.toNanos()
                    : counts.getOrDefault(each.getKey(), 0) == STEADY && nanos - times[0] < WITHIN.toNanos();
            if (now && (steady == null || at - newest > 0)) {
                steady = each.getKey();
                newest = at;
            }
        }
        return steady;
    }
}

package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Refusals;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much came of each station today, and how much of it was refused. The list of stations does not tell it, so those in
 * view are asked about one after the other, each from time to time. For the FX thread alone; every time is given in, by
 * {@link System#nanoTime()}.
 */
final class DayCounts {
    /** A count is not asked for again before that. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** What came today. */
    record Day(long samples, long refused) {}

    private final Map<String, Long> askedAt = new HashMap<>();
    private final Map<String, Day> days = new HashMap<>();

    /** The station that was not asked about for the longest; null where every count is fresh enough. */
    @Nullable
    String next(List<String> inView, long nanos) {
        String next = null;
        long longest = FRESH.toNanos();
        for (String id : inView) {
            Long asked = askedAt.get(id);
            long ago = asked == null ? Long.MAX_VALUE : nanos - asked;
            if (ago >= longest && (next == null || ago > longest)) {
                next = id;
                longest = ago;
            }
        }
        if (next != null) {
            askedAt.put(next, nanos);
        }
        return next;
    }

    void answered(DeviceDetails details) {
        long refused = 0;
        for (Refusals each : details.refusals()) {
            refused += each.count();
        }
        days.put(details.device().deviceId(), new Day(details.samplesToday(), refused));
    }

    /** Null while it is not known. */
    @Nullable
    Day of(String deviceId) {
        return days.get(deviceId);
    }

    /** Lets go of every other station. */
    void keep(Collection<String> ids) {
        askedAt.keySet().retainAll(ids);
        days.keySet().retainAll(ids);
    }
}

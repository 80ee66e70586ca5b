package fr.gaveurs.console.backend.features.quality;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a period.
 *
 * @param from not before it
 * @param to before it
 * @param deviceIds of these stations; empty: of all
 * @param lot of this lot; null: of any, and of none
 */
public record PeriodScope(
        Instant from,
        Instant to,
        List<String> deviceIds,
        @Nullable String lot) {
    public PeriodScope {
        deviceIds = List.copyOf(deviceIds);
    }

    /** The same of another period. */
    public PeriodScope during(Instant begin, Instant end) {
        return new PeriodScope(begin, end, deviceIds, lot);
    }

    /** The first whole hour, at most the end. */
    Instant firstHour() {
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        Instant first = hour.equals(from) ? hour : hour.plus(1, ChronoUnit.HOURS);
        return first.isAfter(to) ? to : first;
    }

    /** The end of the last whole hour, at least the first one's begin. */
    Instant lastHour() {
        Instant hour = to.truncatedTo(ChronoUnit.HOURS);
        return hour.isBefore(firstHour()) ? firstHour() : hour;
    }
}

package fr.gaveurs.console.backend.features.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
    private static final int MOST_PIECES = 1_000;
    private static final Duration LEAST_PIECE = Duration.ofMinutes(20);

    public PeriodScope {
        deviceIds = List.copyOf(deviceIds);
    }

    /** The same of another period. */
    public PeriodScope during(Instant begin, Instant end) {
        return new PeriodScope(begin, end, deviceIds, lot);
    }

    /** The same samples in the order of their times, in so short pieces that reading one takes little. */
    List<PeriodScope> pieces() {
        // Those of a lot are few, and the index of lots has them in their order.
        if (lot != null || !from.isBefore(to)) {
            return List.of(this);
        }
        Duration longest = Duration.between(from, to).dividedBy(MOST_PIECES);
        Duration piece = longest.compareTo(LEAST_PIECE) < 0 ? LEAST_PIECE : longest.plusNanos(1);
        List<PeriodScope> pieces = new ArrayList<>();
        for (Instant begin = from; begin.isBefore(to); begin = begin.plus(piece)) {
            Instant end = begin.plus(piece);
            pieces.add(during(begin, end.isAfter(to) ? to : end));
        }
        return pieces;
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

package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.features.quality.LotTimes;
import fr.gaveurs.console.backend.features.quality.LotTimes.LotTime;
import fr.gaveurs.console.backend.features.reports.Occurrences.Occurrence;
import fr.gaveurs.console.backend.features.reports.ReportPeriods.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which lots are over: of which nothing was measured for some hours. Nobody says that a lot is done, so one that goes on
 * after such a pause is over once more, and its report is then made about all of it again.
 */
final class LotOccurrences {
    /** Lots whose newest sample is older are not looked for. */
    static final Duration BACK = Duration.ofDays(45);
    /** A night: a lot that goes on the next morning is not over. */
    static final Duration QUIET = Duration.ofHours(12);
    /** How far back a report about a lot reaches: a day less than it may, since its newest sample may be a little ahead. */
    private static final Duration FURTHEST = ReportPeriods.LONGEST.minusDays(1);

    private LotOccurrences() {}

    /** A lot that is over. */
    record LotOccurrence(String lot, Occurrence occurrence) {}

    /**
     * Those due after one time and not after another one, in their order.
     *
     * @param quiet for how long nothing of it was measured
     */
    static List<LotOccurrence> between(Handle handle, ZoneId zone, Duration quiet, Instant after, Instant until) {
        Instant earliest = until.minus(BACK);
        Instant from = after.minus(quiet).isAfter(earliest) ? after.minus(quiet) : earliest;
        List<LotOccurrence> found = new ArrayList<>();
        // A lot that is over began long before it was: its first sample is looked for further back.
        for (LotTime time : LotTimes.since(handle, from.minus(BACK))) {
            LotOccurrence each = of(time, zone, quiet);
            Instant due = each.occurrence().due();
            if (due.isAfter(after) && !due.isAfter(until) && !time.last().isBefore(earliest)) {
                found.add(each);
            }
        }
        return found;
    }

    /** The one that was measured last; null where there is none. */
    static @Nullable LotOccurrence newest(Handle handle, ZoneId zone, Duration quiet, Instant now) {
        List<LotTime> times = LotTimes.since(handle, now.minus(BACK));
        if (times.isEmpty()) {
            return null;
        }
        return of(times.getLast(), zone, quiet);
    }

    /**
     * A lot as a whole, as far as its samples are kept.
     *
     * @param period from its first sample until behind its newest one
     * @param newest when that was measured
     */
    record Whole(Period period, Instant newest) {}

    /** Null where no sample of it is kept. */
    static @Nullable Whole whole(Handle handle, String lot, Instant now) {
        LotTime time = LotTimes.of(handle, lot, now.minus(FURTHEST));
        return time == null ? null : new Whole(new Period(time.first(), behind(time.last())), time.last());
    }

    /** The minute that begins behind the newest sample: a period ends before its end, and people read it to the minute. */
    private static Instant behind(Instant last) {
        return last.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    }

    private static LotOccurrence of(LotTime time, ZoneId zone, Duration quiet) {
        return new LotOccurrence(
                time.lot(),
                new Occurrence(
                        time.lot() + "/" + LocalDate.ofInstant(time.last(), zone),
                        time.first(),
                        behind(time.last()),
                        time.last().plus(quiet)));
    }
}

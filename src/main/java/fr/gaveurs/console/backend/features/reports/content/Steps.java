package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Stream;

/** What a chart over time has a place for: also hours and days in which nothing was, so that a gap is seen to be one. */
final class Steps {
    /** More than a chart has room for. */
    static final int MOST = 400;

    private Steps() {}

    /** Hours of the period up to now; of a lot those from its first to its last one. */
    static Collection<Instant> hours(ReportSubject subject, Instant now, NavigableSet<Instant> there) {
        if (there.isEmpty()) {
            return there;
        }
        boolean lot = subject.lot() != null;
        Instant first = lot ? there.first() : subject.from().truncatedTo(ChronoUnit.HOURS);
        Instant last = lot ? there.last() : last(subject, now).truncatedTo(ChronoUnit.HOURS);
        return filled(
                Stream.iterate(first, hour -> !hour.isAfter(last), hour -> hour.plus(1, ChronoUnit.HOURS)), there);
    }

    /** As {@link #hours}, of days. */
    static Collection<LocalDate> days(ReportSubject subject, Instant now, ZoneId zone, NavigableSet<LocalDate> there) {
        if (there.isEmpty()) {
            return there;
        }
        boolean lot = subject.lot() != null;
        LocalDate first = lot ? there.first() : LocalDate.ofInstant(subject.from(), zone);
        LocalDate last = lot ? there.last() : LocalDate.ofInstant(last(subject, now), zone);
        return filled(Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1)), there);
    }

    private static Instant last(ReportSubject subject, Instant now) {
        Instant end = subject.to().minusNanos(1);
        return end.isAfter(now) ? now : end;
    }

    /** Where there would be too many, those alone in which something was. */
    private static <T> Collection<T> filled(Stream<T> all, NavigableSet<T> there) {
        List<T> steps = all.limit(MOST + 1).toList();
        return steps.size() > MOST || !steps.containsAll(there) ? there : steps;
    }
}

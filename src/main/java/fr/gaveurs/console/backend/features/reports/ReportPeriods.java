package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which period a report is about: what was left out is the last one that is over. Pure. */
final class ReportPeriods {
    /** A leap year and a month. */
    static final Duration LONGEST = Duration.ofDays(400);

    private static final int DAYS = 7;
    private static final int LOT_DAYS = 31;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private ReportPeriods() {}

    /** A period, from its begin until before its end. */
    record Period(Instant from, Instant to) {
        static Period of(LocalDate first, LocalDate end, ZoneId zone) {
            return new Period(
                    first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
        }
    }

    /** @throws ProblemException naming the fields that do not fit together */
    static ReportSubject subject(NewReport wanted, ZoneId zone, Instant now) {
        ReportKind kind = wanted.kind();
        List<String> devices = wanted.deviceIds() == null ? List.of() : wanted.deviceIds();
        boolean noLines = wanted.lines() == null || wanted.lines().isEmpty();
        if (kind == ReportKind.STATION && devices.isEmpty() && noLines) {
            throw wrong("device_ids", "must name the stations that the report is about");
        }
        if ((kind == ReportKind.LOT) != (wanted.lot() != null)) {
            throw wrong("lot", kind == ReportKind.LOT ? "must name the lot" : "is for reports about a lot alone");
        }
        if (wanted.lot() != null && wanted.lot().isBlank()) {
            throw wrong("lot", "must name the lot");
        }
        check(kind, wanted.limits());
        Period period = period(wanted, zone, now);
        return new ReportSubject(
                kind,
                wanted.language() == null ? ReportLanguage.FR : wanted.language(),
                period.from(),
                period.to(),
                zone.getId(),
                devices.stream().distinct().toList(),
                wanted.lot(),
                wanted.limits(),
                List.of(),
                null,
                null);
    }

    static void check(ReportKind kind, @Nullable CapabilityLimits limits) {
        if (limits == null) {
            return;
        }
        if (kind != ReportKind.CAPABILITY) {
            throw wrong("limits", "are for reports about capability alone");
        }
        if (limits.figure() == null) {
            throw wrong("limits.figure", "must be weight or volume");
        }
        Double lower = limits.lower();
        Double upper = limits.upper();
        checkLimit("limits.lower", lower, limits.figure());
        checkLimit("limits.upper", upper, limits.figure());
        if (lower != null && upper != null && lower >= upper) {
            throw wrong("limits.lower", "must be less than limits.upper");
        }
    }

    private static void checkLimit(String field, @Nullable Double limit, CapabilityFigure figure) {
        String wrong = troubleOf(limit, figure);
        if (wrong != null) {
            throw wrong(field, wrong);
        }
    }

    /** What is wrong with a limit, as the message of its field; null where nothing is, or there is none. */
    static @Nullable String troubleOf(@Nullable Double limit, CapabilityFigure figure) {
        return limit == null || (limit > 0 && limit <= figure.most())
                ? null
                : String.format(
                        Locale.ROOT,
                        "must be a number that can be measured: more than 0 and at most %.0f (%s)",
                        figure.most(),
                        figure == CapabilityFigure.VOLUME ? "mm³" : "g");
    }

    private static Period period(NewReport wanted, ZoneId zone, Instant now) {
        String begin = wanted.day() != null ? "day" : "from";
        try {
            Period period = chosen(wanted, zone, now);
            int first = period.from().atZone(zone).getYear();
            int last = period.to().atZone(zone).getYear();
            if (!period.from().isBefore(period.to())) {
                throw wrong("to", "must be after from");
            }
            if (Duration.between(period.from(), period.to()).compareTo(LONGEST) > 0) {
                throw wrong("to", "must be at most " + LONGEST.toDays() + " days after from");
            }
            if (first < FIRST_YEAR || last > LAST_YEAR) {
                throw wrong(begin, "lies outside the years " + FIRST_YEAR + " to " + LAST_YEAR);
            }
            return period;
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(begin, "lies outside the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
    }

    private static Period chosen(NewReport wanted, ZoneId zone, Instant now) {
        Instant from = wanted.from();
        Instant to = wanted.to();
        if (from != null && to != null) {
            return new Period(from, to);
        }
        if (from != null || to != null) {
            throw wrong(from == null ? "from" : "to", "must be given together with the other end, or both left out");
        }
        if (wanted.kind() != ReportKind.SHIFT && (wanted.shiftStart() != null || wanted.shiftEnd() != null)) {
            throw wrong(wanted.shiftStart() == null ? "shift_end" : "shift_start", "is for shifts alone");
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate day = wanted.day();
        return switch (wanted.kind()) {
            case DAILY -> days(day == null ? today.minusDays(1) : day, 1, zone);
            case SHIFT -> shift(wanted, today, zone, now);
            case WEEKLY -> days(monday(day == null ? today.minusWeeks(1) : day), 7, zone);
            case MONTHLY -> {
                LocalDate first = (day == null ? today.minusMonths(1) : day).withDayOfMonth(1);
                yield Period.of(first, first.plusMonths(1), zone);
            }
            case LOT -> day == null ? new Period(now.minus(Duration.ofDays(LOT_DAYS)), now) : days(day, 1, zone);
            case STATION, CONDITIONS, CAPABILITY, JOURNAL, SATISFACTION, HEALTH ->
                day == null ? days(today.minusDays(DAYS), DAYS, zone) : days(day, 1, zone);
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static Period days(LocalDate first, int number, ZoneId zone) {
        return Period.of(first, first.plusDays(number), zone);
    }

    private static Period shift(NewReport wanted, LocalDate today, ZoneId zone, Instant now) {
        LocalTime start = wanted.shiftStart();
        LocalTime end = wanted.shiftEnd();
        if (start == null || end == null) {
            throw wrong(
                    start == null ? "shift_start" : "shift_end",
                    "must be a time of day such as 06:00, or give from and to");
        }
        if (start.equals(end)) {
            throw wrong("shift_end", "must be another time of day than shift_start");
        }
        if (wanted.day() != null) {
            return shift(wanted.day(), start, end, zone);
        }
        Period period = shift(today, start, end, zone);
        for (int back = 1; period.to().isAfter(now); back++) {
            period = shift(today.minusDays(back), start, end, zone);
        }
        return period;
    }

    /** A shift that ends at or before the time at which it begins ends on the next day. */
    static Period shift(LocalDate day, LocalTime start, LocalTime end, ZoneId zone) {
        LocalDate last = end.isAfter(start) ? day : day.plusDays(1);
        return new Period(
                day.atTime(start).atZone(zone).toInstant(),
                last.atTime(end).atZone(zone).toInstant());
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.validation("the report cannot be made", List.of(new FieldError(field, message)));
    }
}

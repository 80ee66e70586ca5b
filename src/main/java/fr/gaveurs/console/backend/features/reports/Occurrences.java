package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which reports of a schedule fall due when; pure. Counted by calendar days and not by hours: each day, week, month and
 * shift has one, also where clocks are changed. A time of day that does not exist on a day is the one after the gap; of one
 * that comes twice it is the first. Lots have no calendar: see {@link LotOccurrences}.
 */
final class Occurrences {
    /** So long after a shift its report is due: stations send what they held back. */
    static final Duration AFTER_SHIFT = Duration.ofMinutes(10);

    private Occurrences() {}

    /** Names one that is made once more: behind a blank stands what no other one has. */
    static String again(String key) {
        return key.replaceFirst(" #[0-9a-f]{8}$", "") + " #"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /**
     * When reports fall due.
     *
     * @param at time of day; of a shift it counts for nothing
     * @param shiftStart null where it is no shift
     * @param shiftEnd null where it is no shift
     */
    record Rule(
            Cadence cadence,
            ZoneId zone,
            LocalTime at,
            @Nullable LocalTime shiftStart,
            @Nullable LocalTime shiftEnd) {}

    /**
     * One of a schedule's.
     *
     * @param key names it within the schedule
     * @param from its period
     * @param to the period's end, not included
     * @param due when
     */
    record Occurrence(String key, Instant from, Instant to, Instant due) {}

    /**
     * Those due after one time and not after another one, in their order.
     *
     * @param most how many at most: the rest comes with a later question
     */
    static List<Occurrence> between(Rule rule, Instant after, Instant until, int most) {
        List<Occurrence> found = new ArrayList<>();
        LocalDate day = first(rule, after);
        while (found.size() < most) {
            Occurrence occurrence = of(rule, day);
            if (occurrence.due().isAfter(until)) {
                return found;
            }
            // A shift that lies wholly in the hour that clocks leave out is none.
            if (occurrence.due().isAfter(after) && occurrence.from().isBefore(occurrence.to())) {
                found.add(occurrence);
            }
            day = next(rule, day);
        }
        return found;
    }

    /** The first one due after a time. */
    static Occurrence next(Rule rule, Instant after) {
        LocalDate day = first(rule, after);
        while (true) {
            Occurrence occurrence = of(rule, day);
            if (occurrence.due().isAfter(after) && occurrence.from().isBefore(occurrence.to())) {
                return occurrence;
            }
            day = next(rule, day);
        }
    }

    /** The last one whose period is over. */
    static Occurrence last(Rule rule, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, rule.zone()).plusDays(2);
        day = begin(rule, day);
        while (true) {
            Occurrence occurrence = of(rule, day);
            if (!occurrence.to().isAfter(now) && occurrence.from().isBefore(occurrence.to())) {
                return occurrence;
            }
            day = begin(rule, day.minusDays(1));
        }
    }

    private static LocalDate first(Rule rule, Instant after) {
        // Far enough back for one that began long before it is due.
        LocalDate day = begin(rule, LocalDate.ofInstant(after, rule.zone()).minusDays(3));
        return switch (rule.cadence()) {
            case SHIFT, DAILY, LOT -> day;
            case WEEKLY -> day.minusWeeks(1);
            case MONTHLY -> day.minusMonths(1);
        };
    }

    private static LocalDate begin(Rule rule, LocalDate day) {
        return switch (rule.cadence()) {
            case SHIFT, DAILY, LOT -> day;
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
        };
    }

    private static LocalDate next(Rule rule, LocalDate day) {
        return switch (rule.cadence()) {
            case SHIFT, DAILY, LOT -> day.plusDays(1);
            case WEEKLY -> day.plusWeeks(1);
            case MONTHLY -> day.plusMonths(1);
        };
    }

    /** The one that begins on a day. */
    private static Occurrence of(Rule rule, LocalDate day) {
        ZoneId zone = rule.zone();
        if (rule.cadence() == Cadence.SHIFT) {
            LocalTime start = Objects.requireNonNull(rule.shiftStart());
            ReportPeriods.Period shift = ReportPeriods.shift(day, start, Objects.requireNonNull(rule.shiftEnd()), zone);
            return new Occurrence(
                    day + "/" + start, shift.from(), shift.to(), shift.to().plus(AFTER_SHIFT));
        }
        LocalDate end = next(rule, day);
        ReportPeriods.Period period = ReportPeriods.Period.of(day, end, zone);
        return new Occurrence(
                rule.cadence() == Cadence.MONTHLY ? YearMonth.from(day).toString() : day.toString(),
                period.from(),
                period.to(),
                end.atTime(rule.at()).atZone(zone).toInstant());
    }
}

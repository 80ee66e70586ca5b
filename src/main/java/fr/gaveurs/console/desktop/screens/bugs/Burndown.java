package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Days of the tracker as the chart shows them, oldest first. */
record Burndown(List<Day> days) {
    /** @param unresolved at the day's end */
    record Day(LocalDate date, long unresolved, long reported, long resolved) {}

    static Burndown of(List<BugStatistics.BugDay> days) {
        return new Burndown(days.stream()
                .map(day -> new Day(LocalDate.parse(day.day()), unresolved(day), day.reported(), day.resolved()))
                .toList());
    }

    private static long unresolved(BugStatistics.BugDay day) {
        return Arrays.stream(Status.values())
                .filter(Status::unresolved)
                .mapToLong(status -> Objects.requireNonNullElse(day.byStatus().get(status.key()), 0L))
                .sum();
    }

    long mostUnresolved() {
        return days.stream().mapToLong(Day::unresolved).max().orElse(0);
    }

    /** The most bugs reported or resolved on one day. */
    long mostMoved() {
        return days.stream()
                .mapToLong(day -> Math.max(day.reported(), day.resolved()))
                .max()
                .orElse(0);
    }

    /** The day at a place of the chart, 0 its left edge and 1 its right one. */
    Day at(double place) {
        return days.get(Math.clamp((long) (place * days.size()), 0, days.size() - 1));
    }
}

package fr.gaveurs.console.api.bugs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tracker in figures: at a glance, and day by day. */
public final class BugStatistics {
    private BugStatistics() {}

    /**
     * The tracker at a glance.
     *
     * @param byStatus how many bugs have each status
     * @param openBySeverity unresolved ones, worst first
     * @param openByCategory unresolved ones
     * @param openByAge unresolved ones by how long ago they were reported
     * @param responseHours mean time to the first response, of those that got it in the last 30 days; null for none
     * @param resolutionHours mean time from report to resolution, of those resolved in the last 30 days; null for none
     * @param devices stations with the most unresolved bugs, at most 10
     * @param firmware firmware versions with the most unresolved bugs, at most 10
     */
    public record BugFigures(
            Instant at,
            long total,
            Map<String, Long> byStatus,
            Map<String, Long> openBySeverity,
            Map<String, Long> openByCategory,
            List<AgeGroup> openByAge,
            long newLast7Days,
            long resolvedLast7Days,
            @Nullable Double responseHours,
            @Nullable Double resolutionHours,
            @Nullable Double medianOpenDays,
            List<Worst> devices,
            List<Worst> firmware) {}

    /**
     * Unresolved bugs of an age.
     *
     * @param fromDays at least so many days old
     * @param toDays younger than; null: no bound
     */
    public record AgeGroup(int fromDays, @Nullable Integer toDays, long bugs) {}

    /** A station or firmware version with its unresolved bugs, and with all of the last 30 days. */
    public record Worst(String name, long open, long last30Days) {}

    /** @param days how far back, today included */
    public record TrendQuery(@Nullable @Min(1) @Max(730) Integer days) {
        public int daysOrDefault() {
            return days == null ? 30 : days;
        }
    }

    /**
     * One day, by UTC, as it was at its end.
     *
     * @param day such as 2026-11-23
     * @param byStatus how many bugs had each status
     * @param openBySeverity unresolved ones
     * @param reported bugs reported that day
     * @param resolved bugs resolved, closed or given up that day
     * @param reopened bugs taken up again that day
     * @param responseHours mean time to the first response of those that got it that day; null for none
     * @param resolutionHours mean time from report to resolution of those resolved that day; null for none
     */
    public record BugDay(
            String day,
            Map<String, Long> byStatus,
            Map<String, Long> openBySeverity,
            long reported,
            long resolved,
            long reopened,
            @Nullable Double responseHours,
            @Nullable Double resolutionHours) {}
}

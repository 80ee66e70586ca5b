package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.BugStatistics.AgeGroup;
import fr.gaveurs.console.api.bugs.BugStatistics.BugDay;
import fr.gaveurs.console.api.bugs.BugStatistics.BugFigures;
import fr.gaveurs.console.api.bugs.BugStatistics.Worst;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Figures of the tracker, from the daily figures that the database keeps and from the unresolved reports. */
public final class BugFigureQueries {
    private static final int[] AGES = {0, 1, 7, 30, 90};
    private static final BugDay NOTHING_YET = day("", Map.of(), Map.of(), new long[3], null, null);

    private final Jdbi jdbi;
    private final Clock clock;

    public BugFigureQueries(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The tracker at a glance. */
    public BugFigures figures() {
        Instant now = clock.instant();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return jdbi.inTransaction(handle -> {
            BugDay latest = latest(handle, today.plusDays(1));
            Sums week = sums(handle, today.minusDays(6));
            Sums month = sums(handle, today.minusDays(29));
            return new BugFigures(
                    now,
                    latest.byStatus().values().stream().mapToLong(n -> n).sum(),
                    latest.byStatus(),
                    latest.openBySeverity(),
                    categories(handle),
                    ages(handle, now),
                    week.reported,
                    week.resolved,
                    month.responseHours,
                    month.resolutionHours,
                    handle.createQuery("SELECT percentile_cont(0.5) WITHIN GROUP"
                                    + " (ORDER BY extract(epoch FROM :now - created_at) / 86400) AS days FROM bug_reports"
                                    + " WHERE status IN ('open', 'in_progress')")
                            .bind("now", BugRows.at(now))
                            .map((row, context) -> BugRows.figure(row, "days"))
                            .list()
                            .getFirst(),
                    worst(handle, "device_id", now),
                    worst(handle, "firmware_version", now));
        });
    }

    /** Unresolved bugs about a station. */
    long openOf(String deviceId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM bug_reports"
                        + " WHERE device_id = :device AND status IN ('open', 'in_progress')")
                .bind("device", deviceId)
                .mapTo(Long.class)
                .one());
    }

    /** Unresolved bugs by severity, and all by status. */
    BugDay now() {
        return jdbi.withHandle(handle -> latest(handle, LocalDate.of(9999, 12, 31)));
    }

    private record Sums(
            long reported,
            long resolved,
            @Nullable Double responseHours,
            @Nullable Double resolutionHours) {}

    private static Sums sums(Handle handle, LocalDate from) {
        return handle.createQuery("SELECT coalesce(sum(new_bugs), 0) AS reported, coalesce(sum(resolved_bugs), 0)"
                        + " AS resolved, sum(response_seconds) / 3600.0 / nullif(sum(responses), 0) AS response,"
                        + " sum(resolution_seconds) / 3600.0 / nullif(sum(resolved_bugs), 0) AS resolution"
                        + " FROM bug_metrics WHERE day >= :from")
                .bind("from", from)
                .map((row, context) -> new Sums(
                        row.getLong("reported"),
                        row.getLong("resolved"),
                        BugRows.figure(row, "response"),
                        BugRows.figure(row, "resolution")))
                .one();
    }

    private static Map<String, Long> categories(Handle handle) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            counts.put(category.key(), 0L);
        }
        handle.createQuery("SELECT category, count(*) AS n FROM bug_reports WHERE status IN ('open', 'in_progress')"
                        + " GROUP BY category")
                .map((row, context) -> counts.put(row.getString("category"), row.getLong("n")))
                .list();
        return counts;
    }

    private static List<AgeGroup> ages(Handle handle, Instant now) {
        List<AgeGroup> groups = new ArrayList<>();
        for (int i = 0; i < AGES.length; i++) {
            boolean last = i == AGES.length - 1;
            Instant before = now.minusSeconds(AGES[i] * 86_400L);
            var query = handle.createQuery("SELECT count(*) FROM bug_reports WHERE status IN ('open', 'in_progress')"
                            + (i == 0 ? "" : " AND created_at <= :before") + (last ? "" : " AND created_at > :after"))
                    .bind("before", BugRows.at(before));
            if (!last) {
                query.bind("after", BugRows.at(now.minusSeconds(AGES[i + 1] * 86_400L)));
            }
            groups.add(new AgeGroup(
                    AGES[i],
                    last ? null : (Integer) AGES[i + 1],
                    query.mapTo(Long.class).one()));
        }
        return groups;
    }

    private static List<Worst> worst(Handle handle, String column, Instant now) {
        String unresolved = "status IN ('open', 'in_progress')";
        String from = " FROM bug_reports WHERE " + column + " IS NOT NULL AND ";
        // Two parts, each by its index, instead of a look at every bug.
        return handle.createQuery("SELECT name, count(*) FILTER (WHERE unresolved) AS open,"
                        + " count(*) FILTER (WHERE created_at >= :month) AS recent FROM ("
                        + "SELECT " + column + " AS name, created_at, true AS unresolved" + from + unresolved
                        + " UNION ALL SELECT " + column + ", created_at, false" + from + "created_at >= :month AND NOT "
                        + unresolved + ") AS counted GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 LIMIT 10")
                .bind("month", BugRows.at(now.minusSeconds(30 * 86_400L)))
                .map((row, context) -> new Worst(row.getString("name"), row.getLong("open"), row.getLong("recent")))
                .list();
    }

    /** The last days, oldest first, today included; a day without a row of its own is as the one before it. */
    public List<BugDay> trends(int days) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate first = today.minusDays(days - 1L);
        return jdbi.inTransaction(handle -> {
            Map<String, BugDay> known = new LinkedHashMap<>();
            handle.createQuery("SELECT * FROM bug_metrics WHERE day BETWEEN :first AND :today")
                    .bind("first", first)
                    .bind("today", today)
                    .map((row, context) -> day(row))
                    .forEach(day -> known.put(day.day(), day));
            List<BugDay> result = new ArrayList<>();
            BugDay before = latest(handle, first);
            for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
                BugDay found = known.get(day.toString());
                before = found != null
                        ? found
                        : day(day.toString(), before.byStatus(), before.openBySeverity(), new long[3], null, null);
                result.add(before);
            }
            return result;
        });
    }

    /** The newest day before one. */
    private static BugDay latest(Handle handle, LocalDate before) {
        return handle.createQuery("SELECT * FROM bug_metrics WHERE day < :before ORDER BY day DESC LIMIT 1")
                .bind("before", before)
                .map((row, context) -> day(row))
                .findOne()
                .orElse(NOTHING_YET);
    }

    private static BugDay day(ResultSet row) throws SQLException {
        Map<String, Long> statuses = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            statuses.put(status.key(), row.getLong("total_" + status.key()));
        }
        Map<String, Long> severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            severities.put(severity.key(), row.getLong("unresolved_" + severity.key()));
        }
        return day(
                row.getString("day"),
                statuses,
                severities,
                new long[] {row.getLong("new_bugs"), row.getLong("resolved_bugs"), row.getLong("reopened_bugs")},
                BugRows.figure(row, "mean_hours_to_first_response"),
                BugRows.figure(row, "mean_hours_to_resolution"));
    }

    /** Every status and severity has its number, also where there is none yet. */
    private static BugDay day(
            String day,
            Map<String, Long> statuses,
            Map<String, Long> severities,
            long[] flow,
            @Nullable Double response,
            @Nullable Double resolution) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            byStatus.put(status.key(), statuses.getOrDefault(status.key(), 0L));
        }
        Map<String, Long> bySeverity = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            bySeverity.put(severity.key(), severities.getOrDefault(severity.key(), 0L));
        }
        return new BugDay(day, byStatus, bySeverity, flow[0], flow[1], flow[2], response, resolution);
    }
}

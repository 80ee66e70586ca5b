package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.reports.LotOccurrences.LotOccurrence;
import fr.gaveurs.console.backend.features.reports.Occurrences.Occurrence;
import fr.gaveurs.console.backend.features.reports.ScheduleRows.Stored;
import fr.gaveurs.console.backend.platform.jobs.JobPostponedException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.DatabaseTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down which reports of schedules are due: each once, whatever console does it, however often it is done and
 * however long none ran. What was due more than two weeks ago is written down as skipped. How far a schedule has come
 * stands in its own row, and only goes forward: a clock that is set back makes nothing twice.
 */
final class ReportLedger {
    /** What was due longer ago is not made any more. */
    static final Duration MADE_UP = Duration.ofDays(14);
    /** Due so long before it is noticed, it is late. */
    static final Duration LATE = Duration.ofMinutes(15);
    /** Of one schedule at once: the rest comes with the next look. */
    static final int AT_ONCE = 500;
    /** Clocks of a console and its database that differ by more: one of the two is wrong. */
    private static final Duration CLOCKS = Duration.ofHours(12);

    /** Lots are looked for less often than calendar days: that asks the samples. */
    private static final Duration BETWEEN_LOTS = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ReportLedger.class);

    private final Database database;
    private final Clock clock;
    private volatile boolean lotsLooked;
    private volatile long lotsNanos;

    ReportLedger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Looks once, by the database's clock; how many reports are to be made now. */
    int look() throws SQLException, JobPostponedException {
        Instant now = database.read(DatabaseTime::ask);
        Instant here = clock.instant();
        if (Duration.between(now, here).abs().compareTo(CLOCKS) > 0) {
            throw new JobPostponedException(
                    "no scheduled report is made: this console's clock says " + here + ", the database's " + now
                            + "; set whichever is wrong",
                    null);
        }
        boolean lots = !lotsLooked || System.nanoTime() - lotsNanos >= BETWEEN_LOTS.toNanos();
        int due = look(now, lots);
        if (lots) {
            lotsLooked = true;
            lotsNanos = System.nanoTime();
        }
        return due;
    }

    /** As {@link #look()}, at a time. */
    int look(Instant now) {
        return look(now, true);
    }

    private int look(Instant now, boolean lots) {
        List<Long> ids = database.changes().withHandle(handle -> handle.createQuery(
                        "SELECT id FROM report_schedules WHERE enabled AND done_until < :now"
                                + " AND (:lots OR cadence <> 'lot') ORDER BY id")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("lots", lots)
                .mapTo(Long.class)
                .list());
        int due = 0;
        for (long id : ids) {
            due += database.changes().inTransaction(handle -> look(handle, id, now));
        }
        return due;
    }

    private static int look(Handle handle, long id, Instant now) {
        Stored schedule = handle.createQuery("SELECT * FROM report_schedules WHERE id = :id AND enabled FOR UPDATE")
                .bind("id", id)
                .map((row, context) -> ScheduleRows.stored(row))
                .findFirst()
                .orElse(null);
        if (schedule == null) {
            return 0;
        }
        if (schedule.rule().cadence() == Cadence.LOT) {
            return lots(handle, schedule, now);
        }
        List<Occurrence> occurrences = Occurrences.between(schedule.rule(), schedule.doneUntil(), now, AT_ONCE);
        int due = 0;
        for (Occurrence occurrence : occurrences) {
            boolean skipped = occurrence.due().isBefore(now.minus(MADE_UP));
            if (insert(handle, schedule, occurrence, null, now, skipped) && !skipped) {
                due++;
            }
        }
        if (!occurrences.isEmpty()) {
            handle.createUpdate("UPDATE report_schedules SET done_until = greatest(done_until, :due) WHERE id = :id")
                    .bind("due", occurrences.getLast().due().atOffset(ZoneOffset.UTC))
                    .bind("id", id)
                    .execute();
            LOG.debug("{} reports of the schedule {} are due", due, schedule.name());
        }
        return due;
    }

    /**
     * Lots that are over. Samples come late and out of order, so no time tells which ones were: each lot that had its turn is
     * written down by itself, and {@code done_until} only says since when the schedule is there.
     */
    private static int lots(Handle handle, Stored schedule, Instant now) {
        int due = 0;
        for (LotOccurrence each :
                LotOccurrences.between(handle, schedule.rule().zone(), schedule.quiet(), schedule.doneUntil(), now)) {
            Occurrence occurrence = each.occurrence();
            int noted = handle.createUpdate("INSERT INTO report_schedule_lots (schedule_id, occurrence)"
                            + " VALUES (:id, :occurrence) ON CONFLICT DO NOTHING")
                    .bind("id", schedule.id())
                    .bind("occurrence", occurrence.key())
                    .execute();
            boolean skipped = occurrence.due().isBefore(now.minus(MADE_UP));
            if (noted > 0 && insert(handle, schedule, occurrence, each.lot(), now, skipped) && !skipped) {
                due++;
            }
        }
        return due;
    }

    private static boolean insert(
            Handle handle, Stored schedule, Occurrence occurrence, @Nullable String lot, Instant now, boolean skipped) {
        ReportSubject subject = schedule.subject(handle, occurrence, lot);
        return ReportStore.insertion(
                        handle,
                        subject,
                        schedule.formats(),
                        null,
                        ", schedule_id, occurrence, due_at, late, state, finished_at, lot_quiet_hours",
                        ", :schedule, :occurrence, :due, :late, :state, :finished, :quiet",
                        " ON CONFLICT (schedule_id, occurrence) DO NOTHING")
                .bind("schedule", schedule.id())
                .bind("occurrence", occurrence.key())
                .bind("quiet", schedule.quietHours(lot))
                .bind("due", occurrence.due().atOffset(ZoneOffset.UTC))
                .bind("late", occurrence.due().isBefore(now.minus(LATE)))
                .bind("state", skipped ? "skipped" : "queued")
                .bind("finished", skipped ? now.atOffset(ZoneOffset.UTC) : null)
                .mapTo(Long.class)
                .findFirst()
                .isPresent();
    }
}

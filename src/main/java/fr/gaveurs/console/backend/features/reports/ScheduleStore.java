package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.reports.LotOccurrences.LotOccurrence;
import fr.gaveurs.console.backend.features.reports.Occurrences.Occurrence;
import fr.gaveurs.console.backend.features.reports.ScheduleRows.Stored;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Names;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code report_schedules}. */
final class ScheduleStore {
    /** Schedules that there may be. */
    static final int MOST = 200;

    private static final LocalTime AT = LocalTime.of(6, 0);
    private static final String WHAT = "schedule";

    private final Database database;
    private final ZoneId zone;
    private final Clock clock;

    /** @param zone the hall's */
    ScheduleStore(Database database, ZoneId zone, Clock clock) {
        this.database = database;
        this.zone = zone;
        this.clock = clock;
    }

    List<Schedule> list() {
        return database.jdbi().withHandle(handle -> handle.createQuery(ScheduleRows.SELECT + " ORDER BY s.name, s.id")
                .map((row, context) -> ScheduleRows.schedule(row, clock.instant()))
                .list());
    }

    private Optional<Schedule> find(Handle handle, long id) {
        return handle.createQuery(ScheduleRows.SELECT + " WHERE s.id = :id")
                .bind("id", id)
                .map((row, context) -> ScheduleRows.schedule(row, clock.instant()))
                .findFirst();
    }

    Schedule create(NewSchedule wanted, Act act) {
        String name = Names.given(wanted.name(), ScheduleChecks.REFUSED);
        ReportKind kind = ScheduleChecks.kind(wanted);
        ZoneId itsZone = zone(wanted.timeZone());
        ScheduleChecks.check(wanted, kind);
        ScheduleChecks.checkFolder(wanted.folder());
        List<String> recipients = Recipients.of(wanted.recipients());
        return database.changes().inTransaction(handle -> {
            List<String> names = othersNames(handle, 0);
            if (names.size() >= MOST) {
                throw ProblemException.conflict("there are " + MOST + " schedules already: delete one first");
            }
            Names.checkFree(name, names, WHAT);
            KnownNames.checkStations(handle, wanted.deviceIds(), List.of());
            long id = handle.createQuery("INSERT INTO report_schedules (name, cadence, kind, language, formats, zone,"
                            + " due_time, shift_start, shift_end, device_ids, limits, folder, recipients, created_by,"
                            + " template_id, quiet_hours, done_until) VALUES (:name, :cadence, :kind, :language, :formats, :zone, :at, :start,"
                            + " :end, :devices, CAST(:limits AS jsonb), :folder, :recipients, :by, :template, :quiet,"
                            + " now())"
                            + " RETURNING id")
                    .bind("name", name)
                    .bind("cadence", wanted.cadence().key())
                    .bind("kind", kind.key())
                    .bind("language", (wanted.language() == null ? ReportLanguage.FR : wanted.language()).key())
                    .bindArray("formats", String.class, keys(wanted.formats()))
                    .bind("zone", itsZone.getId())
                    .bind("at", wanted.at() == null ? AT : wanted.at())
                    .bind("start", wanted.shiftStart())
                    .bind("end", wanted.shiftEnd())
                    .bindArray("devices", String.class, wanted.deviceIds() == null ? List.of() : wanted.deviceIds())
                    .bind("limits", ReportStore.limits(wanted.limits()))
                    .bind("folder", orNull(wanted.folder()))
                    .bindArray("recipients", String.class, recipients)
                    .bind("by", act.actor().name())
                    .bind("template", template(handle, wanted.template()))
                    .bind("quiet", wanted.quietHours() == null ? LotOccurrences.QUIET.toHours() : wanted.quietHours())
                    .mapTo(Long.class)
                    .one();
            Schedule made = find(handle, id).orElseThrow();
            AuditLog.write(handle, act, object(id), null, made);
            return made;
        });
    }

    /** Of all but one; nobody gives another name meanwhile. */
    private static List<String> othersNames(Handle handle, long own) {
        handle.execute("LOCK TABLE report_schedules IN SHARE ROW EXCLUSIVE MODE");
        return handle.createQuery("SELECT name FROM report_schedules WHERE id <> :own")
                .bind("own", own)
                .mapTo(String.class)
                .list();
    }

    private static AuditObject object(long id) {
        return AuditObject.of("report_schedule", Long.toString(id));
    }

    private static List<String> keys(@Nullable List<ReportFormat> formats) {
        return (formats == null ? List.of(ReportFormat.PDF) : formats)
                .stream().distinct().map(ReportFormat::key).toList();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private ZoneId zone(@Nullable String name) {
        try {
            return name == null ? zone : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ScheduleChecks.wrong("time_zone", "must be a name such as Europe/Paris");
        }
    }

    private static @Nullable Long template(Handle handle, @Nullable Long id) {
        if (id == null) {
            return null;
        }
        if (TemplateStore.find(handle, id, null).filter(each -> !each.deleted()).isEmpty()) {
            throw ScheduleChecks.wrong("template", "must be the id of a template that is offered");
        }
        return id;
    }

    /** Changes one; switched on again it begins with what is due from now on. */
    Schedule change(long id, SchedulePatch patch, Act act) {
        ScheduleChecks.checkFolder(patch.folder());
        String name = patch.name() == null ? null : Names.given(patch.name(), ScheduleChecks.REFUSED);
        List<String> recipients = Recipients.of(patch.recipients());
        return database.changes().inTransaction(handle -> {
            List<String> names = name == null ? List.of() : othersNames(handle, id);
            Schedule before = find(handle, id).orElseThrow(() -> unknown(id));
            if (name != null && !name.equals(before.name())) {
                Names.checkFree(name, names, WHAT);
            }
            ScheduleChecks.check(before, patch);
            KnownNames.checkStations(handle, patch.deviceIds(), before.deviceIds());
            String itsZone = patch.timeZone() == null
                    ? before.timeZone()
                    : zone(patch.timeZone()).getId();
            int changed = handle.createUpdate("UPDATE report_schedules SET name = coalesce(:name, name),"
                            + " enabled = coalesce(:enabled, enabled), due_time = coalesce(:at, due_time), zone = :zone,"
                            + " shift_start = coalesce(:start, shift_start), shift_end = coalesce(:end, shift_end),"
                            + " device_ids = :devices,"
                            + " language = coalesce(:language, language), formats = :formats,"
                            + " folder = CASE WHEN :with_folder THEN :folder ELSE folder END,"
                            + " recipients = :recipients, version = version + 1, quiet_hours = coalesce(:quiet, quiet_hours),"
                            + " template_id = CASE WHEN :with_template THEN :template ELSE template_id END,"
                            + " done_until = CASE WHEN :enabled AND NOT enabled THEN now() ELSE done_until END"
                            + " WHERE id = :id AND version = :version")
                    .bind("name", name)
                    .bind("quiet", patch.quietHours())
                    .bind("enabled", patch.enabled())
                    .bind("at", patch.at())
                    .bind("zone", itsZone)
                    .bind("start", patch.shiftStart())
                    .bind("end", patch.shiftEnd())
                    .bindArray(
                            "devices", String.class, patch.deviceIds() == null ? before.deviceIds() : patch.deviceIds())
                    .bind(
                            "language",
                            patch.language() == null ? null : patch.language().key())
                    .bindArray(
                            "formats", String.class, keys(patch.formats() == null ? before.formats() : patch.formats()))
                    .bind("with_folder", patch.folder() != null)
                    .bind("folder", orNull(patch.folder()))
                    .bindArray(
                            "recipients", String.class, patch.recipients() == null ? before.recipients() : recipients)
                    .bind("with_template", patch.template() != null)
                    .bind(
                            "template",
                            patch.template() == null || patch.template() == 0
                                    ? null
                                    : template(handle, patch.template()))
                    .bind("id", id)
                    .bind("version", patch.version())
                    .execute();
            if (changed == 0) {
                throw ProblemException.conflict("somebody changed this schedule meanwhile: it has the version "
                        + before.version() + "; look at it again");
            }
            Schedule after = find(handle, id).orElseThrow();
            AuditLog.write(handle, act, object(id), before, after);
            return after;
        });
    }

    static ProblemException unknown(long id) {
        return ProblemException.notFound("there is no schedule " + id);
    }

    /** Its reports stay; what of them is not delivered yet is not tried any more. */
    void delete(long id, Act act) {
        database.changes().useTransaction(handle -> {
            Schedule before = find(handle, id).orElseThrow(() -> unknown(id));
            ReportOutbox.giveUp(handle, id);
            handle.createUpdate("DELETE FROM report_schedules WHERE id = :id")
                    .bind("id", id)
                    .execute();
            AuditLog.write(handle, act, object(id), before, null);
        });
    }

    /**
     * Puts the report of the last period that is over at the end of those that wait, however often that was made already.
     * It is delivered like any other of the schedule.
     *
     * @return its id
     */
    long run(long id, Act act) {
        return database.changes().inTransaction(handle -> {
            // One after the other: who presses twice wants one.
            Stored schedule = handle.createQuery("SELECT * FROM report_schedules WHERE id = :id FOR UPDATE")
                    .bind("id", id)
                    .map((row, context) -> ScheduleRows.stored(row))
                    .findFirst()
                    .orElseThrow(() -> unknown(id));
            String lot = null;
            Occurrence last;
            if (schedule.rule().cadence() == Cadence.LOT) {
                LotOccurrence newest =
                        LotOccurrences.newest(handle, schedule.rule().zone(), schedule.quiet(), clock.instant());
                if (newest == null) {
                    throw ProblemException.conflict("no lot was measured in the last " + LotOccurrences.BACK.toDays()
                            + " days: there is nothing to report");
                }
                lot = newest.lot();
                last = newest.occurrence();
            } else {
                last = Occurrences.last(schedule.rule(), clock.instant());
            }
            boolean waits = handle.createQuery("SELECT EXISTS (SELECT FROM report_runs WHERE schedule_id = :id"
                            + " AND state IN ('queued', 'running') AND starts_with(occurrence, :key || ' #'))")
                    .bind("id", id)
                    .bind("key", last.key())
                    .mapTo(Boolean.class)
                    .one();
            if (waits) {
                throw ProblemException.conflict("this report is being made already: wait until it is ready");
            }
            ReportSubject subject = schedule.subject(handle, last, lot);
            long report = ReportStore.insertion(
                            handle,
                            subject,
                            schedule.formats(),
                            ReportStore.by(act),
                            ", schedule_id, occurrence, due_at, lot_quiet_hours",
                            ", :schedule, :occurrence, :due, :quiet",
                            "")
                    .bind("schedule", id)
                    .bind("occurrence", Occurrences.again(last.key()))
                    .bind("due", last.due().atOffset(ZoneOffset.UTC))
                    .bind("quiet", schedule.quietHours(lot))
                    .mapTo(Long.class)
                    .one();
            AuditLog.write(handle, act, object(id), null, ReportStore.audited(subject, schedule.formats()));
            return report;
        });
    }
}

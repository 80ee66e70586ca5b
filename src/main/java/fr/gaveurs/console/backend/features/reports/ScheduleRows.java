package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.LastRun;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.Trouble;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import fr.gaveurs.console.backend.features.reports.Occurrences.Occurrence;
import fr.gaveurs.console.backend.features.reports.Occurrences.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows of {@code report_schedules}. */
final class ScheduleRows {
    /** What is told of a schedule at once: its report tells the rest. */
    private static final int MOST_TROUBLES = 4;
    /** What waits, of whichever report, and what was given up of the newest one that is made: each cause once. */
    private static final String TROUBLES = "SELECT * FROM (SELECT DISTINCT ON (d.kind, coalesce(d.error_code,"
            + " d.last_error)) d.id, d.last_error, d.error_code, d.error_details FROM (SELECT p.* FROM"
            + " report_deliveries p JOIN report_runs x ON x.id = p.run_id WHERE p.state = 'pending'"
            + " AND x.schedule_id = s.id UNION ALL SELECT f.* FROM report_deliveries f WHERE f.state = 'failed'"
            + " AND f.run_id = (SELECT y.id FROM report_runs y WHERE y.schedule_id = s.id AND y.state = 'done'"
            + " ORDER BY y.id DESC LIMIT 1)) d WHERE d.last_error IS NOT NULL"
            + " ORDER BY d.kind, coalesce(d.error_code, d.last_error), d.id DESC) each"
            + " ORDER BY id DESC LIMIT " + MOST_TROUBLES;

    /** So many of its newest reports tell which one comes next: one that was moved may have its next one already. */
    private static final int KNOWN = 50;
    /** A report that is due waits at most about so long until it is written down. */
    private static final Duration NOTICED = Duration.ofMinutes(2);

    /** With the newest report of each, and what of it was not delivered. */
    static final String SELECT = "SELECT s.*, r.id AS last_id, r.occurrence AS last_occurrence, r.state AS last_state,"
            + " r.late AS last_late, r.error AS last_error, r.error_code AS last_code, r.error_details AS last_details,"
            + " (SELECT count(*) FROM report_deliveries d JOIN report_runs x ON x.id = d.run_id"
            + " WHERE x.schedule_id = s.id AND d.state = 'pending') AS undelivered,"
            + " (SELECT coalesce(array_agg(k.occurrence), ARRAY[]::text[]) FROM (SELECT occurrence FROM report_runs WHERE schedule_id = s.id"
            + " AND strpos(occurrence, ' #') = 0 ORDER BY id DESC LIMIT " + KNOWN + ") k) AS known,"
            + " w.troubles, t.version AS template_version, v.name AS template_name"
            + " FROM report_schedules s LEFT JOIN LATERAL (SELECT * FROM report_runs WHERE schedule_id = s.id"
            + " ORDER BY id DESC LIMIT 1) r ON true"
            + " LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('error', last_error, 'code', error_code,"
            + " 'details', error_details) ORDER BY id DESC) AS troubles FROM (" + TROUBLES + ") one) w ON true"
            + " LEFT JOIN report_templates t ON t.id = s.template_id"
            + " LEFT JOIN report_template_versions v ON v.template_id = t.id AND v.version = t.version";

    private ScheduleRows() {}

    /** A schedule as the ledger needs it. */
    record Stored(
            long id,
            String name,
            Rule rule,
            ReportKind kind,
            ReportLanguage language,
            List<ReportFormat> formats,
            List<String> deviceIds,
            @Nullable CapabilityLimits limits,
            Instant doneUntil,
            @Nullable Long template,
            Duration quiet) {
        /** What a report of it is about, as its template has it now. */
        ReportSubject subject(Handle handle, Occurrence occurrence, @Nullable String lot) {
            ReportSubject own = own(occurrence, lot);
            return template == null ? own : Subjects.of(handle, own, template);
        }

        /** After which a lot is over; null of a report about none. */
        @Nullable
        Long quietHours(@Nullable String lot) {
            return lot == null ? null : (Long) quiet.toHours();
        }

        private ReportSubject own(Occurrence occurrence, @Nullable String lot) {
            return new ReportSubject(
                    kind,
                    language,
                    occurrence.from(),
                    occurrence.to(),
                    rule.zone().getId(),
                    deviceIds,
                    lot,
                    limits,
                    List.of(),
                    null,
                    null);
        }
    }

    static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("id"),
                row.getString("name"),
                rule(row),
                ReportRows.value(ReportKind.class, row.getString("kind")),
                ReportRows.value(ReportLanguage.class, row.getString("language")),
                ReportRows.formats(row),
                ReportRows.texts(row, "device_ids"),
                ReportRows.limits(row),
                ReportRows.instant(row, "done_until"),
                template(row),
                Duration.ofHours(row.getInt("quiet_hours")));
    }

    private static @Nullable Long template(ResultSet row) throws SQLException {
        long id = row.getLong("template_id");
        return id == 0 ? null : (Long) id;
    }

    private static Rule rule(ResultSet row) throws SQLException {
        return new Rule(
                ReportRows.value(Cadence.class, row.getString("cadence")),
                ZoneId.of(row.getString("zone")),
                row.getObject("due_time", LocalTime.class),
                row.getObject("shift_start", LocalTime.class),
                row.getObject("shift_end", LocalTime.class));
    }

    /** @param now from which on the next one is looked for */
    static Schedule schedule(ResultSet row, Instant now) throws SQLException {
        Stored stored = stored(row);
        boolean enabled = row.getBoolean("enabled");
        long last = row.getLong("last_id");
        LastRun run = last == 0
                ? null
                : new LastRun(
                        last,
                        row.getString("last_occurrence"),
                        ReportRows.value(ReportState.class, row.getString("last_state")),
                        row.getBoolean("last_late"),
                        row.getString("last_error"),
                        ReportRows.reason(row, "last_code", "last_details"));
        List<Trouble> troubles = troubles(row);
        Trouble newest = troubles.isEmpty() ? null : troubles.getFirst();
        return new Schedule(
                stored.id(),
                stored.name(),
                stored.rule().cadence(),
                stored.kind(),
                stored.language(),
                stored.formats(),
                stored.rule().zone().getId(),
                stored.rule().at(),
                stored.rule().shiftStart(),
                stored.rule().shiftEnd(),
                stored.deviceIds(),
                stored.limits(),
                row.getString("folder"),
                ReportRows.texts(row, "recipients"),
                enabled,
                row.getInt("version"),
                ReportRows.instant(row, "created_at"),
                enabled && stored.rule().cadence() != Cadence.LOT
                        ? next(stored, ReportRows.texts(row, "known"), now)
                        : null,
                run,
                row.getLong("undelivered"),
                newest == null ? null : newest.error(),
                stored.template() == null
                        ? null
                        : new TemplateRef(
                                stored.template(), row.getInt("template_version"), row.getString("template_name")),
                (int) stored.quiet().toHours(),
                newest == null ? null : newest.reason(),
                troubles);
    }

    /** When the next one comes that is not there yet; one that has just fallen due is still to come. */
    private static Instant next(Stored schedule, List<String> known, Instant now) {
        Instant before = now.minus(NOTICED);
        Instant from = schedule.doneUntil().isAfter(before) ? schedule.doneUntil() : before;
        Occurrence next = Occurrences.next(schedule.rule(), from);
        // Of a schedule there is one of each period, whenever it was due.
        while (known.contains(next.key())) {
            next = Occurrences.next(schedule.rule(), next.due());
        }
        return next.due();
    }

    private static List<Trouble> troubles(ResultSet row) throws SQLException {
        String all = row.getString("troubles");
        List<Trouble> troubles = new ArrayList<>();
        if (all != null) {
            for (JsonNode each : Json.MAPPER.readTree(all)) {
                List<String> details = new ArrayList<>();
                each.path("details").forEach(detail -> details.add(detail.asString()));
                troubles.add(new Trouble(
                        each.path("error").asString(),
                        ReportRows.reason(each.path("code").asString(null), details)));
            }
        }
        return troubles;
    }
}

package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportDelivery;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.audit.ShownWords;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables {@code report_runs} and {@code report_files}, as people and programs ask for them. */
final class ReportStore {
    /** Reports that may wait. */
    static final int MOST_WAITING = 200;

    private static final int DEFAULT_LIMIT = 50;

    /** Not by a pattern: what people type has signs in it. */
    private static final String TEXT = "(r.requested_by = ANY (:nameless) OR strpos(bug_plain(concat_ws(' ', r.lot,"
            + " array_to_string(r.device_ids, ' '), r.requested_by, (SELECT s.name FROM report_schedules s"
            + " WHERE s.id = r.schedule_id))), bug_plain(:text)) > 0)";

    private final Database database;

    ReportStore(Database database) {
        this.database = database;
    }

    /**
     * Puts a report at the end of those that wait, and writes down who asked for it.
     *
     * @param zone the hall's
     */
    Report add(NewReport wanted, ZoneId zone, Instant now, List<ReportFormat> formats, Act act) {
        return database.changes().inTransaction(handle -> {
            ReportSubject subject = Subjects.of(handle, wanted, null, zone, now);
            KnownNames.check(handle, wanted, now);
            checkRoom(handle);
            Long quiet = Subjects.isWholeLot(wanted) ? (Long) LotOccurrences.QUIET.toHours() : null;
            long id = insert(handle, subject, formats, by(act), quiet);
            AuditLog.write(handle, act, AuditObject.of("report", Long.toString(id)), null, audited(subject, formats));
            return find(handle, id).orElseThrow();
        });
    }

    /** Who asks: callers without a name are called by their kind, as {@code local}. */
    static String by(Act act) {
        String name = act.actor().name();
        return name == null ? act.actor().kind().key() : name;
    }

    private static void checkRoom(Handle handle) {
        long waiting = handle.createQuery("SELECT count(*) FROM report_runs WHERE state IN ('queued', 'running')")
                .mapTo(Long.class)
                .one();
        if (waiting >= MOST_WAITING) {
            throw ProblemException.unavailable(
                    "as many reports wait as may wait (" + MOST_WAITING + "): ask again when some are made", 60);
        }
    }

    /** One about the same as another one, with its schedule: it is delivered where that one was to go. */
    Report again(Report before, Act act) {
        return database.changes().inTransaction(handle -> {
            checkRoom(handle);
            long id = insertion(
                            handle,
                            before.subject(),
                            before.formats(),
                            by(act),
                            ", schedule_id, occurrence, due_at, lot_quiet_hours",
                            ", :schedule, :occurrence, (SELECT due_at FROM report_runs WHERE id = :before),"
                                    + " (SELECT lot_quiet_hours FROM report_runs WHERE id = :before)",
                            "")
                    .bind("schedule", before.scheduleId())
                    .bind("occurrence", before.occurrence() == null ? null : Occurrences.again(before.occurrence()))
                    .bind("before", before.id())
                    .mapTo(Long.class)
                    .one();
            AuditLog.write(
                    handle,
                    act,
                    AuditObject.of("report", Long.toString(id)),
                    null,
                    audited(before.subject(), before.formats()));
            return find(handle, id).orElseThrow();
        });
    }

    /** Where a report is taken, mail by address. */
    List<ReportDelivery> deliveries(long id) {
        return database.jdbi().withHandle(handle -> deliveries(handle, id));
    }

    private static List<ReportDelivery> deliveries(Handle handle, long id) {
        return handle.createQuery(
                        "SELECT * FROM report_deliveries WHERE run_id = :id"
                                // What went wrong first, for lists are cut.
                                + " ORDER BY array_position(ARRAY['failed', 'pending', 'done'], state), kind, address LIMIT 5000")
                .bind("id", id)
                .map((row, context) -> ReportRows.delivery(row))
                .list();
    }

    /** Has a report mailed to these, too; to whom it could not be mailed it is tried at once. */
    List<ReportDelivery> send(long id, List<String> recipients, Act act) {
        List<String> addresses = Recipients.of(recipients);
        return database.changes().inTransaction(handle -> {
            handle.createUpdate("INSERT INTO report_deliveries (run_id, kind, address)"
                            + " SELECT :id, 'mail', unnest(:addresses) ON CONFLICT (run_id, kind, address) DO UPDATE"
                            + " SET state = 'pending', attempts = 0, next_try = now(), done_at = NULL, last_error = NULL,"
                            + " error_code = NULL, error_details = NULL")
                    .bind("id", id)
                    .bindArray("addresses", String.class, addresses)
                    .execute();
            AuditLog.write(
                    handle, act, AuditObject.of("report", Long.toString(id)), null, Map.of("recipients", addresses));
            return deliveries(handle, id);
        });
    }

    static Map<String, Object> audited(ReportSubject subject, List<ReportFormat> formats) {
        Map<String, Object> values = new HashMap<>();
        values.put("kind", subject.kind());
        values.put("language", subject.language());
        values.put("formats", formats);
        values.put("from", subject.from());
        values.put("to", subject.to());
        if (!subject.deviceIds().isEmpty()) {
            values.put("device_ids", subject.deviceIds());
        }
        if (subject.lot() != null) {
            values.put("lot", subject.lot());
        }
        if (!subject.lines().isEmpty()) {
            values.put("lines", subject.lines());
        }
        if (subject.template() != null) {
            values.put(
                    "template",
                    subject.template().name() + " v" + subject.template().version());
        }
        return values;
    }

    /**
     * One that waits to be made; returns its id.
     *
     * @param quietHours after which its lot is over; null: it is about a period
     */
    private static long insert(
            Handle handle,
            ReportSubject subject,
            List<ReportFormat> formats,
            @Nullable String requestedBy,
            @Nullable Long quietHours) {
        return insertion(handle, subject, formats, requestedBy, ", lot_quiet_hours", ", :quiet", "")
                .bind("quiet", quietHours)
                .mapTo(Long.class)
                .one();
    }

    /**
     * What inserts one and returns its id.
     *
     * @param columns more of them, and their values, each after a comma
     * @param end what stands behind the values
     */
    static Query insertion(
            Handle handle,
            ReportSubject subject,
            List<ReportFormat> formats,
            @Nullable String requestedBy,
            String columns,
            String values,
            String end) {
        return handle.createQuery("INSERT INTO report_runs (kind, language, formats, period_from, period_to, zone,"
                        + " device_ids, lot, limits, lines, profile, template_id, template_version, requested_by"
                        + columns
                        + ") VALUES (:kind, :language, :formats, :from, :to, :zone, :devices, :lot,"
                        + " CAST(:limits AS jsonb), :lines, CAST(:profile AS jsonb), :template, :template_version,"
                        + " :by" + values + ")" + end
                        + " RETURNING id")
                .bind("kind", subject.kind().key())
                .bind("language", subject.language().key())
                .bindArray(
                        "formats",
                        String.class,
                        formats.stream().map(ReportFormat::key).toList())
                .bind("from", subject.from().atOffset(ZoneOffset.UTC))
                .bind("to", subject.to().atOffset(ZoneOffset.UTC))
                .bind("zone", subject.timeZone())
                .bindArray("devices", String.class, subject.deviceIds())
                .bind("lot", subject.lot())
                .bind("limits", limits(subject.limits()))
                .bindArray("lines", String.class, subject.lines())
                .bind("profile", subject.profile() == null ? null : Json.MAPPER.writeValueAsString(subject.profile()))
                .bind(
                        "template",
                        subject.template() == null ? null : subject.template().id())
                .bind(
                        "template_version",
                        subject.template() == null ? null : subject.template().version())
                .bind("by", requestedBy);
    }

    static @Nullable String limits(@Nullable CapabilityLimits limits) {
        return limits == null ? null : Json.MAPPER.writeValueAsString(limits);
    }

    Optional<Report> find(long id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    private static Optional<Report> find(Handle handle, long id) {
        return withFiles(
                        handle,
                        handle.createQuery(ReportRows.SELECT + " WHERE r.id = :id")
                                .bind("id", id)
                                .map((row, context) -> ReportRows.report(row))
                                .list())
                .stream()
                .findFirst();
    }

    /** Newest first. */
    Page<Report> list(ReportQuery query) {
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        return database.jdbi().withHandle(handle -> {
            Query select = handle.createQuery(ReportRows.SELECT + " WHERE true"
                    + (query.kind() == null ? "" : " AND r.kind = :kind")
                    + (query.state() == null ? "" : " AND r.state = :state")
                    + (query.schedule() == null ? "" : " AND r.schedule_id = :schedule")
                    + (isBlank(query.text()) ? "" : " AND " + TEXT)
                    + (query.cursor() == null ? "" : " AND r.id < :cursor") + " ORDER BY r.id DESC LIMIT :limit");
            if (query.kind() != null) {
                select.bind("kind", query.kind().key());
            }
            if (query.state() != null) {
                select.bind("state", query.state().key());
            }
            if (query.schedule() != null) {
                select.bind("schedule", query.schedule());
            }
            if (!isBlank(query.text())) {
                String text = String.valueOf(query.text()).strip();
                select.bind("text", text).bindArray("nameless", String.class, ShownWords.nameless(text));
            }
            if (query.cursor() != null) {
                select.bind("cursor", Long.parseLong(query.cursor()));
            }
            List<Report> reports = select.bind("limit", limit + 1)
                    .map((row, context) -> ReportRows.report(row))
                    .list();
            boolean more = reports.size() > limit;
            List<Report> page = withFiles(handle, more ? reports.subList(0, limit) : reports);
            return new Page<>(page, more ? Long.toString(page.getLast().id()) : null);
        });
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static List<Report> withFiles(Handle handle, List<Report> reports) {
        if (reports.isEmpty()) {
            return List.of();
        }
        Map<Long, List<ReportFile>> files = new HashMap<>();
        handle.createQuery("SELECT * FROM report_files WHERE run_id = ANY (:ids) ORDER BY id")
                .bindArray("ids", Long.class, reports.stream().map(Report::id).toList())
                .map((row, context) -> Map.entry(row.getLong("run_id"), ReportRows.file(row)))
                .forEach(entry -> files.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return reports.stream()
                .map(report -> ReportRows.with(report, files.getOrDefault(report.id(), List.of())))
                .toList();
    }

    /** Gives up one that waits or is being made; deletes one that is made. False if there is none of this id. */
    boolean remove(long id, Act act) {
        return database.changes().inTransaction(handle -> {
            Report report = find(handle, id).orElse(null);
            if (report == null) {
                return false;
            }
            boolean over = report.state().isFinal();
            int changed = handle.createUpdate(
                            over
                                    ? "DELETE FROM report_runs WHERE id = :id AND state NOT IN ('queued', 'running')"
                                    : "UPDATE report_runs SET cancel = true,"
                                            + " state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,"
                                            + " finished_at = CASE state WHEN 'queued' THEN now() ELSE finished_at END"
                                            + " WHERE id = :id AND state IN ('queued', 'running')")
                    .bind("id", id)
                    .execute();
            if (changed > 0) {
                AuditLog.write(
                        handle,
                        act,
                        AuditObject.of("report", Long.toString(id)),
                        audited(report.subject(), report.formats()),
                        null);
            }
            return true;
        });
    }
}

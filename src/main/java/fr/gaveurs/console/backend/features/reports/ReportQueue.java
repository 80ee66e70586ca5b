package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reports that wait, for the consoles on a database: each takes the oldest one. One whose console has given no sign of
 * life for two minutes is taken by another one, from the beginning; what the first one might still write then counts for
 * nothing. Goes by the database's clock.
 */
final class ReportQueue {
    /** One that was begun so often and never ended is not begun again. */
    static final int MOST_ATTEMPTS = 3;

    private static final ReportReason ENDED = ReportReason.of(Code.ENDED, Integer.toString(MOST_ATTEMPTS));

    private static final String SILENT = "interval '2 minutes'";
    private static final String BETWEEN_TRIES = "interval '30 seconds'";
    private static final String MOST_PATIENCE = "interval '7 days'";

    private static final String OWN = "id = :id AND console = :console AND attempts = :attempt AND state = 'running'";

    private final Database database;
    private final String console;

    /** @param console this console's name, which it keeps over restarts */
    ReportQueue(Database database, String console) {
        this.database = database;
        this.console = console;
    }

    /**
     * A report that this console makes.
     *
     * @param attempt which one: it is this console's until another one begins
     * @param late whether it was due long ago
     * @param quietHours after which the lot that it is about as a whole is over; null: its period was chosen
     */
    record Task(
            long id,
            UUID fileKey,
            int attempt,
            ReportSubject subject,
            List<ReportFormat> formats,
            boolean late,
            @Nullable Integer quietHours) {}

    /**
     * Reports wait for room.
     *
     * @param why null where another version wrote it
     */
    record Waiting(Instant since, @Nullable ReportReason why) {}

    /** A file that was written. */
    record Made(ReportFormat format, String fileName, long bytes, String sha256) {}

    /**
     * What came of one.
     *
     * @param subject with the period that it tells
     * @param note why it has no logo; null: nothing is missing
     */
    record Outcome(
            ReportSubject subject,
            long rows,
            @Nullable Instant newestSample,
            boolean open,
            @Nullable ReportReason note,
            List<Made> files) {}

    /** After a start: what this console had begun before it ended is begun again. */
    void giveBack() {
        database.changes().useHandle(handle -> handle.createUpdate(
                        "UPDATE report_runs SET state = 'queued', heard_at = NULL, progress = 0"
                                + " WHERE state = 'running' AND console = :console")
                .bind("console", console)
                .execute());
    }

    /** The oldest one that waits; nothing if there is none. */
    Optional<Task> take() {
        return database.changes().inTransaction(handle -> {
            handle.createUpdate("UPDATE report_runs SET state = 'failed', finished_at = now(), error = :error,"
                            + " error_code = :code, error_details = :details"
                            + " WHERE state IN ('queued', 'running') AND attempts >= :most"
                            + " AND (state = 'queued' OR heard_at < now() - " + SILENT + ")")
                    .bind("most", MOST_ATTEMPTS)
                    .bind("error", ENDED.text())
                    .bind("code", ENDED.code().key())
                    .bindArray("details", String.class, ENDED.details())
                    .execute();
            handle.createUpdate("UPDATE report_runs SET state = 'cancelled', finished_at = now()"
                            + " WHERE state = 'running' AND cancel AND heard_at < now() - " + SILENT)
                    .execute();
            return handle.createQuery("UPDATE report_runs SET state = 'running', console = :console,"
                            + " heard_at = now(), started_at = now(), attempts = attempts + 1, progress = 0,"
                            + " next_try = NULL, error = NULL, error_code = NULL, error_details = NULL"
                            + " WHERE id = (SELECT id FROM report_runs WHERE NOT cancel AND ((state = 'queued'"
                            + " AND (next_try IS NULL OR next_try <= now()))"
                            + " OR (state = 'running' AND heard_at < now() - " + SILENT + "))"
                            + " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *, (SELECT v.name FROM"
                            + " report_template_versions v WHERE v.template_id = report_runs.template_id"
                            + " AND v.version = report_runs.template_version) AS template_name")
                    .bind("console", console)
                    .map((row, context) -> new Task(
                            row.getLong("id"),
                            row.getObject("file_key", UUID.class),
                            row.getInt("attempts"),
                            ReportRows.subject(row),
                            ReportRows.formats(row),
                            row.getBoolean("late"),
                            ReportRows.quiet(row)))
                    .findFirst();
        });
    }

    /** Says that it is being worked on; false where it was given up, or is another console's by now. */
    boolean alive(Task task, int progress) {
        return database.changes()
                .withHandle(handle -> handle.createQuery("UPDATE report_runs SET heard_at = now(), progress = :progress"
                                + " WHERE " + OWN + " RETURNING cancel")
                        .bind("progress", progress)
                        .bind("id", task.id())
                        .bind("console", console)
                        .bind("attempt", task.attempt())
                        .mapTo(Boolean.class)
                        .findFirst()
                        .map(cancel -> !cancel)
                        .orElse(false));
    }

    /** It is made: its files are known from now on. False where it is not this console's any more. */
    boolean done(Task task, Outcome outcome, String version, String machine) {
        return database.changes().inTransaction(handle -> {
            ReportReason note = outcome.note();
            int changed = handle.createUpdate("UPDATE report_runs SET state = 'done', finished_at = now(),"
                            + " progress = 100, period_from = :from, period_to = :to, rows = :rows, newest_sample = :newest, period_open = :open,"
                            + " version = :version, note = :note, note_code = :note_code, note_details = :note_details,"
                            + " error = NULL, error_code = NULL, error_details = NULL WHERE NOT cancel AND " + OWN)
                    .bind("from", outcome.subject().from().atOffset(ZoneOffset.UTC))
                    .bind("to", outcome.subject().to().atOffset(ZoneOffset.UTC))
                    .bind("rows", outcome.rows())
                    .bind(
                            "newest",
                            outcome.newestSample() == null
                                    ? null
                                    : outcome.newestSample().atOffset(ZoneOffset.UTC))
                    .bind("open", outcome.open())
                    .bind("version", version)
                    .bind("note", note == null ? null : note.text())
                    .bind("note_code", note == null ? null : note.code().key())
                    .bindArray("note_details", String.class, note == null ? List.of() : note.details())
                    .bind("id", task.id())
                    .bind("console", console)
                    .bind("attempt", task.attempt())
                    .execute();
            if (changed == 0) {
                return false;
            }
            outcome.files().forEach(file -> note(handle, task, file, machine));
            ReportLog.add(handle, task.id(), outcome);
            ReportOutbox.address(handle, task.id());
            return true;
        });
    }

    private void note(Handle handle, Task task, Made file, String machine) {
        handle.createUpdate("INSERT INTO report_files (run_id, format, console, machine, file_name, bytes, sha256)"
                        + " VALUES (:run, :format, :console, :machine, :name, :bytes, :sha256)"
                        + " ON CONFLICT (run_id, format) DO UPDATE SET console = excluded.console,"
                        + " machine = excluded.machine, file_name = excluded.file_name, bytes = excluded.bytes,"
                        + " sha256 = excluded.sha256")
                .bind("run", task.id())
                .bind("format", file.format().key())
                .bind("console", console)
                .bind("machine", machine)
                .bind("name", file.fileName())
                .bind("bytes", file.bytes())
                .bind("sha256", file.sha256())
                .execute();
    }

    /** It was given up, or could not be made. False where it is not this console's any more, or is gone. */
    boolean end(Task task, ReportState state, @Nullable ReportReason error) {
        int ended = database.changes().withHandle(handle -> handle.createUpdate(
                        "UPDATE report_runs SET state = :state, finished_at = now(), error = :error,"
                                + " error_code = :code, error_details = :details WHERE " + OWN)
                .bind("state", state.key())
                .bind("error", error == null ? null : error.text())
                .bind("code", error == null ? null : error.code().key())
                .bindArray("details", String.class, error == null ? List.of() : error.details())
                .bind("id", task.id())
                .bind("console", console)
                .bind("attempt", task.attempt())
                .execute());
        return ended > 0;
    }

    /**
     * The disk has no room for it: it waits and is tried again, by whichever console has some. The attempt counts for
     * nothing. After a week it is given up.
     */
    void awaitRoom(Task task, ReportReason why) {
        database.changes()
                .useHandle(handle -> handle.createUpdate("UPDATE report_runs SET progress = 0, heard_at = NULL,"
                                + " attempts = attempts - 1, waits_since = coalesce(waits_since, now()),"
                                + " next_try = now() + " + BETWEEN_TRIES + ", error = :error,"
                                + " error_code = :code, error_details = :details, state = CASE WHEN cancel THEN 'cancelled'"
                                + " WHEN requested_at < now() - " + MOST_PATIENCE + " THEN 'failed' ELSE 'queued' END,"
                                + " finished_at = CASE WHEN cancel OR requested_at < now() - " + MOST_PATIENCE
                                + " THEN now() END WHERE " + OWN)
                        .bind("error", why.text())
                        .bind("code", why.code().key())
                        .bindArray("details", String.class, why.details())
                        .bind("id", task.id())
                        .bind("console", console)
                        .bind("attempt", task.attempt())
                        .execute());
    }

    /** Since when and why a report waits for room on this console's disk, the one that waits longest; nothing if none does. */
    Optional<Waiting> roomAwaited() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(waits_since, requested_at) AS since,"
                                + " error_code, error_details FROM report_runs WHERE state = 'queued'"
                                + " AND next_try IS NOT NULL AND console = :console ORDER BY since LIMIT 1")
                .bind("console", console)
                .map((row, context) -> new Waiting(
                        ReportRows.instant(row, "since"), ReportRows.reason(row, "error_code", "error_details")))
                .findFirst());
    }

    /** It waits again: the console ends. The attempt counts for nothing. */
    void postpone(Task task) {
        database.changes()
                .useHandle(handle -> handle.createUpdate("UPDATE report_runs SET state = 'queued', progress = 0,"
                                + " attempts = attempts - 1 WHERE " + OWN)
                        .bind("id", task.id())
                        .bind("console", console)
                        .bind("attempt", task.attempt())
                        .execute());
    }
}

package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.bugs.BugInput.BugPatch;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes bug reports; history and figures follow by the database's triggers. */
public final class BugStore {
    /** Who the history names where the program itself changed a bug. */
    static final String PROGRAM = "Gaveurs Console";

    private static final int MAX_CHAIN = 100;

    private final Jdbi jdbi;

    public BugStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A bug that was made, or found because it was sent before. */
    public record CreateResult(long id, boolean isNew) {}

    /** @param act who reports it: the reporter, too, where the bug names none */
    public CreateResult create(NewBug bug, Act act) {
        return jdbi.inTransaction(handle -> {
            List<Long> related = bug.relatedIssues() == null ? List.of() : bug.relatedIssues();
            checkExist(handle, "related_issues", related);
            Long id = handle.createUpdate("INSERT INTO bug_reports (client_id, title, description, severity, priority,"
                            + " category, source, device_id, firmware_version, sample_id, sample_time, component,"
                            + " program_version, reporter, reporter_email, assignee, error_logs, reproduction_steps,"
                            + " tags, related_issues) VALUES (:client, :title, :description, :severity, :priority,"
                            + " :category, 'person', :device, :firmware, :sample, :sampleTime, :component, :program,"
                            + " :reporter, :email, :assignee, :logs, :steps, :tags, :related)"
                            + " ON CONFLICT (client_id) DO NOTHING")
                    .bind("client", bug.clientId())
                    .bind("title", Texts.required("title", bug.title(), 5))
                    .bind("description", Texts.required("description", bug.description(), 10))
                    .bind("severity", key(bug.severity(), Severity.MEDIUM))
                    .bind("priority", key(bug.priority(), Priority.MEDIUM))
                    .bind("category", key(bug.category(), Category.OTHER))
                    .bind("device", Texts.idOrNull(bug.deviceId()))
                    .bind("firmware", Texts.orNull(bug.firmwareVersion()))
                    .bind("sample", Texts.idOrNull(bug.sampleId()))
                    .bind("sampleTime", BugRows.at(bug.sampleTime()))
                    .bind("component", Texts.orNull(bug.component()))
                    .bind("program", Texts.orNull(bug.programVersion()))
                    .bind("reporter", first(bug.reporter(), act.actor().name()))
                    .bind("email", Texts.orNull(bug.reporterEmail()))
                    .bind("assignee", Texts.orNull(bug.assignee()))
                    .bind("logs", Texts.orNull(bug.errorLogs()))
                    .bind("steps", Texts.orNull(bug.reproductionSteps()))
                    .bindArray("tags", String.class, tags(bug.tags()))
                    .bindArray("related", Long.class, related)
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(null);
            if (id != null) {
                AuditLog.write(handle, act, object(id), null, values(handle, id));
                return new CreateResult(id, true);
            }
            return new CreateResult(
                    handle.createQuery("SELECT id FROM bug_reports WHERE client_id = :client")
                            .bind("client", bug.clientId())
                            .mapTo(Long.class)
                            .one(),
                    false);
        });
    }

    private record Current(
            String status, int version, @Nullable String updatedBy, Instant updatedAt) {}

    /**
     * Changes a bug if nobody else did meanwhile.
     *
     * @throws ProblemException 404, 409 for a lost update or a status that may not follow, 400 for an unknown other bug
     */
    public void change(long id, BugPatch patch, Act act) {
        jdbi.useTransaction(handle -> {
            Current current = handle.createQuery(
                            "SELECT status, version, updated_by, updated_at FROM bug_reports WHERE id = :id FOR UPDATE")
                    .bind("id", id)
                    .map((row, context) -> new Current(
                            row.getString("status"),
                            row.getInt("version"),
                            row.getString("updated_by"),
                            BugRows.time(row, "updated_at")))
                    .findOne()
                    .orElseThrow(() -> unknown(id));
            if (current.version() != patch.version()) {
                throw ProblemException.conflict(Objects.requireNonNullElse(current.updatedBy(), "somebody")
                        + " changed bug #" + id + " at "
                        + current.updatedAt() + ": it has version " + current.version() + " now, and your change"
                        + " is based on " + patch.version() + "; load it again and repeat your change");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            follow(current, patch.status(), values);
            put(values, "title", patch.title() == null ? null : Texts.required("title", patch.title(), 5));
            put(
                    values,
                    "description",
                    patch.description() == null ? null : Texts.required("description", patch.description(), 10));
            put(values, "severity", patch.severity());
            put(values, "priority", patch.priority());
            put(values, "category", patch.category());
            put(values, "device_id", patch.deviceId() == null ? null : Texts.id(patch.deviceId()));
            put(values, "firmware_version", patch.firmwareVersion());
            put(values, "component", patch.component());
            put(values, "reporter_email", patch.reporterEmail());
            put(values, "assignee", patch.assignee());
            put(values, "resolution", patch.resolution());
            put(values, "reproduction_steps", patch.reproductionSteps());
            if (patch.duplicateOf() != null && patch.duplicateOf() != 0) {
                checkDuplicate(handle, id, patch.duplicateOf());
            }
            if (patch.relatedIssues() != null) {
                checkExist(handle, "related_issues", patch.relatedIssues());
            }
            JsonNode before = values(handle, id);
            update(handle, id, patch, first(act.actor().name(), patch.by()), values);
            AuditLog.write(handle, act, object(id), before, values(handle, id));
        });
    }

    private static void update(
            Handle handle, long id, BugPatch patch, @Nullable String by, Map<String, Object> values) {
        StringBuilder set = new StringBuilder("UPDATE bug_reports SET updated_by = :by");
        values.keySet().forEach(column -> set.append(", ")
                .append(column)
                .append(" = nullif(:")
                .append(column)
                .append(", '')"));
        set.append(patch.tags() == null ? "" : ", tags = :tags")
                .append(patch.relatedIssues() == null ? "" : ", related_issues = :related")
                .append(patch.duplicateOf() == null ? "" : ", duplicate_of = nullif(:duplicate, 0)");
        Update update =
                handle.createUpdate(set + " WHERE id = :id").bind("id", id).bind("by", by);
        values.forEach(update::bind);
        if (patch.tags() != null) {
            update.bindArray("tags", String.class, tags(patch.tags()));
        }
        if (patch.relatedIssues() != null) {
            update.bindArray("related", Long.class, patch.relatedIssues());
        }
        if (patch.duplicateOf() != null) {
            update.bind("duplicate", patch.duplicateOf());
        }
        update.execute();
    }

    private static void follow(Current current, @Nullable Status wanted, Map<String, Object> values) {
        if (wanted == null) {
            return;
        }
        Status now = Status.valueOf(current.status().toUpperCase(Locale.ROOT));
        if (now != wanted && !now.next().contains(wanted)) {
            throw ProblemException.conflict("a bug that is " + now.key() + " cannot become " + wanted.key()
                    + ": it may become "
                    + String.join(", ", now.next().stream().map(Status::key).toList()));
        }
        values.put("status", wanted.key());
    }

    private static void put(Map<String, Object> values, String column, @Nullable Object value) {
        if (value != null) {
            values.put(column, Texts.clean(value.toString()));
        }
    }

    private static void checkExist(Handle handle, String field, List<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        List<Long> missing = handle.createQuery("SELECT wanted FROM unnest(:ids) AS wanted"
                        + " WHERE NOT EXISTS (SELECT FROM bug_reports b WHERE b.id = wanted)")
                .bindArray("ids", Long.class, ids)
                .mapTo(Long.class)
                .list();
        if (!missing.isEmpty()) {
            throw ProblemException.validation(
                    "some bugs are not known", List.of(new FieldError(field, "names no bug: " + missing)));
        }
    }

    /** A bug must not be its own duplicate, however long the way. */
    private static void checkDuplicate(Handle handle, long id, long of) {
        checkExist(handle, "duplicate_of", List.of(of));
        Long at = of;
        for (int steps = 0; at != null && steps < MAX_CHAIN; steps++) {
            if (at == id) {
                throw ProblemException.validation(
                        "a bug cannot be a duplicate of itself",
                        List.of(new FieldError("duplicate_of", "leads back to #" + id)));
            }
            at = handle.createQuery("SELECT duplicate_of FROM bug_reports WHERE id = :id AND duplicate_of IS NOT NULL")
                    .bind("id", at)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(null);
        }
    }

    /** @throws ProblemException 404 */
    public void comment(long id, NewComment comment, Act act) {
        jdbi.useTransaction(handle -> {
            int added = handle.createUpdate("INSERT INTO bug_comments (bug_id, author, internal, text)"
                            + " SELECT id, :author, :internal, :text FROM bug_reports WHERE id = :id")
                    .bind("id", id)
                    .bind("author", first(act.actor().name(), comment.author()))
                    .bind("internal", comment.internal())
                    .bind("text", Texts.required("text", comment.text(), 1))
                    .execute();
            if (added == 0) {
                throw unknown(id);
            }
            AuditLog.write(
                    handle, act, object(id), null, Map.of("comment", comment.text(), "internal", comment.internal()));
        });
    }

    static AuditObject object(long id) {
        return AuditObject.of("bug", Long.toString(id));
    }

    /** The first of two names that says anything, as it is kept. */
    static @Nullable String first(@Nullable String name, @Nullable String other) {
        String cleaned = Texts.orNull(name);
        return cleaned == null ? Texts.orNull(other) : cleaned;
    }

    /** What of a bug the journal compares. */
    private static JsonNode values(Handle handle, long id) {
        return Json.MAPPER.readTree(handle.createQuery("SELECT jsonb_build_object('title', title,"
                        + " 'description', description, 'severity', severity, 'priority', priority,"
                        + " 'category', category, 'status', status, 'device_id', device_id,"
                        + " 'firmware_version', firmware_version, 'component', component, 'reporter', reporter,"
                        + " 'reporter_email', reporter_email, 'assignee', assignee, 'resolution', resolution,"
                        + " 'reproduction_steps', reproduction_steps, 'tags', tags,"
                        + " 'related_issues', related_issues, 'duplicate_of', duplicate_of)"
                        + " FROM bug_reports WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
    }

    /** What an error's bug says of how often it was met. */
    private record Counted(String status, long occurrences) {}

    /**
     * An error that was met: opens its bug, counts it there, or takes a mended one up again. One that was given up stays
     * so.
     *
     * @param act who met it; of what nobody asked for the journal says only that a bug was opened or taken up again
     */
    public CreateResult report(ErrorOccurrence error, Act act) {
        return jdbi.inTransaction(handle -> {
            Counted before = handle.createQuery(
                            "SELECT status, occurrences FROM bug_reports WHERE error_code = :code FOR UPDATE")
                    .bind("code", error.code())
                    .map((row, context) -> counted(row))
                    .findOne()
                    .orElse(null);
            return handle.createQuery(
                            "INSERT INTO bug_reports AS b (title, description, severity, category, source, device_id,"
                                    + " firmware_version, component, program_version, reporter, error_logs, error_code,"
                                    + " occurrences, first_seen, last_seen)"
                                    + " VALUES (:title, :description, :severity, :category, :source, :device, :firmware,"
                                    + " :component, :program, :reporter, :logs, :code, :count, :first, :last)"
                                    + " ON CONFLICT (error_code) DO UPDATE SET"
                                    + " occurrences = b.occurrences + excluded.occurrences,"
                                    + " first_seen = least(b.first_seen, excluded.first_seen),"
                                    + " last_seen = greatest(b.last_seen, excluded.last_seen),"
                                    + " status = CASE WHEN b.status IN ('resolved', 'closed') THEN 'open' ELSE b.status END,"
                                    + " updated_by = :reporter"
                                    + " RETURNING id, status, occurrences, xmax = 0 AS is_new")
                    .bind("title", error.title())
                    .bind("description", error.description())
                    .bind("severity", error.severity().key())
                    .bind("category", error.category().key())
                    .bind("source", error.source().key())
                    .bind("device", error.deviceId())
                    .bind("firmware", error.firmwareVersion())
                    .bind("component", error.component())
                    .bind("program", error.programVersion())
                    .bind("reporter", error.source() == Source.DEVICE ? error.deviceId() : PROGRAM)
                    .bind("logs", error.logs())
                    .bind("code", error.code())
                    .bind("count", error.count())
                    .bind("first", BugRows.at(error.first()))
                    .bind("last", BugRows.at(error.last()))
                    .map((row, context) -> {
                        CreateResult result = new CreateResult(row.getLong("id"), row.getBoolean("is_new"));
                        Counted after = counted(row);
                        boolean asked = act.address() != null;
                        if (asked || before == null || !before.status().equals(after.status())) {
                            AuditLog.write(handle, act, object(result.id()), before, after);
                        }
                        return result;
                    })
                    .one();
        });
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(row.getString("status"), row.getLong("occurrences"));
    }

    static ProblemException unknown(long id) {
        return ProblemException.notFound("there is no bug #" + id);
    }

    private static String key(@Nullable Object given, Object usual) {
        return (given == null ? usual : given).toString();
    }

    private static List<String> tags(@Nullable List<String> given) {
        return given == null ? List.of() : given.stream().distinct().toList();
    }
}

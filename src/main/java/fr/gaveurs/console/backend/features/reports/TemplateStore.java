package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.ReportTemplates.TemplateInput;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.reports.format.Logo;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Names;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code report_templates} and {@code report_template_versions}: a version that was saved never changes. */
final class TemplateStore {
    /** Templates that are offered. */
    static final int MOST = 200;
    /** Versions of one: whoever needs more makes another template. */
    static final int MOST_VERSIONS = 1_000;

    private static final String REFUSED = "the template cannot be kept";
    private static final String SELECT = "SELECT v.template_id, v.version, v.name, v.sections, v.device_ids, v.lines,"
            + " v.profile_id, v.language, v.logo IS NOT NULL AS has_logo, v.saved_at, v.saved_by, t.deleted"
            + " FROM report_template_versions v JOIN report_templates t ON t.id = v.template_id";

    private final Database database;

    TemplateStore(Database database) {
        this.database = database;
    }

    /** Newest versions of those that are offered, by name. */
    List<Template> list() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        SELECT + " WHERE v.version = t.version AND NOT t.deleted ORDER BY lower(v.name), t.id")
                .map((row, context) -> template(row))
                .list());
    }

    /** @param version null: the newest one */
    Template need(long id, @Nullable Integer version) {
        return database.jdbi().withHandle(handle -> find(handle, id, version)).orElseThrow(() -> unknown(id, version));
    }

    static ProblemException unknown(long id, @Nullable Integer version) {
        return ProblemException.notFound(
                "there is no template " + id + (version == null ? "" : " of version " + version));
    }

    static Optional<Template> find(Handle handle, long id, @Nullable Integer version) {
        return handle.createQuery(SELECT + " WHERE t.id = :id AND v.version = coalesce(:version, t.version)")
                .bind("id", id)
                .bind("version", version)
                .map((row, context) -> template(row))
                .findFirst();
    }

    List<Template> versions(long id) {
        List<Template> all = database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE t.id = :id ORDER BY v.version DESC")
                        .bind("id", id)
                        .map((row, context) -> template(row))
                        .list());
        if (all.isEmpty()) {
            throw unknown(id, null);
        }
        return all;
    }

    /** A version's logo; null: it has none of its own. */
    static byte @Nullable [] logo(Handle handle, long id, int version) {
        return handle.createQuery("SELECT logo FROM report_template_versions WHERE template_id = :id"
                        + " AND version = :version AND logo IS NOT NULL")
                .bind("id", id)
                .bind("version", version)
                .mapTo(byte[].class)
                .findFirst()
                .orElse(null);
    }

    private static Template template(ResultSet row) throws SQLException {
        String language = row.getString("language");
        long profile = row.getLong("profile_id");
        return new Template(
                row.getLong("template_id"),
                row.getInt("version"),
                row.getString("name"),
                ReportRows.texts(row, "sections").stream()
                        .map(key -> ReportRows.value(ReportSection.class, key))
                        .toList(),
                ReportRows.texts(row, "device_ids"),
                ReportRows.texts(row, "lines"),
                profile == 0 ? null : (Long) profile,
                language == null ? null : ReportRows.value(ReportLanguage.class, language),
                row.getBoolean("has_logo"),
                ReportRows.instant(row, "saved_at"),
                row.getString("saved_by"),
                row.getBoolean("deleted"));
    }

    Template create(TemplateInput wanted, Act act) {
        check(wanted);
        return database.changes().inTransaction(handle -> {
            long there = handle.createQuery("SELECT count(*) FROM report_templates WHERE NOT deleted")
                    .mapTo(Long.class)
                    .one();
            if (there >= MOST) {
                throw ProblemException.conflict("there are " + MOST + " templates already: delete one first");
            }
            checkName(handle, wanted, 0);
            KnownNames.checkStations(handle, wanted.deviceIds(), List.of());
            long id = handle.createQuery("INSERT INTO report_templates DEFAULT VALUES RETURNING id")
                    .mapTo(Long.class)
                    .one();
            Template made = insert(handle, id, 1, wanted, act);
            AuditLog.write(handle, act, object(id), null, made);
            return made;
        });
    }

    /** Its next version. */
    Template save(long id, TemplateInput wanted, Act act) {
        check(wanted);
        Integer seen = wanted.version();
        if (seen == null) {
            throw wrong("version", "must be the version that was seen");
        }
        return database.changes().inTransaction(handle -> {
            boolean there = handle.createQuery("SELECT id FROM report_templates WHERE id = :id FOR UPDATE")
                    .bind("id", id)
                    .mapTo(Long.class)
                    .findFirst()
                    .isPresent();
            if (!there) {
                throw unknown(id, null);
            }
            Template before = find(handle, id, null).orElseThrow(() -> unknown(id, null));
            if (before.deleted()) {
                throw ProblemException.conflict("this template was deleted: make another one");
            }
            if (before.version() != seen) {
                throw ProblemException.conflict("somebody else saved this template meanwhile: it has the version "
                        + before.version() + "; look at it again");
            }
            if (before.version() >= MOST_VERSIONS) {
                throw ProblemException.conflict(
                        "this template has " + MOST_VERSIONS + " versions: make another one instead");
            }
            if (!wanted.name().strip().equals(before.name())) {
                checkName(handle, wanted, id);
            }
            KnownNames.checkStations(handle, wanted.deviceIds(), before.deviceIds());
            Template after = insert(handle, id, before.version() + 1, wanted, act);
            handle.createUpdate("UPDATE report_templates SET version = :version WHERE id = :id")
                    .bind("version", after.version())
                    .bind("id", id)
                    .execute();
            AuditLog.write(handle, act, object(id), before, after);
            return after;
        });
    }

    private static void checkName(Handle handle, TemplateInput wanted, long own) {
        handle.execute("LOCK TABLE report_templates IN SHARE ROW EXCLUSIVE MODE");
        List<String> others = handle.createQuery("SELECT v.name FROM report_templates t JOIN report_template_versions v"
                        + " ON v.template_id = t.id AND v.version = t.version WHERE NOT t.deleted AND t.id <> :own")
                .bind("own", own)
                .mapTo(String.class)
                .list();
        Names.checkFree(wanted.name(), others, "template");
    }

    private static Template insert(Handle handle, long id, int version, TemplateInput wanted, Act act) {
        byte[] logo = wanted.logo();
        if (wanted.profileId() != null) {
            ProfileStore.need(handle, wanted.profileId());
        }
        handle.createUpdate("INSERT INTO report_template_versions (template_id, version, name, sections, device_ids,"
                        + " lines, profile_id, language, logo, saved_by) VALUES (:id, :version, :name, :sections,"
                        + " :devices, :lines, :profile, :language, CASE WHEN :keep THEN (SELECT logo FROM"
                        + " report_template_versions WHERE template_id = :id AND version = :version - 1)"
                        + " ELSE :logo END, :by)")
                .bind("id", id)
                .bind("version", version)
                .bind("name", wanted.name().strip())
                .bindArray(
                        "sections",
                        String.class,
                        wanted.sections() == null
                                ? List.of()
                                : wanted.sections().stream()
                                        .distinct()
                                        .map(ReportSection::key)
                                        .toList())
                .bindArray("devices", String.class, distinct(wanted.deviceIds()))
                .bindArray("lines", String.class, distinct(wanted.lines()))
                .bind("profile", wanted.profileId())
                .bind(
                        "language",
                        wanted.language() == null ? null : wanted.language().key())
                .bind("keep", logo == null)
                .bind("logo", logo == null || logo.length == 0 ? null : logo)
                .bind("by", act.actor().name())
                .execute();
        return find(handle, id, version).orElseThrow();
    }

    private static List<String> distinct(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(String::strip).distinct().toList();
    }

    /** Offers it no more. */
    void delete(long id, Act act) {
        database.changes().useTransaction(handle -> {
            Template before = find(handle, id, null).orElseThrow(() -> unknown(id, null));
            if (before.deleted()) {
                return; // no act of anybody's
            }
            List<String> using = handle.createQuery(
                            "SELECT name FROM report_schedules WHERE template_id = :id ORDER BY name LIMIT 5")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list();
            if (!using.isEmpty()) {
                throw ProblemException.conflict("these schedules use the template: " + String.join(", ", using)
                        + "; give them another one first");
            }
            handle.createUpdate("UPDATE report_templates SET deleted = true WHERE id = :id")
                    .bind("id", id)
                    .execute();
            AuditLog.write(handle, act, object(id), before, null);
        });
    }

    /** @throws ProblemException naming what is wrong */
    static void check(TemplateInput wanted) {
        var unused = Names.given(wanted.name(), REFUSED);
        byte[] logo = wanted.logo();
        if (logo != null && logo.length > 0) {
            try {
                Logo.check(logo);
            } catch (IOException e) {
                throw wrong("logo", String.valueOf(e.getMessage()));
            }
        }
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.validation(REFUSED, List.of(new FieldError(field, message)));
    }

    private static AuditObject object(long id) {
        return AuditObject.of("report_template", Long.toString(id));
    }
}

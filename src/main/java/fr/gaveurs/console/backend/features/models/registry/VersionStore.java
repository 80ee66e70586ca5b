package fr.gaveurs.console.backend.features.models.registry;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.learning.ModelFile;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables {@code model_versions} and {@code model_assignments}. */
public final class VersionStore {
    static final int LISTED = 500;
    /** The version that has a role now. */
    private static final String HAS =
            "(SELECT a.version_id FROM model_assignments a WHERE a.role = '%s' ORDER BY a.id DESC LIMIT 1)";

    private static final String COLUMNS =
            "SELECT v.id, v.name, v.state, v.targets, v.methods, v.features, v.sha256, v.dataset_id,"
                    + " v.training_id, v.parent_id, v.seed, v.code_version, v.made_at, v.made_by, v.id = "
                    + String.format(Locale.ROOT, HAS, "active") + " AS active, v.id = "
                    + String.format(Locale.ROOT, HAS, "shadow") + " AS shadow FROM model_versions v";
    private static final String ASSIGNED = "SELECT * FROM (SELECT a.*, v.name AS version_name,"
            + " lead(a.at) OVER (PARTITION BY a.role ORDER BY a.id) AS until FROM model_assignments a"
            + " LEFT JOIN model_versions v ON v.id = a.version_id) a WHERE true";

    private final Jdbi reads;
    private final LongFunction<@Nullable ModelFault> fault;

    /** @param fault why a version is not used although it has a role; null for nothing */
    public VersionStore(Jdbi reads, LongFunction<@Nullable ModelFault> fault) {
        this.reads = reads;
        this.fault = fault;
    }

    /**
     * What is to become a version.
     *
     * @param file that is given out again
     * @param companion of a file that is ONNX: its intervals, and what it was judged on, as a model file; else null
     */
    public record NewVersion(
            String name,
            boolean validated,
            ModelFile model,
            byte[] file,
            byte @Nullable [] companion,
            @Nullable Long datasetId,
            @Nullable Long trainingId,
            @Nullable TrainingReport report,
            @Nullable String by) {}

    /** @param known whether the version was there before; {@code retired} whether it must not be used any more */
    public record Added(long id, boolean known, boolean retired) {}

    /** Adds a version; of a file that is there already, judged on the same data set if it is ONNX, it is that one. */
    public static Added add(Handle handle, NewVersion made) {
        String sha256 = ModelFiles.sha256(made.file());
        Long dataset = made.companion() == null ? null : made.datasetId();
        Optional<Added> same = handle.createQuery("SELECT id, state FROM model_versions WHERE sha256 = :sha256"
                        + " AND (companion IS NULL OR dataset_id IS NOT DISTINCT FROM :dataset)")
                .bind("sha256", sha256)
                .bindByType("dataset", dataset, Long.class)
                .map((row, context) ->
                        new Added(row.getLong(1), true, row.getString(2).equals(VersionState.RETIRED.key())))
                .findOne();
        return same.orElseGet(() -> new Added(insert(handle, made, sha256), false, false));
    }

    private static long insert(Handle handle, NewVersion made, String sha256) {
        return handle.createQuery("INSERT INTO model_versions (name, state, targets, methods, features,"
                        + " sha256, artefact, companion, dataset_id, training_id, parent_id, seed, code_version, report,"
                        + " made_by)"
                        + " VALUES (:name, :state, :targets, :methods, :features, :sha256, :file, :companion, :dataset, :training, "
                        + String.format(Locale.ROOT, HAS, "active")
                        + ", :seed, :code, CAST(:report AS jsonb), :by) RETURNING id")
                .bind("name", made.name())
                .bind("state", (made.validated() ? VersionState.VALIDATED : VersionState.DRAFT).key())
                .bindArray(
                        "targets",
                        String.class,
                        made.model().heads().stream()
                                .map(head -> head.target().key())
                                .toList())
                .bindArray(
                        "methods",
                        String.class,
                        made.model().heads().stream()
                                .map(head -> head.regression().method().key())
                                .toList())
                .bindArray(
                        "features",
                        String.class,
                        made.model().heads().getFirst().features().stream()
                                .map(Feature::key)
                                .toList())
                .bind("sha256", sha256)
                .bind("file", made.file())
                .bind("companion", made.companion())
                .bind("dataset", made.datasetId())
                .bind("training", made.trainingId())
                .bind("seed", made.model().seed())
                .bind("code", made.model().codeVersion())
                .bind("report", made.report() == null ? null : Json.MAPPER.writeValueAsString(made.report()))
                .bind("by", made.by())
                .mapTo(Long.class)
                .one();
    }

    public List<Version> list() {
        return reads.withHandle(handle -> handle.createQuery(COLUMNS + " ORDER BY v.id DESC LIMIT " + LISTED)
                .map((row, context) -> version(row))
                .list());
    }

    public Optional<Version> find(long id) {
        return reads.withHandle(handle -> find(handle, id));
    }

    /** As {@link #find(long)}, in a transaction. */
    public Optional<Version> find(Handle handle, long id) {
        return handle.createQuery(COLUMNS + " WHERE v.id = :id")
                .bind("id", id)
                .map((row, context) -> version(row))
                .findOne();
    }

    /** @throws ProblemException if there is none */
    public Version need(long id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(long id) {
        return ProblemException.notFound("no model " + id + " is known; GET /api/ai/models lists them");
    }

    public @Nullable TrainingReport report(long id) {
        return reads.withHandle(handle -> handle.createQuery("SELECT report FROM model_versions WHERE id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findFirst())
                .map(text -> Json.MAPPER.readValue(text, TrainingReport.class))
                .orElse(null);
    }

    /** The file of a version. */
    public Optional<byte[]> file(long id) {
        return reads.withHandle(handle -> handle.createQuery("SELECT artefact FROM model_versions WHERE id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne());
    }

    /** The version that has a role now; null for none. */
    public static @Nullable Long having(Handle handle, Role role) {
        return handle.createQuery(
                        "SELECT version_id FROM model_assignments WHERE role = :role ORDER BY id DESC LIMIT 1")
                .bind("role", role.key())
                .map((row, context) -> (Long) row.getObject(1))
                .findFirst()
                .orElse(null);
    }

    /** Assignments, newest first. */
    public List<Assignment> assignments(AssignmentQuery query, @Nullable Long versionId) {
        String where = (query.role() == null ? "" : " AND a.role = :role")
                + (query.at() == null ? "" : " AND a.at <= :at AND (a.until IS NULL OR a.until > :at)")
                + (versionId == null ? "" : " AND a.version_id = :version");
        return reads.withHandle(handle -> {
            Query select = handle.createQuery(ASSIGNED + where + " ORDER BY a.id DESC LIMIT " + LISTED);
            if (query.role() != null) {
                select.bind("role", query.role().key());
            }
            if (query.at() != null) {
                select.bind("at", query.at().atOffset(ZoneOffset.UTC));
            }
            if (versionId != null) {
                select.bind("version", versionId);
            }
            return select.map((row, context) -> assignment(row)).list();
        });
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        return new Assignment(
                row.getLong("id"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                (Long) row.getObject("version_id"),
                row.getString("version_name"),
                time(row, "at"),
                row.getObject("until") == null ? null : time(row, "until"),
                row.getBoolean("back"),
                row.getString("by_name"),
                row.getString("reason"));
    }

    private Version version(ResultSet row) throws SQLException {
        VersionState state = VersionState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        if (row.getBoolean("active")) {
            state = VersionState.ACTIVE;
        } else if (row.getBoolean("shadow")) {
            state = VersionState.SHADOW;
        }
        boolean used = state == VersionState.ACTIVE || state == VersionState.SHADOW;
        long id = row.getLong("id");
        Array features = row.getArray("features");
        ModelFault wrong = used ? fault.apply(id) : null;
        return new Version(
                id,
                row.getString("name"),
                state,
                Arrays.stream((String[]) row.getArray("targets").getArray())
                        .map(key -> Target.valueOf(key.toUpperCase(Locale.ROOT)))
                        .toList(),
                List.of((String[]) row.getArray("methods").getArray()),
                features == null ? null : List.of((String[]) features.getArray()),
                row.getString("sha256"),
                (Long) row.getObject("dataset_id"),
                (Long) row.getObject("training_id"),
                (Long) row.getObject("parent_id"),
                row.getLong("seed"),
                row.getString("code_version"),
                time(row, "made_at"),
                row.getString("made_by"),
                wrong == null ? null : wrong.text(),
                wrong);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

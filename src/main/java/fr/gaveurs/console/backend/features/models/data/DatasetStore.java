package fr.gaveurs.console.backend.features.models.data;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.Datasets.Contents;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder.Labelled;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.ExampleCsv;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;

/** The table {@code datasets}. */
public final class DatasetStore {
    private static final String COLUMNS = "SELECT id, name, query, samples, sha256, contents, made_at, made_by";
    private static final int LISTED = 200;

    private final Jdbi reads;
    private final Jdbi changes;

    public DatasetStore(Jdbi reads, Jdbi changes) {
        this.reads = reads;
        this.changes = changes;
    }

    /** The data set that was frozen by the same query and has the same rows; empty where there is none. */
    public Optional<Dataset> same(NewDataset query, Labelled labelled) {
        String sha256 = ModelFiles.sha256(ExampleCsv.write(labelled.examples()).getBytes(StandardCharsets.UTF_8));
        return reads.withHandle(handle -> handle.createQuery(COLUMNS
                        + " FROM datasets WHERE sha256 = :sha256 AND query = CAST(:query AS jsonb) ORDER BY id LIMIT 1")
                .bind("sha256", sha256)
                .bind("query", Json.MAPPER.writeValueAsString(query))
                .map((row, context) -> dataset(row))
                .findOne());
    }

    /** Freezes samples. */
    public Dataset add(NewDataset query, Labelled labelled, Act act) {
        List<Example> examples = labelled.examples();
        byte[] rows = ExampleCsv.write(examples).getBytes(StandardCharsets.UTF_8);
        String sha256 = ModelFiles.sha256(rows);
        Contents contents = labelled.contents();
        long made = changes.inTransaction(handle -> {
            long id = handle.createQuery("INSERT INTO datasets (name, query, samples, sha256, contents, rows, made_by)"
                            + " VALUES (:name, CAST(:query AS jsonb), :samples, :sha256, CAST(:contents AS jsonb), :rows,"
                            + " :by) RETURNING id")
                    .bind("name", query.name())
                    .bind("query", Json.MAPPER.writeValueAsString(query))
                    .bind("samples", examples.size())
                    .bind("sha256", sha256)
                    .bind("contents", Json.MAPPER.writeValueAsString(contents))
                    .bind("rows", packed(rows))
                    .bind("by", act.actor().called())
                    .mapTo(Long.class)
                    .one();
            AuditLog.write(
                    handle,
                    act,
                    AuditObject.of("dataset", Long.toString(id)),
                    null,
                    Map.of("name", query.name(), "samples", examples.size(), "sha256", sha256));
            return id;
        });
        return find(made).orElseThrow();
    }

    public List<Dataset> list() {
        return reads.withHandle(
                handle -> handle.createQuery(COLUMNS + " FROM datasets ORDER BY id DESC LIMIT " + LISTED)
                        .map((row, context) -> dataset(row))
                        .list());
    }

    public Optional<Dataset> find(long id) {
        return reads.withHandle(handle -> handle.createQuery(COLUMNS + " FROM datasets WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> dataset(row))
                .findOne());
    }

    /** The last data set of those rows; empty where none is known here. */
    public Optional<Long> ofSha256(String sha256) {
        return reads.withHandle(handle -> handle.createQuery("SELECT max(id) FROM datasets WHERE sha256 = :sha256")
                .bind("sha256", sha256)
                .mapTo(Long.class)
                .findFirst());
    }

    /** The CSV of a data set. */
    public Optional<byte[]> rows(long id) {
        return reads.withHandle(handle -> handle.createQuery("SELECT rows FROM datasets WHERE id = :id")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .findOne())
                .map(DatasetStore::unpacked);
    }

    /**
     * The samples of a data set.
     *
     * @throws LearningException if it is gone, or not what it was
     */
    public List<Example> examples(long id) throws LearningException {
        byte[] rows = rows(id).orElseThrow(() -> new LearningException(Obstacle.of(Kind.DATASET_UNKNOWN, id)));
        String wanted = find(id).map(Dataset::sha256).orElse("");
        if (!ModelFiles.sha256(rows).equals(wanted)) {
            throw new LearningException(Obstacle.of(Kind.DATASET_CHANGED, id));
        }
        return ExampleCsv.read(new String(rows, StandardCharsets.UTF_8));
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes whatever is written", e);
        }
        return out.toByteArray();
    }

    private static byte[] unpacked(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the rows of a data set are damaged", e);
        }
    }

    private static Dataset dataset(ResultSet row) throws SQLException {
        return new Dataset(
                row.getLong("id"),
                row.getString("name"),
                Json.MAPPER.readValue(row.getString("query"), NewDataset.class),
                row.getInt("samples"),
                row.getString("sha256"),
                Json.MAPPER.readValue(row.getString("contents"), Contents.class),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("made_by"));
    }
}

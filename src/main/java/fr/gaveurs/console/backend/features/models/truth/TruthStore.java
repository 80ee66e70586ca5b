package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.models.Truth.LabelQuery;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table {@code truth_labels}. */
public final class TruthStore {
    private static final int DEFAULT_LIMIT = 50;
    private static final int PIECE = 2_000;
    /** One import after another, whichever console takes it: else both would correct the same label. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('truth_labels'))";

    private static final String SAID = "(SELECT n.device_id, n.sample_id, 'epoch'::timestamptz + n.micros * interval"
            + " '1 microsecond' AS time, n.kind, n.value, n.grade, n.grader FROM unnest(:devices, :samples, :micros,"
            + " :kinds, :values, :grades, :graders) AS n (device_id, sample_id, micros, kind, value, grade, grader)) n";
    private static final String SAME = "t.device_id = n.device_id AND t.sample_id = n.sample_id AND t.time = n.time"
            + " AND t.kind = n.kind AND t.source = :source AND coalesce(t.grader, '') = n.grader"
            + " AND t.replaced_at IS NULL";

    private final Jdbi reads;
    private final Jdbi changes;

    public TruthStore(Jdbi reads, Jdbi changes) {
        this.reads = reads;
        this.changes = changes;
    }

    /** How many labels were new, said something else before, and were there already; together all that were said. */
    record Saved(int added, int corrected, int unchanged) {}

    /**
     * Keeps labels, all or none; of several that are about the same, the last one. Where anything changed, the journal
     * says so.
     *
     * @param about what the journal says they came from
     */
    Saved save(List<NewLabel> said, LabelSource source, Act act, AuditObject about) {
        List<NewLabel> labels = lastOfEach(said);
        return changes.inTransaction(handle -> {
            handle.execute(LOCK);
            int corrected = 0;
            int added = 0;
            for (int from = 0; from < labels.size(); from += PIECE) {
                List<NewLabel> piece = labels.subList(from, Math.min(labels.size(), from + PIECE));
                corrected += bound(
                                handle.createUpdate("UPDATE truth_labels t SET replaced_at = now() FROM " + SAID
                                        + " WHERE " + SAME + " AND (t.value IS DISTINCT FROM n.value"
                                        + " OR t.grade IS DISTINCT FROM n.grade)"),
                                piece,
                                source)
                        .execute();
                added += bound(
                                handle.createUpdate("INSERT INTO truth_labels (device_id, sample_id, time, kind, value,"
                                        + " grade, source, grader) SELECT n.device_id, n.sample_id, n.time, n.kind,"
                                        + " n.value, n.grade, :source, nullif(n.grader, '') FROM " + SAID
                                        + " WHERE NOT EXISTS (SELECT FROM truth_labels t WHERE " + SAME + ")"),
                                piece,
                                source)
                        .execute();
            }
            Saved saved = new Saved(added - corrected, corrected, said.size() - added);
            if (added > 0) {
                AuditLog.write(
                        handle,
                        act,
                        about,
                        null,
                        Map.of("source", source.key(), "added", saved.added(), "corrected", saved.corrected()));
            }
            return saved;
        });
    }

    private static List<NewLabel> lastOfEach(List<NewLabel> said) {
        Map<List<Object>, NewLabel> last = new LinkedHashMap<>();
        said.forEach(label -> last.put(List.of(label.key(), label.kind(), label.grader()), label));
        return new ArrayList<>(last.values());
    }

    private static <S extends SqlStatement<S>> S bound(S statement, List<NewLabel> labels, LabelSource source) {
        return statement
                .bind("source", source.key())
                .bindArray(
                        "devices",
                        String.class,
                        labels.stream().map(each -> each.key().deviceId()).toList())
                .bindArray(
                        "samples",
                        String.class,
                        labels.stream().map(each -> each.key().sampleId()).toList())
                .bindArray(
                        "micros",
                        Long.class,
                        labels.stream().map(each -> micros(each.key().time())).toList())
                .bindArray(
                        "kinds",
                        String.class,
                        labels.stream().map(each -> each.kind().key()).toList())
                .bindArray(
                        "values",
                        Double.class,
                        labels.stream().map(NewLabel::value).toList())
                .bindArray(
                        "grades",
                        String.class,
                        labels.stream()
                                .map(each -> each.grade() == null
                                        ? null
                                        : each.grade().letter())
                                .toList())
                .bindArray(
                        "graders",
                        String.class,
                        labels.stream().map(NewLabel::grader).toList());
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** A page of labels, newest first. */
    public Page<Label> page(LabelQuery query) {
        int limit = Objects.requireNonNullElse(query.limit(), DEFAULT_LIMIT);
        StringBuilder sql = new StringBuilder("SELECT * FROM truth_labels WHERE true");
        if (!Boolean.TRUE.equals(query.replaced())) {
            sql.append(" AND replaced_at IS NULL");
        }
        when(sql, query.deviceId(), " AND device_id = :device");
        when(sql, query.sampleId(), " AND sample_id = :sample");
        when(sql, query.kind(), " AND kind = :kind");
        when(sql, query.source(), " AND source = :source");
        when(sql, query.cursor(), " AND id < :cursor");
        List<Label> found = reads.withHandle(handle -> {
            Query select =
                    handle.createQuery(sql + " ORDER BY id DESC LIMIT :limit").bind("limit", limit + 1);
            bind(select, "device", query.deviceId());
            bind(select, "sample", query.sampleId());
            bind(select, "kind", query.kind() == null ? null : query.kind().key());
            bind(
                    select,
                    "source",
                    query.source() == null ? null : query.source().key());
            bind(select, "cursor", query.cursor() == null ? null : Long.valueOf(query.cursor()));
            return select.map((row, context) -> label(row)).list();
        });
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<Label> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, Long.toString(items.getLast().id()));
    }

    private static void when(StringBuilder sql, @Nullable Object given, String condition) {
        if (given != null) {
            sql.append(condition);
        }
    }

    private static void bind(Query query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    /** Labels that hold, of samples measured in a period; both ends may be open. The order is that of their samples. */
    public List<Label> holding(@Nullable Instant from, @Nullable Instant to, List<LabelSource> sources, int limit) {
        String where = " WHERE replaced_at IS NULL" + (from == null ? "" : " AND time >= :from")
                + (to == null ? "" : " AND time < :to")
                + (sources.isEmpty() ? "" : " AND source = ANY(:sources)");
        return reads.withHandle(handle -> {
            Query select = handle.createQuery("SELECT * FROM truth_labels" + where
                            + " ORDER BY time, device_id, sample_id, id LIMIT :limit")
                    .bind("limit", limit);
            bind(select, "from", at(from));
            bind(select, "to", at(to));
            if (!sources.isEmpty()) {
                select.bindArray(
                        "sources",
                        String.class,
                        sources.stream().map(LabelSource::key).toList());
            }
            return select.map((row, context) -> label(row)).list();
        });
    }

    /** Who judged samples as an inspector: a grader's name for each label that holds. */
    List<Label> inspected(List<SampleKey> keys) {
        return reads.withHandle(handle -> inspected(handle, keys));
    }

    private static List<Label> inspected(Handle handle, List<SampleKey> keys) {
        return handle.createQuery("SELECT t.* FROM (SELECT n.device_id, n.sample_id, 'epoch'::timestamptz + n.micros"
                        + " * interval '1 microsecond' AS time FROM unnest(:devices, :samples, :micros)"
                        + " AS n (device_id, sample_id, micros)) n JOIN truth_labels t ON t.device_id = n.device_id"
                        + " AND t.sample_id = n.sample_id AND t.time = n.time"
                        + " WHERE t.replaced_at IS NULL AND t.source = 'inspector'")
                .bindArray(
                        "devices",
                        String.class,
                        keys.stream().map(SampleKey::deviceId).toList())
                .bindArray(
                        "samples",
                        String.class,
                        keys.stream().map(SampleKey::sampleId).toList())
                .bindArray(
                        "micros",
                        Long.class,
                        keys.stream().map(key -> micros(key.time())).toList())
                .map((row, context) -> label(row))
                .list();
    }

    /**
     * Labels of inspectors on samples that two of them judged, the two that came first of each, the newest 20,000.
     */
    List<Label> judgedTwice() {
        return reads.withHandle(
                handle -> handle.createQuery("SELECT * FROM (SELECT t.*, count(*) OVER same AS said FROM"
                                + " truth_labels t WHERE replaced_at IS NULL AND source = 'inspector'"
                                + " WINDOW same AS (PARTITION BY device_id, sample_id, time, kind)) t WHERE said > 1"
                                + " ORDER BY id DESC LIMIT 20000")
                        .map((row, context) -> label(row))
                        .list());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Label label(ResultSet row) throws SQLException {
        double value = row.getDouble("value");
        boolean none = row.wasNull();
        OffsetDateTime replaced = row.getObject("replaced_at", OffsetDateTime.class);
        return new Label(
                row.getLong("id"),
                row.getString("device_id"),
                row.getString("sample_id"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                LabelKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                none ? null : (Double) value,
                Grade.parseOrNull(row.getString("grade")),
                LabelSource.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                row.getString("grader"),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                replaced == null ? null : replaced.toInstant());
    }
}

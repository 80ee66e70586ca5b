package fr.gaveurs.console.backend.features.models.drift;

import fr.gaveurs.console.api.models.Performance.DriftLook;
import fr.gaveurs.console.api.models.Performance.DriftQuery;
import fr.gaveurs.console.api.models.Performance.DriftReport;
import fr.gaveurs.console.api.models.Performance.DriftRow;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder;
import fr.gaveurs.console.backend.features.models.learning.Drift;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.learning.ModelFile;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels.Loaded;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.features.quality.RawSamples.RawSample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reckons drift and keeps it: the table {@code model_drift}. */
public final class DriftStore {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int OF_EACH = 2_000;
    /** Of fewer samples nothing is said. */
    private static final int FEWEST = 50;

    private static final double MUCH = 0.25;
    private static final int LOOKS = 5_000;

    private final Jdbi reads;
    private final Jdbi changes;
    private final RawSamples samples;
    private final LoadedModels loaded;
    private final Clock clock;

    public DriftStore(Jdbi reads, Jdbi changes, RawSamples samples, LoadedModels loaded, Clock clock) {
        this.reads = reads;
        this.changes = changes;
        this.samples = samples;
        this.loaded = loaded;
        this.clock = clock;
    }

    /** What a version learnt of a feature. */
    private record Learnt(double[] reference, int samples) {}

    private record Looked(String deviceId, Feature feature, int samples, double psi, double ks, double chance) {}

    /**
     * Compares the last week with what the active version learnt from; nothing where none is active.
     *
     * @param with is done in the same transaction, where there was anything to compare
     */
    public void reckon(Consumer<Handle> with) {
        Loaded active = loaded.of(Role.ACTIVE);
        Predictor predictor = active == null ? null : active.predictor();
        if (active == null || predictor == null) {
            return;
        }
        Map<Feature, Learnt> learnt = new EnumMap<>(Feature.class);
        for (ModelFile.Head head : predictor.model().heads()) {
            // Of a model from elsewhere that was judged on nothing it is not known what it learnt from.
            for (int i = 0; i < head.features().size() && head.learnt() > 0; i++) {
                learnt.putIfAbsent(head.features().get(i), new Learnt(head.reference()[i], head.learnt()));
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, List<RawSample>> stations = new TreeMap<>();
        samples.during(now.minus(WEEK), now, OF_EACH)
                .forEach(raw -> stations.computeIfAbsent(raw.key().deviceId(), id -> new ArrayList<>())
                        .add(raw));
        List<Looked> looked = new ArrayList<>();
        stations.forEach((device, own) -> looked.addAll(compare(device, own, learnt)));
        if (looked.isEmpty()) {
            return;
        }
        changes.useTransaction(handle -> {
            for (Looked each : looked) {
                boolean striking = each.psi() > MUCH && Drift.striking(each.chance(), looked.size());
                handle.createUpdate("INSERT INTO model_drift (version_id, at, device_id, feature, samples, psi, ks,"
                                + " chance, striking) VALUES (:version, :at, :device, :feature, :samples, :psi, :ks,"
                                + " :chance, :striking) ON CONFLICT DO NOTHING")
                        .bind("version", active.versionId())
                        .bind("at", now.atOffset(ZoneOffset.UTC))
                        .bind("device", each.deviceId())
                        .bind("feature", each.feature().key())
                        .bind("samples", each.samples())
                        .bind("psi", each.psi())
                        .bind("ks", each.ks())
                        .bind("chance", each.chance())
                        .bind("striking", striking)
                        .execute();
            }
            with.accept(handle);
        });
    }

    private static List<Looked> compare(String device, List<RawSample> own, Map<Feature, Learnt> learnt) {
        List<Feature> features = new ArrayList<>(learnt.keySet());
        double[][] rows = own.stream()
                .map(raw -> Feature.of(DatasetBuilder.input(raw), features))
                .toArray(double[][]::new);
        List<Looked> looked = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            int column = i;
            double[] now = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .filter(Double::isFinite)
                    .toArray();
            Learnt before = learnt.get(features.get(i));
            if (now.length >= FEWEST && before != null) {
                double ks = Drift.ks(before.reference(), now);
                looked.add(new Looked(
                        device,
                        features.get(i),
                        now.length,
                        Drift.psi(before.reference(), now),
                        ks,
                        Drift.ksChance(ks, before.samples(), now.length)));
            }
        }
        return looked;
    }

    /** Looks at drift, newest first. */
    public List<DriftLook> history(DriftQuery query) {
        Loaded active = loaded.of(Role.ACTIVE);
        Long version = query.versionId() != null || active == null ? query.versionId() : (Long) active.versionId();
        if (version == null) {
            return List.of();
        }
        String where = (query.deviceId() == null ? "" : " AND device_id = :device")
                + (query.feature() == null ? "" : " AND feature = :feature")
                + (query.from() == null ? "" : " AND at >= :from")
                + (query.to() == null ? "" : " AND at < :to");
        return reads.withHandle(handle -> {
            Query select = handle.createQuery("SELECT * FROM model_drift WHERE version_id = :version" + where
                            + " ORDER BY at DESC, device_id, feature LIMIT " + LOOKS)
                    .bind("version", version);
            bind(select, "device", query.deviceId());
            bind(select, "feature", query.feature());
            bind(select, "from", query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC));
            bind(select, "to", query.to() == null ? null : query.to().atOffset(ZoneOffset.UTC));
            return select.map((row, context) -> look(row)).list();
        });
    }

    private static void bind(Query query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    private static DriftLook look(ResultSet row) throws SQLException {
        return new DriftLook(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new DriftRow(
                        row.getString("device_id"),
                        row.getString("feature"),
                        row.getInt("samples"),
                        row.getDouble("psi"),
                        row.getDouble("ks"),
                        row.getDouble("chance"),
                        row.getBoolean("striking")));
    }

    /** Drift of the active version, as it was reckoned last. */
    public DriftReport latest() {
        Loaded active = loaded.of(Role.ACTIVE);
        return active == null ? new DriftReport(null, null, List.of()) : latest(active.versionId());
    }

    /** Drift of a version, as it was reckoned last. */
    public DriftReport latest(long versionId) {
        List<DriftLook> rows = reads.withHandle(handle -> handle.createQuery("SELECT * FROM model_drift"
                        + " WHERE version_id = :version AND at = (SELECT max(at) FROM model_drift"
                        + " WHERE version_id = :version) ORDER BY psi DESC, device_id, feature")
                .bind("version", versionId)
                .map((row, context) -> look(row))
                .list());
        return new DriftReport(
                versionId,
                rows.isEmpty() ? null : rows.getFirst().at(),
                rows.stream().map(DriftLook::row).toList());
    }
}

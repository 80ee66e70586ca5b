package fr.gaveurs.console.backend.features.models.predict;

import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.api.models.Versions.Prediction;
import fr.gaveurs.console.api.models.Versions.PredictionQuery;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table {@code predictions}. */
public final class PredictionStore {
    private static final int DEFAULT_LIMIT = 50;
    private static final String INSERT = "INSERT INTO predictions (device_id, sample_id, time, version_id, role, flags,"
            + " distance, freshness, freshness_low, freshness_high, fat_quality, fat_quality_low, fat_quality_high,"
            + " oxidation, oxidation_low, oxidation_high, weight, weight_low, weight_high, distances, figure_flags)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final Target[] TARGETS = Target.values();

    private final Database database;
    private final Supplier<Partitions> partitions;

    /** @param partitions known once the database has answered */
    public PredictionStore(Database database, Supplier<Partitions> partitions) {
        this.database = database;
        this.partitions = partitions;
    }

    /** What a version said of a sample. */
    record Said(SampleKey key, long versionId, Role role, Map<Target, Predictor.Figure> figures) {}

    /** Keeps what was said; what is there already stays. */
    void add(List<Said> said) throws SQLException {
        List<Instant> times = said.stream().map(each -> each.key().time()).toList();
        int unused = database.change(connection -> {
            partitions.get().ensure(connection, times);
            return insert(connection, said);
        });
    }

    private static int insert(Connection connection, List<Said> said) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Said each : said) {
                insert.setString(1, each.key().deviceId());
                insert.setString(2, each.key().sampleId());
                insert.setObject(3, each.key().time().atOffset(ZoneOffset.UTC));
                insert.setLong(4, each.versionId());
                insert.setString(5, each.role().key());
                insert.setArray(6, connection.createArrayOf("text", flags(each.figures())));
                double distance = each.figures().values().stream()
                        .mapToDouble(Predictor.Figure::distance)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(Double.NaN);
                figure(insert, 7, distance);
                int at = 8;
                for (Target target : Target.values()) {
                    Predictor.Figure figure = each.figures().get(target);
                    figure(insert, at++, figure == null ? Double.NaN : figure.value());
                    figure(insert, at++, figure == null ? Double.NaN : figure.low());
                    figure(insert, at++, figure == null ? Double.NaN : figure.high());
                }
                insert.setArray(at++, connection.createArrayOf("float8", distances(each.figures())));
                insert.setArray(at, connection.createArrayOf("text", figureFlags(each.figures())));
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    private static Object[] flags(Map<Target, Predictor.Figure> figures) {
        return figures.values().stream()
                .flatMap(figure -> figure.flags().stream())
                .distinct()
                .sorted()
                .map(Flag::key)
                .toArray();
    }

    private static @Nullable Object[] distances(Map<Target, Predictor.Figure> figures) {
        @Nullable Object[] distances = new Object[TARGETS.length];
        for (Target target : TARGETS) {
            Predictor.Figure figure = figures.get(target);
            distances[target.ordinal()] =
                    figure == null || Double.isNaN(figure.distance()) ? null : (Double) figure.distance();
        }
        return distances;
    }

    private static @Nullable Object[] figureFlags(Map<Target, Predictor.Figure> figures) {
        @Nullable Object[] flags = new Object[TARGETS.length];
        for (Target target : TARGETS) {
            Predictor.Figure figure = figures.get(target);
            flags[target.ordinal()] = figure == null
                    ? null
                    : figure.flags().stream().sorted().map(Flag::key).collect(Collectors.joining(","));
        }
        return flags;
    }

    private static void figure(PreparedStatement insert, int at, double value) throws SQLException {
        if (Double.isNaN(value)) {
            insert.setNull(at, Types.DOUBLE);
        } else {
            insert.setDouble(at, value);
        }
    }

    /** Predictions of samples, the newest samples first. */
    public List<StoredPrediction> list(PredictionQuery query) {
        StringBuilder where = new StringBuilder(" WHERE true");
        when(where, query.deviceId(), " AND device_id = :device");
        when(where, query.sampleId(), " AND sample_id = :sample");
        when(where, query.versionId(), " AND version_id = :version");
        when(where, query.from(), " AND time >= :from");
        when(where, query.to(), " AND time < :to");
        return database.jdbi().withHandle(handle -> {
            Query select = handle.createQuery("SELECT * FROM predictions" + where
                            + " ORDER BY time DESC, device_id, sample_id, version_id LIMIT :limit")
                    .bind("limit", Objects.requireNonNullElse(query.limit(), DEFAULT_LIMIT));
            bind(select, "device", query.deviceId());
            bind(select, "sample", query.sampleId());
            bind(select, "version", query.versionId());
            bind(select, "from", query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC));
            bind(select, "to", query.to() == null ? null : query.to().atOffset(ZoneOffset.UTC));
            return select.map((row, context) -> stored(row)).list();
        });
    }

    private static void when(StringBuilder where, @Nullable Object given, String condition) {
        if (given != null) {
            where.append(condition);
        }
    }

    private static void bind(Query query, String name, @Nullable Object value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    /**
     * Samples that have a spectrum and of which a version has said nothing, oldest first.
     *
     * @param from measured from then on
     */
    List<SampleKey> unsaid(long versionId, Instant from, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT s.device_id, s.sample_id, s.time FROM sensor_samples s"
                                + " WHERE s.time >= :from AND s.spectrum IS NOT NULL AND NOT EXISTS (SELECT FROM"
                                + " predictions p WHERE p.device_id = s.device_id AND p.sample_id = s.sample_id"
                                + " AND p.time = s.time AND p.version_id = :version)"
                                + " ORDER BY s.time LIMIT :limit")
                        .bind("from", from.atOffset(ZoneOffset.UTC))
                        .bind("version", versionId)
                        .bind("limit", limit)
                        .map((row, context) -> new SampleKey(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                        .list());
    }

    private static List<Flag> flags(Stream<String> keys) {
        return keys.map(key -> Flag.valueOf(key.toUpperCase(Locale.ROOT))).toList();
    }

    private static StoredPrediction stored(ResultSet row) throws SQLException {
        Array ownDistances = row.getArray("distances");
        Array ownFlags = row.getArray("figure_flags");
        // What was said before each figure kept its own has those of the farthest one.
        List<Flag> flags = flags(Arrays.stream((String[]) row.getArray("flags").getArray()));
        Double distance = (Double) row.getObject("distance");
        Map<Target, Figure> figures = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            double value = row.getDouble(target.key());
            if (!row.wasNull()) {
                figures.put(
                        target,
                        new Figure(
                                value,
                                row.getDouble(target.key() + "_low"),
                                row.getDouble(target.key() + "_high"),
                                ownDistances == null ? distance : distance(ownDistances, target),
                                ownFlags == null ? flags : own(ownFlags, target)));
            }
        }
        return new StoredPrediction(
                row.getString("device_id"),
                row.getString("sample_id"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                new Prediction(row.getLong("version_id"), figures));
    }

    private static @Nullable Double distance(Array distances, Target target) throws SQLException {
        return ((@Nullable Double[]) distances.getArray())[target.ordinal()];
    }

    private static List<Flag> own(Array flags, Target target) throws SQLException {
        String keys = ((String[]) flags.getArray())[target.ordinal()];
        return keys == null || keys.isEmpty() ? List.of() : flags(Arrays.stream(keys.split(",", -1)));
    }
}

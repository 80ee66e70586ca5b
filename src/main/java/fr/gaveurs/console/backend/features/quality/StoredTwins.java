package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Samples whose device, id and time are those of a stored one. With the same raw figures each is a repetition. With
 * others it is another measurement, as of a board that restarts before it knows the time and counts from the beginning
 * again: it is stored under the next free microsecond, so that whoever reads by device, id and time still finds one row,
 * and flagged. Works within the transaction of a batch; of two consoles that store at once, the second waits in the
 * database for the first and then finds its row.
 */
final class StoredTwins {
    private static final String FIGURES =
            "s.final_score, s.grade, s.distance, s.reflectance, s.amplitude, s.ambient," + " s.status, s.spectrum";

    private static final String EXACT = "SELECT s.device_id, s.sample_id, s.time, " + FIGURES
            + " FROM unnest(?::text[], ?::text[], ?::int8[]) AS n(d, s, t)"
            + " JOIN sensor_samples s ON s.device_id = n.d AND s.sample_id = n.s AND s.time = " + SampleStore.TIME;

    private static final String EXACT_CLOCK = "SELECT k.device_id, k.sample_id, k.device_time, " + FIGURES
            + " FROM unnest(?::text[], ?::text[], ?::int8[]) AS n(d, s, t)"
            + " JOIN sample_clock_keys k ON k.device_id = n.d AND k.sample_id = n.s AND k.device_time = "
            + SampleStore.TIME
            + " LEFT JOIN sensor_samples s ON s.device_id = k.device_id AND s.sample_id = k.sample_id AND s.time = k.time";

    private static final String ALIKE =
            " AND s.distance = ? AND s.reflectance = ? AND s.amplitude = ? AND s.ambient = ?"
                    + " AND s.status = ? AND s.spectrum IS NOT DISTINCT FROM ?::float8[] LIMIT 1";

    private static final String SAME = "SELECT s.final_score, s.grade FROM sensor_samples s"
            + " WHERE s.device_id = ? AND s.sample_id = ? AND s.time >= ? AND s.time < ?" + ALIKE;

    private static final String SAME_CLOCK = "SELECT s.final_score, s.grade FROM sample_clock_keys k"
            + " JOIN sensor_samples s ON s.device_id = k.device_id AND s.sample_id = k.sample_id AND s.time = k.time"
            + " WHERE k.device_id = ? AND k.sample_id = ? AND k.device_time >= ? AND k.device_time < ?" + ALIKE;

    private static final String LAST =
            "SELECT max(time) FROM sensor_samples WHERE device_id = ? AND sample_id = ? AND time >= ? AND time < ?";

    private static final String LAST_CLOCK = "SELECT max(device_time) FROM sample_clock_keys"
            + " WHERE device_id = ? AND sample_id = ? AND device_time >= ? AND device_time < ?";

    private static final String CLOCK_KEY = "INSERT INTO sample_clock_keys (device_id, sample_id, device_time, time)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final Connection connection;
    private final Insert insert;

    /** Inserts one row. */
    interface Insert {
        /** Whether its place was free. */
        boolean tryInsert(GradedSample sample) throws SQLException;
    }

    StoredTwins(Connection connection, Insert insert) {
        this.connection = connection;
        this.insert = insert;
    }

    /** Tells what each of these samples is: a repetition, or another measurement, which is stored now. */
    void settle(List<GradedSample> samples, BiConsumer<GradedSample, StoreResult> told) throws SQLException {
        Map<Key, Stored> exact = new HashMap<>();
        read(
                EXACT,
                samples.stream().filter(s -> !s.clockWrong()).map(Key::ofRow).toList(),
                exact);
        Map<Key, Stored> exactClock = new HashMap<>();
        read(
                EXACT_CLOCK,
                samples.stream().filter(GradedSample::clockWrong).map(Key::of).toList(),
                exactClock);
        for (GradedSample sample : samples) {
            Stored stored = sample.clockWrong() ? exactClock.get(Key.of(sample)) : exact.get(Key.ofRow(sample));
            told.accept(
                    sample,
                    // What was known by its clock and is not kept any more cannot be compared.
                    stored != null && (stored.gone() || stored.alike(sample))
                            ? stored.outcome(sample)
                            : further(sample));
        }
    }

    /** The first of its name has other figures. */
    private StoreResult further(GradedSample sample) throws SQLException {
        for (int attempt = 0; attempt < 10; attempt++) {
            StoreResult known = same(sample);
            if (known != null) {
                return known;
            }
            Instant asked = Key.of(sample).time();
            Instant place = next(LAST, sample, sample.time());
            Instant name = sample.clockWrong() ? next(LAST_CLOCK, sample, asked) : place;
            if (!name.isBefore(asked.plus(SampleStore.MOST_REUSES, ChronoUnit.MICROS))) {
                throw new IllegalStateException("more than " + SampleStore.MOST_REUSES
                        + " measurements under one id and time: the station has to count its samples");
            }
            GradedSample as = sample.reused(place);
            // Who loses a race against another console looks again: it may have been the same measurement.
            if ((!sample.clockWrong() || name(sample, name, place)) && insert.tryInsert(as)) {
                return new StoreResult.Reused(as);
            }
        }
        throw new SQLException("another console stores the same samples at the same time", "40001");
    }

    private @Nullable StoreResult same(GradedSample sample) throws SQLException {
        Measurement m = sample.measurement();
        try (PreparedStatement statement = connection.prepareStatement(sample.clockWrong() ? SAME_CLOCK : SAME)) {
            range(statement, sample, sample.clockWrong() ? Key.of(sample).time() : sample.time());
            statement.setBytes(5, SampleColumn.floats(m.distance()));
            statement.setBytes(6, SampleColumn.floats(m.reflectance()));
            statement.setBytes(7, SampleColumn.floats(m.amplitude()));
            statement.setBytes(8, SampleColumn.floats(m.ambient()));
            statement.setBytes(9, SampleColumn.unsignedBytes(m.status()));
            statement.setString(10, SampleColumn.literal(m.spectrum()));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? duplicate(rows, 1) : null;
            }
        }
    }

    /** The microsecond after the last that is taken; the wanted one if none is. */
    private Instant next(String sql, GradedSample sample, Instant wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            range(statement, sample, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                OffsetDateTime last = rows.getObject(1, OffsetDateTime.class);
                return last == null ? wanted : last.toInstant().plus(1, ChronoUnit.MICROS);
            }
        }
    }

    private static void range(PreparedStatement statement, GradedSample sample, Instant from) throws SQLException {
        statement.setString(1, sample.measurement().deviceId());
        statement.setString(2, sample.measurement().sampleId());
        statement.setObject(3, SampleQueries.at(from));
        statement.setObject(4, SampleQueries.at(from.plus(SampleStore.MOST_REUSES, ChronoUnit.MICROS)));
    }

    private boolean name(GradedSample sample, Instant name, Instant place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOCK_KEY)) {
            statement.setString(1, sample.measurement().deviceId());
            statement.setString(2, sample.measurement().sampleId());
            statement.setObject(3, SampleQueries.at(name));
            statement.setObject(4, SampleQueries.at(place));
            return statement.executeUpdate() == 1;
        }
    }

    private void read(String sql, List<Key> keys, Map<Key, Stored> found) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Key.bind(statement, keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(Key.of(rows), Stored.of(rows));
                }
            }
        }
    }

    private static StoreResult.Duplicate duplicate(ResultSet rows, int at) throws SQLException {
        double score = rows.getDouble(at);
        return new StoreResult.Duplicate(rows.wasNull() ? null : (Double) score, Grade.parse(rows.getString(at + 1)));
    }

    /**
     * A stored row.
     *
     * @param known its grade; null if only its name is left
     * @param figures the matrices as they are packed
     * @param spectrum null if there is none, null elements for what is missing
     */
    private record Stored(
            StoreResult.@Nullable Duplicate known,
            byte @Nullable [][] figures,
            @Nullable Object @Nullable [] spectrum) {
        static Stored of(ResultSet rows) throws SQLException {
            byte[][] figures = new byte[5][];
            for (int i = 0; i < figures.length; i++) {
                figures[i] = rows.getBytes(6 + i);
            }
            if (figures[0] == null) {
                return new Stored(null, figures, null);
            }
            java.sql.Array spectrum = rows.getArray(11);
            return new Stored(duplicate(rows, 4), figures, spectrum == null ? null : (Object[]) spectrum.getArray());
        }

        boolean gone() {
            return known == null;
        }

        boolean alike(GradedSample sample) {
            Measurement m = sample.measurement();
            byte[][] packed = {
                SampleColumn.floats(m.distance()),
                SampleColumn.floats(m.reflectance()),
                SampleColumn.floats(m.amplitude()),
                SampleColumn.floats(m.ambient()),
                SampleColumn.unsignedBytes(m.status())
            };
            return Arrays.deepEquals(packed, figures) && Arrays.equals(boxed(m.spectrum()), spectrum);
        }

        private static @Nullable Object @Nullable [] boxed(double @Nullable [] counts) {
            return counts == null
                    ? null
                    : Arrays.stream(counts)
                            .mapToObj(count -> Double.isNaN(count) ? null : (Object) count)
                            .toArray();
        }

        StoreResult outcome(GradedSample sample) {
            return known != null
                    ? known
                    : new StoreResult.Duplicate(
                            sample.grading().fusion().finalScore(),
                            sample.grading().fusion().finalGrade());
        }
    }
}

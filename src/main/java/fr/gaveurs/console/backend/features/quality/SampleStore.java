package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes samples, their histograms and the statistics over them, a batch in one transaction. */
public final class SampleStore {
    private static final Logger LOG = LoggerFactory.getLogger(SampleStore.class);

    /** Measurements of a device under one and the same id and time that are told apart. */
    public static final int MOST_REUSES = 1_000;

    private static final String HELP = "Statements and batches";

    private static final StoreResult SAVED = new StoreResult.Saved();
    private static final String UNIQUE_VIOLATION = "23505";
    /** Samples of a batch from which on copying pays for its one more question to the server. */
    static final int COPIED_FROM = 50;

    private static final int INSERTS_AFTER_CONFLICT = 50;

    static final String TIME = String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.t");

    private static final String CLOCK_KEYS = "INSERT INTO sample_clock_keys (device_id, sample_id, device_time, time)"
            + " SELECT n.d, n.s, " + TIME + ", " + String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.r")
            + " FROM unnest(?::text[], ?::text[], ?::int8[], ?::int8[]) AS n(d, s, t, r)"
            + " ON CONFLICT DO NOTHING RETURNING device_id, sample_id, device_time";

    private static final String HISTOGRAMS = "INSERT INTO sample_histograms (device_id, sample_id, time, histogram,"
            + " bin_mm) SELECT n.d, n.s, " + TIME + ", n.h, n.w"
            + " FROM unnest(?::text[], ?::text[], ?::int8[], ?::bytea[], ?::float8[]) AS n(d, s, t, h, w)"
            + " ON CONFLICT DO NOTHING";

    private final Database database;
    private final Supplier<Partitions> partitions;
    private final StatsWriter statistics;
    private final ReadyRows ready;
    private final Timer duration;
    private final Counter ok;
    private final Counter failed;
    private final Counter quarantined;
    /** Batches that are inserted before copying is tried again. */
    private volatile int insertsBeforeCopy;

    /** A station with a fault may send nothing else; the table keeps each reason. */
    private final LogBound quarantineLines = new LogBound(10, Duration.ofMinutes(1));

    /**
     * @param partitions known once the database has answered
     * @param zone zone of the calendar days in the statistics
     * @param ready is told what the samples' entries of the log say
     */
    public SampleStore(
            Database database, Supplier<Partitions> partitions, ZoneId zone, ReadyRows ready, Metrics metrics) {
        this.duration = metrics.timer("db.query.duration", "Time of a statement or batch", "query", "save_samples");
        this.ok = metrics.counter("db.operations", HELP, "operation", "save_samples", "status", "ok");
        this.quarantined = Quarantine.counter(metrics);
        this.failed = metrics.counter("db.operations", HELP, "operation", "save_samples", "status", "error");
        this.database = database;
        this.ready = ready;
        this.partitions = partitions;
        this.statistics = new StatsWriter(zone);
    }

    /**
     * Stores a batch. A row that the database refuses goes to quarantine, and the others are stored all the same.
     *
     * @return what became of each sample, in the order given
     * @throws SQLException when the database is away or takes nothing, whatever the rows: nothing may be acknowledged,
     *     and the same batch may be stored again
     */
    public List<StoreResult> save(List<GradedSample> batch) throws SQLException {
        long from = System.nanoTime();
        try {
            List<StoreResult> outcomes = insertWherePartsAre(batch);
            ok.increment();
            duration.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
            return outcomes;
        } catch (SQLException e) {
            failed.increment();
            if (!isFaultOfARow(e)) {
                throw e;
            }
            return isolate(batch, e);
        } catch (RuntimeException e) {
            // A sample that this program cannot write must not hold up the others for ever.
            failed.increment();
            return isolate(batch, e);
        }
    }

    /**
     * Whether the data of some row is to blame (SQLState 22, 23, 54). Everything else, such as a database that is away,
     * full or read-only, or a table without a part for the row's day, is no reason to give up a sample.
     */
    static boolean isFaultOfARow(SQLException e) {
        String state = e.getSQLState();
        return !DatabaseErrors.isUnavailable(e)
                && !Partitions.isMissing(e)
                && state != null
                && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** One row spoils its batch: halves it until that row stands alone. */
    private List<StoreResult> isolate(List<GradedSample> batch, Exception cause) throws SQLException {
        if (batch.size() == 1) {
            return List.of(quarantine(batch.getFirst(), cause));
        }
        int half = batch.size() / 2;
        List<StoreResult> outcomes = new ArrayList<>(save(batch.subList(0, half)));
        outcomes.addAll(save(batch.subList(half, batch.size())));
        return outcomes;
    }

    /** Whoever drops old days, another console too, may do so between the making of a part and the insert. */
    private List<StoreResult> insertWherePartsAre(List<GradedSample> batch) throws SQLException {
        List<Instant> times = new ArrayList<>(batch.size());
        for (GradedSample sample : batch) {
            times.add(sample.time());
        }
        boolean copy = mayCopy(batch.size());
        try {
            return database.write(connection -> {
                partitions.get().ensure(connection, times);
                return insert(connection, batch, copy && partitions.get().takesCopies());
            });
        } catch (SQLException e) {
            if (copy && UNIQUE_VIOLATION.equals(e.getSQLState())) {
                // Some were stored before: which of them, an insert tells. Where one is sent again, more are.
                insertsBeforeCopy = INSERTS_AFTER_CONFLICT;
                return insertWherePartsAre(batch);
            }
            if (!Partitions.isMissing(e)) {
                throw e;
            }
            LOG.info("a day's part of the tables was dropped meanwhile and is made again: {}", e.getMessage());
        }
        return database.write(connection -> {
            partitions.get().ensureAgain(connection, times);
            return insert(connection, batch, false);
        });
    }

    private boolean mayCopy(int samples) {
        if (samples < COPIED_FROM) {
            return false;
        }
        int before = insertsBeforeCopy;
        insertsBeforeCopy = Math.max(0, before - 1);
        return before == 0;
    }

    /** @param copy whether a sample that was stored before may fail all of them: faster where there is none */
    private List<StoreResult> insert(Connection connection, List<GradedSample> batch, boolean copy)
            throws SQLException {
        Map<Key, GradedSample> fresh = new LinkedHashMap<>();
        Map<Key, GradedSample> clockWrong = new LinkedHashMap<>();
        List<GradedSample> unsettled = new ArrayList<>();
        for (GradedSample sample : batch) {
            if ((sample.clockWrong() ? clockWrong : fresh).putIfAbsent(Key.of(sample), sample) != null) {
                unsettled.add(sample); // twice in one batch
            }
        }
        Map<Key, GradedSample> candidates = new LinkedHashMap<>();
        fresh.values().forEach(sample -> offer(sample, candidates, unsettled));
        if (!clockWrong.isEmpty()) {
            admitWrongClocks(connection, clockWrong, candidates, unsettled);
        }
        IdentityHashMap<GradedSample, StoreResult> outcomes = new IdentityHashMap<>();
        Set<Key> known = Set.of();
        IdentityHashMap<GradedSample, String> entries = new IdentityHashMap<>();
        if (copy) {
            CopiedRows.copy(connection, candidates.values(), entries);
        } else {
            known = InsertedRows.insert(connection, candidates);
        }
        List<GradedSample> savedSamples = new ArrayList<>();
        for (Map.Entry<Key, GradedSample> candidate : candidates.entrySet()) {
            GradedSample sample = candidate.getValue();
            if (!known.contains(candidate.getKey())) {
                savedSamples.add(sample);
                outcomes.put(sample, SAVED);
            } else {
                unsettled.add(sample);
            }
        }
        if (!unsettled.isEmpty()) {
            StoredTwins twins =
                    new StoredTwins(connection, as -> InsertedRows.insert(connection, Map.of(Key.ofRow(as), as))
                            .isEmpty());
            twins.settle(unsettled, outcomes::put);
            outcomes.values().forEach(outcome -> {
                if (outcome instanceof StoreResult.Reused reused) {
                    savedSamples.add(reused.stored());
                }
            });
        }
        insertHistograms(connection, savedSamples);
        ModelGradedRows.add(connection, savedSamples);
        statistics.add(connection, savedSamples);
        SampleLog.add(connection, savedSamples, entries, ready);
        List<StoreResult> inOrder = new ArrayList<>(batch.size());
        for (GradedSample sample : batch) {
            inOrder.add(Objects.requireNonNull(outcomes.get(sample)));
        }
        return inOrder;
    }

    /** A sample that is to be inserted, unless another one of the batch is to have its place. */
    private static void offer(GradedSample sample, Map<Key, GradedSample> candidates, List<GradedSample> unsettled) {
        if (candidates.putIfAbsent(Key.ofRow(sample), sample) != null) {
            unsettled.add(sample);
        }
    }

    /** A sample whose device has no clock is known by the time its device claims, but stored under another. */
    private static void admitWrongClocks(
            Connection connection,
            Map<Key, GradedSample> samples,
            Map<Key, GradedSample> candidates,
            List<GradedSample> unsettled)
            throws SQLException {
        List<Key> keys = new ArrayList<>(samples.keySet());
        Set<Key> admitted = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(CLOCK_KEYS)) {
            Key.bind(statement, keys);
            BinaryArray times = new BinaryArray(BinaryArray.Type.INT8, 12 * samples.size());
            samples.values().forEach(sample -> times.add(sample.time()));
            times.bind(statement, 4);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    admitted.add(Key.of(rows));
                }
            }
        }
        samples.forEach((key, sample) -> {
            if (admitted.contains(key)) {
                offer(sample, candidates, unsettled);
            } else {
                unsettled.add(sample);
            }
        });
    }

    private static void insertHistograms(Connection connection, List<GradedSample> samples) throws SQLException {
        List<Key> keys = new ArrayList<>();
        BinaryArray histograms = null;
        BinaryArray widths = new BinaryArray(BinaryArray.Type.FLOAT8, 12 * samples.size());
        for (GradedSample sample : samples) {
            byte[] histogram = sample.measurement().histogram();
            if (histogram != null) {
                if (histograms == null) {
                    histograms = new BinaryArray(BinaryArray.Type.BYTEA, histogram.length * samples.size());
                }
                keys.add(Key.ofRow(sample));
                histograms.add(histogram);
                widths.add(sample.measurement().histogramBinMm());
            }
        }
        if (histograms == null) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(HISTOGRAMS)) {
            Key.bind(statement, keys);
            histograms.bind(statement, 4);
            widths.bind(statement, 5);
            statement.executeUpdate();
        }
    }

    private StoreResult quarantine(GradedSample sample, Exception cause) throws SQLException {
        Measurement m = sample.measurement();
        String reason = String.valueOf(cause.getMessage());
        if (quarantineLines.take()) {
            LOG.error(
                    "sample {} of {} was refused by the database and is kept in quarantined_samples: {}",
                    m.sampleId(),
                    m.deviceId(),
                    reason,
                    cause); // with it the log becomes a bug, one for all that are refused alike
        }
        byte[] payload = Json.MAPPER.writeValueAsBytes(m);
        database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO quarantined_samples (received_at, device_id, sample_id, reason, payload)"
                            + " VALUES (now(), ?, ?, ?, ?)")) {
                statement.setString(1, m.deviceId().replace("\0", "?"));
                statement.setString(2, m.sampleId().replace("\0", "?"));
                statement.setString(3, reason);
                statement.setBytes(4, payload);
                return statement.executeUpdate();
            }
        });
        quarantined.increment();
        return new StoreResult.Quarantined();
    }
}

package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.devices.DevicesFeature;
import fr.gaveurs.console.backend.features.firmware.FirmwareFeature;
import fr.gaveurs.console.backend.features.log.LogVerifier.Request;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.log.LogVerifier.Witnessed;
import fr.gaveurs.console.backend.features.products.ProductsFeature;
import fr.gaveurs.console.backend.features.quality.QualityFeature;
import fr.gaveurs.console.backend.features.reports.ReportsFeature;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.store.retention.RetentionDrops;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A database with samples, acts and their log, without a console. */
final class LogFixture implements AutoCloseable {
    static final List<LogSource> SOURCES = Stream.concat(
                    Stream.of(
                            QualityFeature.LOGGED,
                            QualityFeature.MODEL_GRADES,
                            AuditLog.LOGGED,
                            DevicesFeature.LOGGED,
                            RetentionDrops.LOGGED,
                            FirmwareFeature.LOGGED,
                            ReportsFeature.LOGGED),
                    ProductsFeature.LOGGED.stream())
            .toList();
    static final LogSource SAMPLES = QualityFeature.LOGGED;
    /** Measured from it on, a second each. */
    static final Instant FROM = Instant.parse("2026-11-23T12:00:00Z");

    private final Database database = TestDatabase.fresh();
    private final SigningKey key;
    private Checkpoints checkpoints;
    private LogMemory memory;
    private final ReadyRows ready = new ReadyRows(System::nanoTime);
    private final Sequencing sequencing = new Sequencing(SOURCES, ready);

    LogFixture(Path folder) throws IOException, SQLException {
        key = SigningKey.of(folder);
        remember(folder.resolve("own"));
        database.write(connection -> {
            Partitions.of(Partitioning.NATIVE).ensure(connection, List.of(FROM));
            return true;
        });
    }

    /** What a console with this data folder knows of the log from now on. */
    void remember(Path dataDir) {
        memory = new LogMemory(dataDir, key);
        checkpoints = new Checkpoints(database, key, "test", memory);
    }

    /** As somebody who has the key of the console, but not what it saw of the log. */
    void forget() {
        remember(Path.of("there is no such folder"));
    }

    LogMemory memory() {
        return memory;
    }

    Sequencing sequencing() {
        return sequencing;
    }

    /** What this console knows of rows that it stored. */
    ReadyRows ready() {
        return ready;
    }

    Database database() {
        return database;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    LogQueries queries() {
        return new LogQueries(database);
    }

    /** Stores samples of numbers from one to before another, as a console does. */
    void samples(int from, int to) throws SQLException {
        database.write(connection -> {
            List<String> keys = insertSamples(connection, from, to);
            LogEntries.add(connection, SAMPLES, keys);
            return true;
        });
    }

    /** The rows alone. */
    static List<String> insertSamples(Connection connection, int from, int to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sensor_samples (time, device_time,"
                + " received_at, seq, final_score, tof_score, weight_g, volume_mm3, valid_zones, occupied_zones,"
                + " clock_wrong, console_clock_wrong, compliant, claim_differs, device_id, sample_id, site_code, grade,"
                + " tof_grade, lot, distance, reflectance, amplitude, ambient, status, spectrum, ratios)"
                + " SELECT t, t, t + interval '1 second', n + 1, (n * 7919 % 1000) / 1000.0, (n * 104729 % 1000) / 1000.0,"
                + " 400 + n % 300, 700000 + n, 64, 20, false, false, true, false, 'ESP32_LL_0' || (n % 3 + 1),"
                + " 'S/' || n, 'LL', (ARRAY['A+','A','B','C'])[n % 4 + 1], 'A', 'LOT-' || n / 50,"
                + " decode(repeat(lpad(to_hex(n), 8, '0'), 64), 'hex'), decode(repeat('42900000', 64), 'hex'),"
                + " decode(repeat('41200000', 64), 'hex'), decode(repeat('43200000', 64), 'hex'),"
                + " decode(repeat('00', 64), 'hex'), ARRAY[1000.0, 1000, 950, 4000, 1500, 1500, 2500, 1500, 20000, n],"
                + " ARRAY[0.4, 1.5, NULL, 1, 0.5, 0.65] FROM (SELECT n, ?::timestamptz + n * interval '1 second' AS t"
                + " FROM generate_series(?::bigint, ?::bigint) AS n) AS s")) {
            insert.setString(1, FROM.toString());
            insert.setInt(2, from);
            insert.setInt(3, to - 1);
            insert.executeUpdate();
        }
        List<String> keys = new ArrayList<>();
        for (int n = from; n < to; n++) {
            keys.add(key(n));
        }
        return keys;
    }

    static String key(int n) {
        return SAMPLES.key(FROM.plusSeconds(n), "ESP32_LL_0" + (n % 3 + 1), "S/" + n);
    }

    static String product(int n) {
        return "FG_LL_20261123_" + (1_000 + n);
    }

    /** Products of the samples of such numbers, and the recall of a lot that strikes none of them. */
    void products(int from, int to) throws SQLException {
        database.write(connection -> {
            List<String> ids = new ArrayList<>();
            for (int n = from; n < to; n++) {
                hand(
                        connection,
                        "INSERT INTO consumer_products (product_id, site_code, lot, device_id, sample_id, sample_time, grade,"
                                + " weight_g, produced_on, controlled_on, packaged_on, best_before, certifications)"
                                + " VALUES (?, 'LL', 'LOT-P', 'ESP32_LL_01', ?, now(), 'A', 612.5, '2026-11-23',"
                                + " '2026-11-23', '2026-11-23', '2026-12-07', ARRAY['Label Rouge'])",
                        product(n),
                        "S/" + n);
                ids.add(product(n));
            }
            LogEntries.add(connection, ProductsFeature.PRODUCT, ids);
            long recall = (Long) one(
                    connection,
                    "INSERT INTO product_recalls (scope, subject, reason, products) VALUES ('lot', 'LOT-Q', 'verre', 0)"
                            + " RETURNING id");
            LogEntries.add(connection, source("recall"), List.of(Long.toString(recall)));
            return true;
        });
    }

    private static LogSource source(String kind) {
        return SOURCES.stream()
                .filter(source -> source.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Two rows of each further kind. */
    void others() throws SQLException {
        String two = " FROM generate_series(1, 2) AS n RETURNING id::text";
        rows(
                "model_grade",
                "INSERT INTO model_graded_samples AS t (time, version_id, freshness, fat_quality, oxidation,"
                        + " formula_freshness, formula_fat_quality, formula_oxidation, formula_spectral_score,"
                        + " formula_score, device_id, sample_id, version_name, version_sha256, profile_name,"
                        + " formula_grade) SELECT '" + FROM + "'::timestamptz, n, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,"
                        + " 0.8, 'ESP32_LL_01', 'S/' || n, 'model ' || n, md5('n'), 'Entier', 'B'"
                        + " FROM generate_series(1, 2) AS n RETURNING "
                        + source("model_grade").keySql());
        rows(
                "erasure",
                "INSERT INTO device_erasures (device_id, up_to_seq, up_to_hour, up_to_day, up_to_refused)"
                        + " SELECT 'ESP32_XX_0' || n, n, '2020-01-01', '2020-01-01', n" + two);
        rows(
                "retention",
                "INSERT INTO retention_drops (table_name, before, up_to, kept_seconds)"
                        + " SELECT 'table_' || n, '2020-01-01', n, 86400" + two);
        rows(
                "firmware",
                "INSERT INTO firmware_decisions (decision, project, version, sha256, key_id, rollout_id, stations, reason)"
                        + " SELECT 'rollout_started', 'gaveurs-station', '1.' || n, md5('n'), 'key', n, n, 'why'"
                        + two);
        rows(
                "report",
                "INSERT INTO report_digests (report_id, kind, format, file_name, bytes, sha256, period_from, period_to)"
                        + " SELECT n, 'daily', 'pdf', n || '.pdf', n, md5('n'), '2020-01-01', '2020-01-02'" + two);
        rows(
                "recall",
                "INSERT INTO product_recalls (scope, subject, reason, products)"
                        + " SELECT 'lot', 'LOT-L' || n, 'verre', 0" + two);
        rows(
                "recall_lift",
                "INSERT INTO product_recall_lifts (recall_id, reason) SELECT id, 'erreur ' || id FROM product_recalls"
                        + " WHERE subject LIKE 'LOT-L%' RETURNING recall_id::text");
    }

    private void rows(String kind, String insert) throws SQLException {
        database.write(connection -> {
            List<String> keys = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(insert);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
            LogEntries.add(connection, source(kind), keys);
            return true;
        });
    }

    void act(String route, String object) throws SQLException {
        database.write(connection -> {
            AuditLog.write(
                    connection,
                    Act.station("ESP32_LL_01", route).because("parce que"),
                    AuditObject.of("device", object),
                    Map.of("name", "Élodie"),
                    Map.of("name", "Luc"));
            return true;
        });
    }

    /** Makes entries of all that waits; how many. */
    int sequence() throws SQLException {
        int made = 0;
        Sequencing.Batch batch;
        do {
            batch = database.write(sequencing::batch);
            made += batch.appended();
        } while (batch.more());
        return made;
    }

    void sign() throws Exception {
        checkpoints.make();
    }

    /** On two connections, as a console does it. */
    Result verify() throws SQLException {
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            return verify(List.of(one, two), 0, List.of());
        }
    }

    Result verify(Connection connection, long since, List<Witnessed> witnessed) throws SQLException {
        return verify(List.of(connection), since, witnessed);
    }

    Result verify(List<Connection> connections, long since, List<Witnessed> witnessed) throws SQLException {
        return verify(connections, new Request(since, witnessed, List.of()), (entries, percent) -> {});
    }

    Result verify(List<Connection> connections, Request request, LogVerifier.Progress progress) throws SQLException {
        return new LogVerifier(SOURCES, List.of(key.verifier(LogIdentity.origin(connections.getFirst()))))
                .verify(connections, request, progress, () -> false);
    }

    SigningKey key() {
        return key;
    }

    /** By hand, as whoever has the database's password may. */
    static int hand(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Opens a transaction in which the triggers of log and journal keep quiet. */
    static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica");
        }
    }

    static Object one(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1);
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }

    static String words(Result result) {
        return result.words() + " " + Arrays.toString(result.findings().toArray());
    }
}

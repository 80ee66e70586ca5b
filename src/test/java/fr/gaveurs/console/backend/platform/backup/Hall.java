package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A made-up hall in the tables of version 002: some of every kind of row, and samples by the thousand. */
public final class Hall {
    private Hall() {}

    /** Inserts samples of three stations, one a second, numbered from {@code first}. */
    public static void samples(ConnectionInfo info, int first, int count) throws SQLException {
        run(info, """
                DO $$ DECLARE day date; BEGIN
                  FOR day IN SELECT DISTINCT ((timestamptz '2026-11-20 22:00+00' + i * interval '1 s')
                      AT TIME ZONE 'UTC')::date FROM generate_series(%1$d, %2$d, 600) i
                      UNION SELECT ((timestamptz '2026-11-20 22:00+00' + %2$d * interval '1 s') AT TIME ZONE 'UTC')::date
                  LOOP
                    EXECUTE format('CREATE TABLE IF NOT EXISTS sensor_samples_p%%s PARTITION OF sensor_samples FOR VALUES'
                        ' FROM (%%L) TO (%%L)', to_char(day, 'YYYYMMDD'), day || ' 00:00+00', day + 1 || ' 00:00+00');
                    EXECUTE format('CREATE TABLE IF NOT EXISTS sample_histograms_p%%s PARTITION OF sample_histograms'
                        ' FOR VALUES FROM (%%L) TO (%%L)', to_char(day, 'YYYYMMDD'), day || ' 00:00+00',
                        day + 1 || ' 00:00+00');
                  END LOOP;
                END $$;
                INSERT INTO sensor_samples (time, device_time, received_at, final_score, tof_score, spectral_score,
                    floor_mm, volume_mm3, weight_g, max_height_mm, volume_score, reflectance_score, consistency_score,
                    freshness, fat_quality, oxidation, color_uniformity, claimed_score, temperature_c, humidity_percent,
                    integration_time_ms, gain, valid_zones, occupied_zones, clock_wrong, compliant, claim_differs,
                    device_id, sample_id, site_code, grade, tof_grade, spectral_grade, claimed_grade, lot,
                    firmware_version, distance, reflectance, amplitude, ambient, status, spectrum, ratios, defects)
                SELECT t, t, t, random(), random(), CASE WHEN i %% 9 = 0 THEN NULL ELSE 0.8 END, 90 + random(),
                    700000 * random(), 663 * random(), 60 * random(), 1, random(), 'NaN', random(), 1, 1, 1, 0.8, 4, 60,
                    100, 8, 64, 30, false, true, false, 'ESP32_LL_0' || 1 + i %% 3, 'sample_' || i, 'LL', 'A', 'A', 'A',
                    'A', E'lot\\t\\\\é\\n🦆', '1.2.3', m.b, m.b, m.b, m.b, substr(m.b, 1, 64),
                    ARRAY[1, 2.5, random(), 4, 5, 6, 7, 8, 9, 1e-300], '{1,NULL,3,4,5,6}', '[{"kind": "corps étranger", "severity": 0.31}]'
                FROM generate_series(%1$d, %2$d) i,
                    LATERAL (SELECT timestamptz '2026-11-20 22:00+00' + i * interval '1 s' AS t) times,
                    LATERAL (SELECT string_agg(float4send((1000 + 40 * sin(i + j / 9.0))::real), '') AS b
                        FROM generate_series(1, 64) j) m
                """.formatted(first, first + count - 1));
    }

    /** Some rows of every other table, with what a text can hold. */
    public static void everythingElse(ConnectionInfo info) throws SQLException {
        run(info, """
                INSERT INTO devices (device_id, site_code, location, enrollment, token_hash, token_seen,
                    interval_seconds) VALUES
                    ('ESP32_LL_01', 'LL', 'Ligne 1, près de l''entrée ❄️', 'approved', sha256('t1'), true, 1.5),
                    ('ESP32_LL_02', 'LL', NULL, 'pending', NULL, false, NULL),
                    ('ESP32_LL_03', 'LL', '', 'blocked', NULL, false, 0.1);
                INSERT INTO sample_clock_keys VALUES
                    ('ESP32_LL_01', 'sample_1', '1970-01-01', '2026-11-20 22:00:01+00');
                INSERT INTO sample_histograms VALUES
                    ('2026-11-20 22:00:01+00', 'ESP32_LL_01', 'sample_1', decode(repeat('00ff5c0a09', 900), 'hex'));
                INSERT INTO stats_hourly (bucket, device_id, site_code, samples, score_sum, score_min) VALUES
                    ('2026-11-20 22:00+00', 'ESP32_LL_01', 'LL', 3600, 1234.5678901234567, 0.1);
                INSERT INTO stats_daily (bucket, zone, device_id, site_code, samples, weight_sum) VALUES
                    ('2026-11-20', 'Europe/Paris', 'ESP32_LL_01', 'LL', 3600, 1e300);
                INSERT INTO quarantined_samples (received_at, reason, payload) VALUES
                    ('2026-11-20 22:00+00', 'value out of range: «∞»', '\\x00010203ff');
                INSERT INTO api_tokens (name, token_hash, role, revoked_at) VALUES
                    ('wall display', sha256('a'), 'viewer', NULL), ('old one', sha256('b'), 'admin', now());
                INSERT INTO bug_reports (title, description, reporter, tags, related_issues, severity, client_id) VALUES
                    ('Balance bloquée 🦆', E'Le poids reste à 512 g\\nà côté de l''œil\\t\\\\N', 'Zoë', '{à,"b c"}',
                        '{1,2}', 'high', gen_random_uuid()),
                    ('Écran noir après veille', 'Il faut redémarrer le poste.', NULL, '{}', '{}', 'low', NULL);
                UPDATE bug_reports SET duplicate_of = 2, updated_by = 'Luc' WHERE id = 1;
                UPDATE bug_reports SET status = 'in_progress', updated_by = 'Luc' WHERE id = 2;
                UPDATE bug_reports SET status = 'resolved', resolution = 'câble', updated_by = 'Luc' WHERE id = 2;
                INSERT INTO bug_comments (bug_id, author, internal, text) VALUES
                    (1, 'Luc', true, 'déjà vu 🙃'), (2, NULL, false, 'ok');
                INSERT INTO bug_files SELECT sha256(b), b FROM decode(repeat('89504e470d0a1a0a', 4000), 'hex') b;
                INSERT INTO bug_attachments (bug_id, hash, file_name, content_type, size, added_by)
                    SELECT 1, hash, 'photo été.png', 'image/png', 32000, 'Zoë' FROM bug_files;
                """);
    }

    public static void run(ConnectionInfo info, String sql) throws SQLException {
        try (Connection connection = Connections.forMaintenance(info);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Of every table, how many rows it has and a hash of all of them in order, computed columns among them. */
    public static Map<String, String> contents(ConnectionInfo info) throws SQLException {
        try (Connection connection = Connections.forMaintenance(info)) {
            return contents(connection);
        }
    }

    /** As {@link #contents(ConnectionInfo)}, of these columns of these tables alone. */
    public static Map<String, String> contents(ConnectionInfo info, Map<String, List<String>> columns)
            throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        try (Connection connection = Connections.forMaintenance(info)) {
            for (Map.Entry<String, List<String>> table : columns.entrySet()) {
                contents.put(
                        table.getKey(),
                        sum(
                                connection,
                                "SELECT "
                                        + String.join(
                                                ", ",
                                                table.getValue().stream()
                                                        .map(Catalog::quote)
                                                        .toList())
                                        + " FROM " + Catalog.quote(table.getKey())));
            }
        }
        return contents;
    }

    static Map<String, String> contents(Connection connection) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (Catalog.Table table : Catalog.tables(connection)) {
            contents.put(table.name(), sum(connection, "SELECT * FROM " + Catalog.quote(table.name())));
        }
        return contents;
    }

    private static String sum(Connection connection, String rows) throws SQLException {
        return Catalog.list(
                        connection,
                        "SELECT count(*) || ' rows, '"
                                + " || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM ("
                                + rows + ") t")
                .getFirst();
    }
}

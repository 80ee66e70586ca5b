package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Many samples, made up by PostgreSQL itself, with the statistics that the console would have kept of them. */
public final class MadeUpMonth {
    private MadeUpMonth() {}

    /** Fills the database of a console: samples of so many stations, evenly between two times. */
    public static void fill(TestConsole console, Instant from, Instant to, int stations, int samples) throws Exception {
        fill(console.database(), from, to, stations, samples);
    }

    /** The same, of any console's database. */
    public static void fill(ConnectionInfo database, Instant from, Instant to, int stations, int samples)
            throws SQLException {
        try (Connection connection = Connections.forMaintenance(database)) {
            fill(connection, from, to, stations, samples);
        }
    }

    private static void fill(Connection connection, Instant from, Instant to, int stations, int samples)
            throws SQLException {
        List<Instant> days = new ArrayList<>();
        for (Instant day = from; day.isBefore(to.plus(Duration.ofDays(1))); day = day.plus(Duration.ofDays(1))) {
            days.add(day);
        }
        Partitions.of(Partitioning.NATIVE).ensure(connection, days);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sensor_samples (time, device_time,"
                + " received_at, final_score, tof_score, volume_mm3, weight_g, freshness, fat_quality, oxidation,"
                + " valid_zones, occupied_zones, clock_wrong, compliant, claim_differs, device_id, sample_id, site_code,"
                + " grade, tof_grade, lot, distance, reflectance, amplitude, ambient, status)"
                + " SELECT time, time, time, score, score, weight / 0.947 * 1000, weight, 0.4 + score / 2, score, 1 - score,"
                + " 64, 40, false, CASE WHEN score IS NULL THEN NULL ELSE score >= 0.45 END, false,"
                + " 'ESP32_' || (ARRAY['LL','LS','MT'])[1 + station % 3] || '_' || lpad(station::text, 2, '0'),"
                + " 'S-' || i, (ARRAY['LL','LS','MT'])[1 + station % 3],"
                + " CASE WHEN score IS NULL THEN 'UNGRADED' WHEN score >= 0.85 THEN 'A+' WHEN score >= 0.75 THEN 'A'"
                + " WHEN score >= 0.6 THEN 'B' WHEN score >= 0.45 THEN 'C' ELSE 'REJECT' END, 'A',"
                + " 'LOT-' || to_char(time, 'YYYYMMDD'), z, z, z, z, substr(z, 1, 64)"
                + " FROM (SELECT i, i % ? AS station, ?::timestamptz + (?::timestamptz - ?::timestamptz) * i / ? AS time,"
                + " CASE WHEN i % 211 = 0 THEN NULL"
                + " ELSE least(1, greatest(0.1, 0.82 + 0.11 * sin(i / 977.0) * random() - 0.5 * power(random(), 9)))"
                + " END AS score, 480 + 60 * sin(i * 1.7) + 35 * (random() + random() + random() - 1.5) AS weight,"
                + " decode(repeat('42c80000', 64), 'hex') AS z FROM generate_series(0, ? - 1) AS i) AS made")) {
            insert.setInt(1, stations);
            insert.setObject(2, from.atOffset(ZoneOffset.UTC));
            insert.setObject(3, to.atOffset(ZoneOffset.UTC));
            insert.setObject(4, from.atOffset(ZoneOffset.UTC));
            insert.setInt(5, samples);
            insert.setInt(6, samples);
            insert.executeUpdate();
        }
    }

    /** Stations with names, lines and firmware, what was wrong with them, and what consumers said. */
    public static void hall(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "INSERT INTO devices (device_id, site_code, firmware_version, enrollment, last_seen, line, name)"
                            + " SELECT device_id, min(site_code), '1.' || abs(hashtext(device_id)) % 3 || '.0', 'approved', max(time),"
                            + " (ARRAY['Ligne A', 'Ligne B'])[1 + abs(hashtext(device_id)) % 2],"
                            + " CASE WHEN device_id LIKE '%1' THEN 'Entrée du froid ' || right(device_id, 2) END"
                            + " FROM sensor_samples GROUP BY device_id ON CONFLICT DO NOTHING");
            handle.execute("INSERT INTO conditions (scope, source, kind, severity, since, cleared_at, text, remedy)"
                    + " SELECT 'station', device_id, kind, CASE WHEN i % 3 = 0 THEN 'critical' ELSE 'warning' END,"
                    + " from_time + i * interval '31 hours', from_time + i * interval '31 hours' + i * interval '7 minutes',"
                    + " 'The station ' || device_id || ' needs a look.', 'Look at it.' FROM (SELECT device_id,"
                    + " min(time) AS from_time, row_number() OVER (ORDER BY device_id) AS n FROM sensor_samples"
                    + " GROUP BY device_id) AS d, generate_series(1, 12) AS i, unnest(ARRAY['station_offline',"
                    + " 'stuck_channel', 'oxidation_high']) WITH ORDINALITY AS k(kind, o) WHERE (n + i + o) % 7 = 0");
            handle.execute(
                    "INSERT INTO consumer_products (product_id, site_code, lot, device_id, sample_id, sample_time,"
                            + " grade, produced_on, controlled_on, packaged_on, best_before) SELECT 'FG_' || site_code || '_' || n,"
                            + " site_code, lot, device_id, sample_id, time, grade, time::date, time::date, time::date,"
                            + " time::date + 20 FROM (SELECT *, row_number() OVER (ORDER BY time) AS n FROM sensor_samples"
                            + " WHERE grade = 'A+') AS s WHERE n % 97 = 0 ON CONFLICT DO NOTHING");
            handle.execute(
                    "INSERT INTO consumer_feedbacks (product_id, site_code, lot, created_at, overall, texture, flavor,"
                            + " color, aroma, freshness, status, visitor_hash) SELECT product_id, site_code, lot,"
                            + " sample_time + i * interval '5 hours', least(5, 3 + (seq + i) % 3), 4, least(5, 4 + (seq + i) % 2), 5,"
                            + " 3 + i % 2, 4, 'published', decode(lpad(to_hex(i), 32, '0'), 'hex') FROM consumer_products,"
                            + " generate_series(1, 7) AS i ON CONFLICT DO NOTHING");
        });
    }

    /** Sums of all samples by hour, where there are none yet. */
    public static void statistics(Jdbi jdbi) {
        jdbi.useHandle(handle -> handle.execute("INSERT INTO stats_hourly (bucket, device_id, site_code, samples,"
                + " grade_a_plus, grade_a, grade_b, grade_c, grade_reject, grade_ungraded, compliant, scored, score_sum,"
                + " score_sumsq, score_min, score_max, freshness_n, freshness_sum, fat_quality_n, fat_quality_sum,"
                + " oxidation_n, oxidation_sum, volume_n, volume_sum, volume_sumsq, weight_n, weight_sum, weight_sumsq)"
                + " SELECT date_trunc('hour', time, 'UTC'), device_id, site_code, count(*),"
                + " count(*) FILTER (WHERE grade = 'A+'), count(*) FILTER (WHERE grade = 'A'),"
                + " count(*) FILTER (WHERE grade = 'B'), count(*) FILTER (WHERE grade = 'C'),"
                + " count(*) FILTER (WHERE grade = 'REJECT'), count(*) FILTER (WHERE grade = 'UNGRADED'),"
                + " count(*) FILTER (WHERE compliant), count(final_score), coalesce(sum(final_score), 0),"
                + " coalesce(sum(final_score ^ 2), 0), min(final_score), max(final_score), count(freshness),"
                + " coalesce(sum(freshness), 0), count(fat_quality), coalesce(sum(fat_quality), 0), count(oxidation),"
                + " coalesce(sum(oxidation), 0), count(*), sum(volume_mm3), sum(volume_mm3 ^ 2), count(*), sum(weight_g),"
                + " sum(weight_g ^ 2) FROM sensor_samples GROUP BY 1, 2, 3 ON CONFLICT DO NOTHING"));
        jdbi.useHandle(handle -> handle.execute("ANALYZE"));
    }
}

package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.TestConsole;
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
        try (Connection connection = Connections.forMaintenance(console.database())) {
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

package fr.gaveurs.console.backend.platform.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long each table is kept, by whole days and by rows. */
class RetainedTablesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.fresh();
    private final Partitions partitions = Partitions.of(Partitioning.NATIVE);

    @AfterEach
    void close() {
        database.close();
    }

    private void ensure(Instant... times) throws SQLException {
        database.write(connection -> {
            partitions.ensure(connection, List.of(times));
            return null;
        });
    }

    private List<String> parts(String table) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass"
                                + " ORDER BY 1")
                .bind(0, table)
                .mapTo(String.class)
                .list());
    }

    @Test
    void retentionDropsHistogramsBeforeSamplesAndKeepsStatistics() throws SQLException {
        Instant days8 = NOON.minus(Duration.ofDays(8));
        Instant days92 = NOON.minus(Duration.ofDays(92));
        ensure(days8, days92, NOON);
        database.write(connection -> connection
                .createStatement()
                .executeUpdate("INSERT INTO stats_hourly (bucket, device_id, site_code) VALUES"
                        + " ('2020-01-01 00:00+00', 'd', 'LL')"));
        database.write(connection -> connection
                .createStatement()
                .executeUpdate("INSERT INTO sample_clock_keys SELECT 'd', 's' || i, '1970-01-01 00:00+00',"
                        + " CASE WHEN i > 7000 THEN timestamptz '2026-11-23 10:00+00'"
                        + " ELSE timestamptz '2026-08-01 00:00+00' END FROM generate_series(1, 7001) i"));

        new Retention(
                        database,
                        () -> partitions,
                        List.of(
                                RetainedTable.byDay("sample_histograms", Duration.ofDays(7)),
                                RetainedTable.byDay("sensor_samples", Duration.ofDays(90)),
                                RetainedTable.byRow("sample_clock_keys", "time", Duration.ofDays(90))),
                        NewestRows.NONE,
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        folder,
                        connection -> NOON)
                .dropOld();

        assertThat(parts("sample_histograms"))
                .containsExactly("sample_histograms_p20261123", "sample_histograms_p20261124");
        assertThat(parts("sensor_samples"))
                .containsExactly("sensor_samples_p20261115", "sensor_samples_p20261123", "sensor_samples_p20261124");
        assertThat(countOf("stats_hourly")).isEqualTo(1);
        assertThat(countOf("sample_clock_keys")).isEqualTo(1);
    }

    private int countOf(String table) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM <table>")
                .define("table", table)
                .mapTo(Integer.class)
                .one());
    }
}

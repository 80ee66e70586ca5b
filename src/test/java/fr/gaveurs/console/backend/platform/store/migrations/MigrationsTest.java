package fr.gaveurs.console.backend.platform.store.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static void run(ConnectionInfo info, String sql) throws SQLException {
        try (Connection connection = Connections.open(info, Connections.Kind.ADMIN)) {
            connection.createStatement().execute(sql);
        }
    }

    private static List<String> list(ConnectionInfo info, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = Connections.open(info, Connections.Kind.ADMIN);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void makesTheTablesThatOtherProgramsReadAndChangesNothingTheSecondTime() throws SQLException {
        ConnectionInfo info = TestDatabase.emptyInfo();

        assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.NATIVE);
        List<String> history = list(info, "SELECT installed_on::text FROM flyway_schema_history ORDER BY 1");
        assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.NATIVE);

        assertThat(list(info, "SELECT installed_on::text FROM flyway_schema_history ORDER BY 1"))
                .isEqualTo(history);
        assertThat(list(info, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
                .contains(
                        "devices", "sensor_samples", "sample_histograms", "stats_hourly", "stats_daily", "api_tokens");
    }

    private static boolean allRun(ConnectionInfo info) throws SQLException {
        try (Connection connection = Connections.open(info, Connections.Kind.ADMIN)) {
            return KnownScripts.allRun(connection);
        }
    }

    /** Flyway is not asked where nothing is to be done, and is wherever something may be. */
    @Test
    void knowsWithoutFlywayWhetherEveryScriptHasRunAsItIs() throws SQLException {
        ConnectionInfo info = TestDatabase.freshInfo();
        assertThat(allRun(info)).as("what Flyway itself wrote").isTrue();

        for (String change : List.of(
                "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '002'",
                "UPDATE flyway_schema_history SET checksum = NULL WHERE version = '002'",
                "UPDATE flyway_schema_history SET success = false WHERE version = '002'",
                "UPDATE flyway_schema_history SET type = 'BASELINE' WHERE version = '001'",
                "UPDATE flyway_schema_history SET script = 'V002__another.sql' WHERE version = '002'",
                "DELETE FROM flyway_schema_history WHERE version = '002'",
                "DELETE FROM flyway_schema_history",
                "INSERT INTO flyway_schema_history SELECT 999, '999', description, type, 'V999__later.sql', checksum,"
                        + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1",
                "INSERT INTO flyway_schema_history SELECT 999, version, description, type, script, checksum,"
                        + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1")) {
            ConnectionInfo changed = TestDatabase.freshInfo();
            run(changed, change);
            assertThat(allRun(changed)).as(change).isFalse();
        }
    }

    @Test
    void twoProgramsAtOnceMigrateOnce() throws Exception {
        ConnectionInfo info = TestDatabase.emptyInfo();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Partitioning>> both = List.of(
                    executor.submit(() -> new Migrations(info).migrate()),
                    executor.submit(() -> new Migrations(info).migrate()));
            for (Future<Partitioning> one : both) {
                assertThat(one.get()).isEqualTo(Partitioning.NATIVE);
            }
        }
    }

    @Test
    void refusesADatabaseOfANewerProgram() throws SQLException {
        ConnectionInfo info = TestDatabase.freshInfo();
        run(
                info,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (999, '999', 'future things', 'SQL',"
                        + " 'V999__future_things.sql', 1, 'x', 1, true)");

        assertThatThrownBy(() -> new Migrations(info).migrate())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer program")
                .hasMessageContaining("999")
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    void refusesScriptsThatChangedSinceTheyRan() throws SQLException {
        ConnectionInfo info = TestDatabase.freshInfo();
        run(info, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '001'");

        assertThatThrownBy(() -> new Migrations(info).migrate())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void saysWhereItCouldNotConnect() {
        ConnectionInfo nowhere = new ConnectionInfo("127.0.0.1", 1, "db", "user", "secret");

        assertThatThrownBy(() -> new Migrations(nowhere).migrate())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("127.0.0.1:1/db")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aSampleStaysWithinItsPageAndPagesAreReadByIndex() throws SQLException {
        try (Database database = TestDatabase.fresh()) {
            database.write(connection -> {
                Partitions.of(Partitioning.NATIVE).ensure(connection, List.of(Instant.parse("2026-11-23T00:00:00Z")));
                return connection.createStatement().executeUpdate(INSERT);
            });

            Long toast = database.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT pg_relation_size(reltoastrelid) FROM pg_class"
                                    + " WHERE relname = 'sensor_samples_p20261123'")
                            .mapTo(Long.class)
                            .one());
            assertThat(toast).isZero();
            assertThat(plan(database, "WHERE device_id = 'd7' ORDER BY time DESC LIMIT 1"))
                    .contains("Index Scan")
                    .doesNotContain("Sort");
            assertThat(plan(database, "ORDER BY time DESC, device_id DESC, sample_id DESC LIMIT 50"))
                    .contains("time_device_id_sample_id_idx")
                    .doesNotContain("Sort");
        }
    }

    private static final String INSERT =
            "INSERT INTO sensor_samples (time, device_time, received_at, final_score, tof_score, spectral_score,"
                    + " floor_mm, volume_mm3, weight_g, max_height_mm, volume_score, reflectance_score,"
                    + " consistency_score, freshness, fat_quality, oxidation, color_uniformity, claimed_score,"
                    + " temperature_c, humidity_percent, integration_time_ms, gain, valid_zones, occupied_zones,"
                    + " clock_wrong, compliant, claim_differs, device_id, sample_id, site_code, grade, tof_grade,"
                    + " spectral_grade, claimed_grade, lot, firmware_version, distance, reflectance, amplitude, ambient,"
                    + " status, spectrum, ratios, defects)"
                    + " SELECT t, t, t, 0.8, 0.8, 0.8, 90, 700000, 663, 60, 1, 1, 1, 1, 1, 1, 1, 0.8, 4, 60, 100, 8,"
                    + " 64, 30, false, true, false, 'd' || i % 20, 'sample_' || i, 'LL', 'A', 'A', 'A', 'A', 'lot',"
                    + " '1.2.3', m.b, m.b, m.b, m.b, substr(m.b, 1, 64), '{1,2,3,4,5,6,7,8,9,10}', '{1,2,3,4,5,6}',"
                    + " '[{\"kind\": \"foreign_body\", \"severity\": 0.31415926}]'"
                    + " FROM generate_series(1, 3000) i,"
                    + " LATERAL (SELECT timestamptz '2026-11-23 00:00+00' + i * interval '1 s' AS t) times,"
                    + " LATERAL (SELECT string_agg(sha256((i * 100 + j)::text::bytea), '' ) AS b"
                    + " FROM generate_series(1, 8) j) m";

    private static String plan(Database database, String tail) {
        return database.jdbi().withHandle(handle -> {
            handle.execute("ANALYZE sensor_samples");
            return String.join(
                    "\n",
                    handle.createQuery("EXPLAIN SELECT * FROM sensor_samples " + tail)
                            .mapTo(String.class)
                            .list());
        });
    }
}

package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The writer's statements, as the server knows them on the writer's connection. */
class PreparedStatementsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    /** More than the driver waits for, and the server to keep a plan. */
    private static final int BATCHES = 16;

    /** One that the server keeps under a name. */
    private record Named(String name, String table, Instant since, long plansKept, long plansMade) {}

    private static List<Named> named(Database database) throws SQLException {
        return database.write(connection -> {
            List<Named> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT name, substring(statement FROM 'INSERT INTO (\\w+)'), prepare_time, generic_plans,"
                                    + " custom_plans FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO %'"
                                    + " ORDER BY 2")) {
                while (rows.next()) {
                    found.add(new Named(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getTimestamp(3).toInstant(),
                            rows.getLong(4),
                            rows.getLong(5)));
                }
            }
            return found;
        });
    }

    private static void save(SampleStore store, int from) throws SQLException {
        for (int batch = from; batch < from + BATCHES; batch++) {
            List<GradedSample> samples = new ArrayList<>();
            for (int i = 0; i <= batch % 3; i++) {
                Instant at = NOW.plusSeconds(batch).plusMillis(i);
                samples.add(TestMessages.sample("ESP32_LL_01").bins(4).at(at).received(at));
            }
            assertThat(store.save(samples)).hasOnlyElementsOfType(StoreResult.Saved.class);
        }
    }

    private static SampleStore store(Database database) {
        Partitions partitions = Partitions.of(Partitioning.NATIVE);
        return new SampleStore(
                database, () -> partitions, ZoneId.of("Europe/Paris"), new ReadyRows(System::nanoTime), new Metrics());
    }

    @Test
    void theyArePreparedOnceAndPlannedNoMore() throws SQLException {
        try (Database database = TestDatabase.fresh()) {
            SampleStore store = store(database);
            save(store, 0);
            List<Named> before = named(database);
            save(store, BATCHES);
            List<Named> after = named(database);

            assertThat(after)
                    .extracting(Named::table)
                    .containsExactly(
                            "log_pending", "sample_histograms", "sensor_samples", "stats_daily", "stats_hourly");
            assertThat(after)
                    .extracting(Named::name)
                    .isEqualTo(before.stream().map(Named::name).toList());
            assertThat(after)
                    .extracting(Named::since)
                    .isEqualTo(before.stream().map(Named::since).toList());
            for (int i = 0; i < after.size(); i++) {
                assertThat(after.get(i).plansKept())
                        .as(after.get(i).table())
                        .isEqualTo(before.get(i).plansKept() + BATCHES);
                assertThat(after.get(i).plansMade()).isEqualTo(before.get(i).plansMade());
            }
        }
    }

    @Test
    void noneHasANameWhereAPoolerAsksForThat() throws Exception {
        ConnectionInfo direct = TestDatabase.freshInfo();
        ConnectionInfo pooled = new ConnectionInfo(
                direct.host(),
                direct.port(),
                direct.database(),
                direct.user(),
                direct.password(),
                Map.of("prepareThreshold", "0"));
        try (Database database = TestDatabase.open(pooled)) {
            assertThat(database.awaitUp(Patience.LIMIT)).isTrue();
            save(store(database), 0);
            assertThat(named(database)).isEmpty();
        }
    }
}

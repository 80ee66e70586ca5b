package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a day was dropped meanwhile, by this console or another, is no fault of the samples that come for it. */
class MissingPartitionTest {
    private static final Instant LAST_WEEK = Instant.parse("2026-11-15T12:00:00Z");

    private final Database database = TestDatabase.fresh();
    private final Partitions partitions = Partitions.of(Partitioning.NATIVE);
    private final SampleStore store = new SampleStore(
            database, () -> partitions, ZoneId.of("Europe/Paris"), new ReadyRows(System::nanoTime), new Metrics());

    @AfterEach
    void close() {
        database.close();
    }

    private static GradedSample withHistograms(int number) {
        return TestMessages.sample("ESP32_LL_01")
                .bins(4)
                .at(LAST_WEEK.plusMillis(number))
                .received(LAST_WEEK.plusMillis(number));
    }

    private int rows(String table) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample_histograms", "sensor_samples"})
    void aDayThatAnotherConsoleDroppedIsMadeAgain(String table) throws SQLException {
        assertThat(store.save(List.of(withHistograms(1)))).containsExactly(new StoreResult.Saved());
        // As another console's retention does it: this one knows nothing of it.
        database.jdbi().useHandle(handle -> handle.execute("DROP TABLE " + table + "_p20261115"));

        assertThat(store.save(List.of(withHistograms(2), withHistograms(3))))
                .containsExactly(new StoreResult.Saved(), new StoreResult.Saved());

        assertThat(rows("quarantined_samples")).isZero();
        assertThat(rows(table)).isEqualTo(2);
    }

    @Test
    void daysThatAreDroppedAllTheTimeCostNoSample() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger dropped = new AtomicInteger();
        Thread retention = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                try {
                    dropped.addAndGet(database.write(connection -> partitions.dropOlderThan(
                            connection, "sample_histograms", Instant.parse("2026-11-23T00:00:00Z"))));
                } catch (SQLException e) {
                    assertThat(e.getSQLState())
                            .as("waits for the inserts at most")
                            .isEqualTo("55P03");
                }
            }
        });
        List<StoreResult> outcomes = new ArrayList<>();
        try {
            for (int i = 0; i < 100 || (dropped.get() < 5 && i < 2_000); i++) {
                outcomes.addAll(store.save(List.of(withHistograms(i))));
            }
        } finally {
            done.set(true);
            retention.join();
        }

        assertThat(dropped.get()).as("days dropped meanwhile").isGreaterThanOrEqualTo(5);
        assertThat(outcomes).isNotEmpty().allMatch(outcome -> outcome instanceof StoreResult.Saved);
        assertThat(rows("quarantined_samples")).isZero();
        assertThat(rows("sensor_samples")).isEqualTo(outcomes.size());
    }
}

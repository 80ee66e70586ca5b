package fr.gaveurs.console.backend.platform.store.partitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

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

    private void insertHistogram(Instant time, String sampleId) throws SQLException {
        database.write(connection -> insertHistogram(connection, time, sampleId));
    }

    private static int insertHistogram(Connection connection, Instant time, String sampleId) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO sample_histograms VALUES (?, 'd', ?, '\\x00')")) {
            insert.setObject(1, time.atOffset(ZoneOffset.UTC));
            insert.setString(2, sampleId);
            return insert.executeUpdate();
        }
    }

    private List<String> parts(String table) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass"
                                + " ORDER BY 1")
                .bind(0, table)
                .mapTo(String.class)
                .list());
    }

    private int histograms() {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM sample_histograms")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aDayBeginsAndEndsInUtc() throws SQLException {
        ensure(Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-23T23:59:59.999999Z"));

        assertThat(parts("sensor_samples")).containsExactly("sensor_samples_p20261123");
        assertThat(parts("sample_histograms")).containsExactly("sample_histograms_p20261123");
        insertHistogram(Instant.parse("2026-11-23T00:00:00Z"), "first");
        insertHistogram(Instant.parse("2026-11-23T23:59:59.999999Z"), "last");
        assertThatThrownBy(() -> insertHistogram(Instant.parse("2026-11-24T00:00:00Z"), "next"))
                .hasMessageContaining("no partition");
    }

    @Test
    void ensuringTwiceAndByAnotherProgramIsNothingNew() throws SQLException {
        ensure(NOON);
        ensure(NOON, NOON.plus(Duration.ofDays(1)));
        database.write(connection -> {
            Partitions.of(Partitioning.NATIVE).ensure(connection, List.of(NOON));
            return null;
        });

        assertThat(parts("sensor_samples")).containsExactly("sensor_samples_p20261123", "sensor_samples_p20261124");
    }

    @Test
    void rowsOfTheSameTransactionFollowTheirNewDay() throws SQLException {
        database.write(connection -> {
            partitions.ensure(connection, List.of(NOON));
            return insertHistogram(connection, NOON, "s");
        });

        assertThat(histograms()).isEqualTo(1);
    }

    @Test
    void manyAtOnceMakeEachDayOnce() throws Exception {
        int threads = 4;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Partitions own = Partitions.of(Partitioning.NATIVE);
                futures.add(executor.submit(() -> {
                    barrier.await();
                    return database.read(connection -> {
                        for (int day = 0; day < 5; day++) {
                            own.ensure(connection, List.of(NOON.plus(Duration.ofDays(day))));
                        }
                        return null;
                    });
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }

        assertThat(parts("sensor_samples")).hasSize(5);
    }

    @Test
    void aNewDayDoesNotWaitForAnInsertInProgress() throws SQLException {
        ensure(NOON);
        database.write(inserting -> {
            insertHistogram(inserting, NOON, "in progress");
            // With its own connection and a lock time-out: would hang otherwise.
            return database.read(other -> {
                other.createStatement().execute("SET lock_timeout = '3s'");
                partitions.ensure(other, List.of(NOON.plus(Duration.ofDays(1))));
                return null;
            });
        });

        assertThat(parts("sample_histograms")).hasSize(2);
    }

    @Test
    void nobodyDropsADayBeforeTheTransactionThatMadeItAgainEnds() throws SQLException {
        Partitions another = Partitions.of(Partitioning.NATIVE);
        Instant later = NOON.plus(Duration.ofDays(2));
        ensure(NOON);
        database.read(other -> another.dropOlderThan(other, "sample_histograms", later));

        database.write(inserting -> {
            partitions.ensureAgain(inserting, List.of(NOON));
            assertThatThrownBy(() -> database.read(other -> another.dropOlderThan(other, "sensor_samples", later)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
            return insertHistogram(inserting, NOON, "s");
        });

        assertThat(histograms()).isEqualTo(1);
        int dropped = database.read(other -> another.dropOlderThan(other, "sample_histograms", later));
        assertThat(dropped).isEqualTo(1);
    }

    @Test
    void aDayMadeAgainByATransactionThatFailsIsMadeByTheNextOne() throws SQLException {
        ensure(NOON);
        database.read(other -> Partitions.of(Partitioning.NATIVE)
                .dropOlderThan(other, "sample_histograms", NOON.plus(Duration.ofDays(2))));
        assertThatThrownBy(() -> database.write(connection -> {
                    partitions.ensureAgain(connection, List.of(NOON));
                    throw new IllegalStateException("afterwards");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(parts("sample_histograms")).isEmpty();

        ensure(NOON);
        insertHistogram(NOON, "s");

        assertThat(histograms()).isEqualTo(1);
    }

    @Test
    void dropsOnlyDaysThatAreWhollyOlder() throws SQLException {
        Instant oldest = NOON.minus(Duration.ofDays(9));
        for (int day = 0; day < 10; day++) {
            Instant time = oldest.plus(Duration.ofDays(day));
            ensure(time);
            insertHistogram(time, "s" + day);
        }

        int dropped = database.read(connection ->
                partitions.dropOlderThan(connection, "sample_histograms", NOON.minus(Duration.ofDays(7))));

        assertThat(dropped).isEqualTo(2);
        assertThat(parts("sample_histograms")).hasSize(8).first().isEqualTo("sample_histograms_p20261116");
        assertThat(parts("sensor_samples")).hasSize(10);
        assertThat(histograms()).isEqualTo(8);
        ensure(oldest);
        assertThat(parts("sample_histograms")).hasSize(9);
    }

    @Test
    void refusesOtherTables() {
        assertThatThrownBy(() -> database.read(connection -> partitions.dropOlderThan(connection, "devices; --", NOON)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

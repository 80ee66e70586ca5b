package fr.gaveurs.console.backend.platform.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.features.quality.NewestSamples;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What retention drops and what it leaves, by clocks that are right and wrong. */
class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int DAYS = 12;

    @TempDir
    private Path folder;

    private final Database database = TestDatabase.fresh();
    private final Partitions partitions = Partitions.of(Partitioning.NATIVE);
    private final TestClock here = new TestClock(NOON);
    private final TestClock there = new TestClock(NOON);
    private Retention retention;

    @BeforeEach
    void fill() throws SQLException {
        retention = new Retention(
                database,
                () -> partitions,
                List.of(
                        RetainedTable.byDay("sample_histograms", Duration.ofDays(7)),
                        RetainedTable.byDay("sensor_samples", Duration.ofDays(10)),
                        RetainedTable.byRow("sample_clock_keys", "time", Duration.ofDays(10)),
                        RetainedTable.byRow("quarantined_samples", "received_at", Duration.ofDays(10)),
                        AuditLog.RETAINED),
                new NewestSamples(),
                here,
                folder,
                connection -> there.instant());
        for (int day = 1 - DAYS; day <= 0; day++) {
            store(NOON.plus(Duration.ofDays(day)), NOON.plus(Duration.ofDays(day)));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void store(Instant time, Instant deviceTime) throws SQLException {
        database.write(connection -> {
            partitions.ensure(connection, List.of(time));
            try (var insert = connection.prepareStatement("INSERT INTO sensor_samples (time, device_time, received_at,"
                    + " valid_zones, occupied_zones, clock_wrong, claim_differs, device_id, sample_id, site_code,"
                    + " grade, tof_grade, distance, reflectance, amplitude, ambient, status)"
                    + " VALUES (?, ?, ?, 64, 9, false, false, 'd', ?, 'LL', 'A', 'A', '', '', '', '', '')")) {
                insert.setObject(1, time.atOffset(ZoneOffset.UTC));
                insert.setObject(2, deviceTime.atOffset(ZoneOffset.UTC));
                insert.setObject(3, time.atOffset(ZoneOffset.UTC));
                insert.setString(4, time + " " + deviceTime);
                return insert.executeUpdate();
            }
        });
    }

    private int rows() {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM sensor_samples")
                .mapTo(Integer.class)
                .one());
    }

    private void bothAt(Instant instant) {
        here.set(instant);
        there.set(instant);
    }

    @Test
    void dropsWhatIsOldWhileSamplesConfirmTheClock() {
        retention.dropOld();
        assertThat(rows()).isEqualTo(11);
        assertThat(retention.objection()).isNull();
    }

    private void act(Instant at) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO audit_log (at, actor_kind, route, object_kind) VALUES (?, 'system', 'r', 'o')",
                        at.atOffset(ZoneOffset.UTC)));
    }

    private int acts() {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit_log")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void theJournalIsKeptForTwoYearsByAClockThatIsConfirmed() {
        act(NOON.minus(Duration.ofDays(731)));
        act(NOON.minus(Duration.ofDays(729)));
        bothAt(NOON.plus(Duration.ofDays(3_650)));
        retention.dropOld();
        assertThat(acts()).as("a clock that jumped").isEqualTo(2);

        bothAt(NOON);
        retention.dropOld();
        assertThat(acts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 30, 100, 3_650, -2, -30, -3_650})
    void aClockThatJumpedDropsNothingHoweverOftenItRunsAndStarts(long days) throws SQLException {
        retention.dropOld();
        bothAt(NOON.plus(Duration.ofDays(days)));
        for (int run = 0; run < 3; run++) {
            retention.dropOld();
            assertThat(rows()).isEqualTo(11);
            here.advance(Duration.ofHours(1));
            there.advance(Duration.ofHours(1));
            // A station whose clock is right goes on sending meanwhile.
            store(NOON.plusSeconds(run + 1), NOON.plusSeconds(run + 1));
            database.write(connection -> connection
                    .createStatement()
                    .executeUpdate("DELETE FROM sensor_samples WHERE time > '" + NOON + "'"));
        }
        assertThat(retention.objection()).contains(Math.abs(days) == 2 ? " " : Math.abs(days) + " days");

        bothAt(NOON.plus(Duration.ofDays(2)));
        store(there.instant(), there.instant());
        retention.dropOld();
        assertThat(retention.objection()).as("right again").isNull();
        assertThat(rows()).as("two days later").isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, -100})
    void aConsoleWhoseClockIsNotTheDatabasesDropsNothing(long days) {
        here.set(NOON.plus(Duration.ofDays(days)));
        retention.dropOld();
        assertThat(rows()).isEqualTo(DAYS);
        assertThat(retention.objection()).contains("100 days").contains("the database's clock");
        here.set(NOON);
        retention.refresh();
        assertThat(retention.objection()).as("looked at again by itself").isNull();
    }

    @Test
    void somebodyMaySayThatTheClockIsRight() throws Exception {
        retention.dropOld();
        database.write(connection -> connection
                .createStatement()
                .executeUpdate("UPDATE sensor_samples SET"
                        + " device_time = '1970-01-01 00:00:07+00'")); // stations without a clock
        bothAt(NOON.plus(Duration.ofDays(5)));
        store(there.instant(), Instant.EPOCH);
        retention.dropOld();
        assertThat(rows()).isEqualTo(12);
        Path said = Files.createFile(folder.resolve(Retention.CONFIRMATION));
        retention.dropOld();
        assertThat(rows()).isEqualTo(7);
        assertThat(said).doesNotExist();
        bothAt(NOON.plus(Duration.ofDays(5)).plusSeconds(3_600));
        retention.dropOld();
        assertThat(retention.objection()).isNull();
    }

    @Test
    void upkeepMakesAnewWhatAnotherProgramDropped() throws SQLException {
        retention.dropOld();
        database.write(connection ->
                connection.createStatement().execute("DROP TABLE sensor_samples_p20261123, sensor_samples_p20261124"));
        retention.dropOld();
        store(NOON, NOON);
        assertThat(rows()).isEqualTo(11);
    }
}

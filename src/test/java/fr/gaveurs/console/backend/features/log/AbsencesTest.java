package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.log.LogVerifier.Request;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.quality.NewestSamples;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rows that are gone for a reason are told from rows that somebody took away. */
class AbsencesTest {
    @TempDir
    Path folder;

    private static void hand(LogFixture log, String sql) throws SQLException {
        log.database().write(connection -> LogFixture.hand(connection, sql));
    }

    /** By the database's clock, with a keeping time that has passed. */
    private Retention retention(LogFixture log, Duration kept) throws Exception {
        Files.createFile(folder.resolve(Retention.CONFIRMATION));
        List<RetainedTable> tables =
                List.of(RetainedTable.byDay("sensor_samples", kept).withEntries());
        return new Retention(
                log.database(),
                () -> Partitions.of(Partitioning.NATIVE),
                tables,
                new NewestSamples(),
                new TestClock(Instant.now()),
                folder);
    }

    @Test
    void whatTheRetentionDroppedIsNoLongerKeptAndNothingElse() throws Exception {
        try (LogFixture log = new LogFixture(folder)) {
            log.samples(0, 300);
            log.sequence();
            // The day of the samples lies wholly before the limit.
            Instant now = Instant.now();
            Duration kept = Duration.between(LogFixture.FROM, now).minusDays(2);
            boolean past = !kept.isNegative();
            if (past) {
                retention(log, kept).dropOld();
            }
            log.sequence();
            Result result = log.verify();

            assertThat(result.findings()).isEmpty();
            assertThat(result.noLongerKept()).isEqualTo(past ? 300 : 0);
            assertThat(result.words()).contains(result.noLongerKept() + " of rows no longer kept");
        }
    }

    /** One of an older version writes nothing down: what it dropped is explained by the first record of this one. */
    @Test
    void daysThatAConsoleOfAnOlderVersionDroppedAreNoLongerKept() throws Exception {
        try (LogFixture log = new LogFixture(folder)) {
            log.samples(0, 300);
            log.sequence();
            hand(log, "DELETE FROM sensor_samples");
            assertThat(log.verify().found()).isEqualTo(300);

            Duration kept = Duration.between(LogFixture.FROM, Instant.now()).minusDays(2);
            if (!kept.isNegative()) {
                retention(log, kept).dropOld();
                log.sequence();

                assertThat(log.verify().findings()).isEmpty();
                assertThat(log.verify().noLongerKept()).isEqualTo(300);
            }
        }
    }

    /** A check that goes on for hours meets rows that the retention drops meanwhile. */
    @Test
    void whatIsDroppedWhileItIsVerifiedIsNoFinding() throws Exception {
        try (LogFixture log = new LogFixture(folder);
                Connection connection = log.database().connect()) {
            log.samples(0, 300);
            log.sequence();
            Duration kept = Duration.between(LogFixture.FROM, Instant.now()).minusDays(2);
            AtomicBoolean dropped = new AtomicBoolean(kept.isNegative());
            Result result =
                    log.verify(List.of(connection), new Request(0, List.of(), List.of()), (entries, percent) -> {
                        if (!dropped.getAndSet(true)) {
                            try {
                                retention(log, kept).dropOld();
                                log.sequence();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    });

            assertThat(result.findings()).isEmpty();
        }
    }

    @Test
    void aRecordThatWentFurtherThanTheKeepingTimeExplainsNothingMore() throws Exception {
        try (LogFixture log = new LogFixture(folder)) {
            log.samples(0, 10);
            log.sequence();
            hand(log, "DELETE FROM sensor_samples WHERE sample_id = 'S/4'");
            hand(
                    log,
                    "WITH d AS (INSERT INTO retention_drops (at, table_name, before, kept_seconds) VALUES"
                            + " ('2026-11-24', 'sensor_samples', '2026-11-25', 7776000) RETURNING id) INSERT INTO log_pending"
                            + " (kind, keys) SELECT 'retention', ARRAY[id::text] FROM d");
            log.sequence();

            assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.detail())
                    .contains("S/4 is gone"));
        }
    }

    @Test
    void aRecordThatIsNotInTheLogExplainsNothing() throws Exception {
        try (LogFixture log = new LogFixture(folder)) {
            log.samples(0, 10);
            log.sequence();
            hand(log, "DELETE FROM sensor_samples WHERE sample_id = 'S/4'");
            hand(log, "INSERT INTO retention_drops (table_name, before) VALUES ('sensor_samples', '2027-01-01')");
            hand(
                    log,
                    "INSERT INTO device_erasures (device_id, up_to_seq, up_to_refused)"
                            + " VALUES ('ESP32_LL_02', 9999999, 0)");

            assertThat(log.verify().findings())
                    .extracting(found -> found.kind())
                    .containsExactlyInAnyOrder(
                            FindingKind.ROW_DELETED, FindingKind.ROW_INSERTED, FindingKind.ROW_INSERTED);
        }
    }

    @Test
    void samplesOfAStationThatWasForgottenWithThemAreErasedByAnAct() throws Exception {
        try (TestConsole console = TestConsole.start()) {
            console.store(
                    TestMessages.graded("ESP32_LL_01", Grade.B),
                    TestMessages.graded("ESP32_LL_01", Grade.REJECT),
                    TestMessages.graded("ESP32_LL_02", Grade.B));
            assertThat(console.post("/api/sqal/devices/ESP32_LL_01/erase?confirm=ESP32_LL_01", "")
                            .statusCode())
                    .isEqualTo(200);
            await().until(() -> console.count("SELECT count(*) FROM sensor_samples") == 1);
            await().until(() -> console.count("SELECT count(*) FROM log_pending") == 0);

            assertThat(console.post("/api/log/verification", "{}").statusCode()).isEqualTo(201);
            await().until(() -> !console.json("/api/log/verification")
                    .get("state")
                    .asString()
                    .equals("running"));
            JsonNode result = console.json("/api/log/verification");
            assertThat(result.get("state").asString()).as(result.toString()).isEqualTo("whole");
            assertThat(result.get("erased").asInt()).isEqualTo(2);
            assertThat(result.get("words").asString()).contains("2 of rows erased by an act");
        }
    }
}

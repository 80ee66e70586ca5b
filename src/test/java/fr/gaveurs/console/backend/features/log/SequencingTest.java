package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is left out and nothing done twice, whatever the order of commits and whoever dies. */
@Timeout(120)
class SequencingTest {
    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** Stores and hands over a sample in a transaction that stays open. */
    private Connection stored(int n) throws SQLException {
        Connection connection = log.database().connect();
        connection.setAutoCommit(false);
        LogEntries.add(connection, LogFixture.SAMPLES, LogFixture.insertSamples(connection, n, n + 1));
        return connection;
    }

    private void assertContiguous(long entries) throws SQLException {
        log.database().read(connection -> {
            assertThat(LogFixture.one(connection, "SELECT count(*) FROM log_entries"))
                    .isEqualTo(entries);
            assertThat(LogFixture.one(connection, "SELECT coalesce(max(idx), -1) + 1 FROM log_entries"))
                    .isEqualTo(entries);
            assertThat(LogFixture.one(connection, "SELECT count(DISTINCT key) FROM log_entries"))
                    .isEqualTo(entries);
            assertThat(LogTables.size(connection)).isEqualTo(entries);
            return true;
        });
    }

    @Test
    void whatIsCommittedLaterUnderASmallerNumberIsNotLeftOut() throws Exception {
        try (Connection first = stored(0);
                Connection second = stored(1)) {
            second.commit();
            assertThat(log.sequence()).isEqualTo(1);
            first.commit();
            assertThat(log.sequence()).isEqualTo(1);
        }
        assertThat(log.queries().entry(0).key()).isEqualTo(LogFixture.key(1));
        assertThat(log.queries().entry(1).key()).isEqualTo(LogFixture.key(0));
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void whatIsRolledBackHasNoEntry() throws Exception {
        try (Connection first = stored(0)) {
            first.rollback();
        }
        assertThat(log.sequence()).isZero();
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void aBatchThatDiesIsDoneAgainAsAWhole() throws Exception {
        log.samples(0, 1_500);
        for (int i = 0; i < 3; i++) {
            try (Connection dying = log.database().connect()) {
                dying.setAutoCommit(false);
                assertThat(new Sequencing(LogFixture.SOURCES, new ReadyRows(System::nanoTime))
                                .batch(dying)
                                .appended())
                        .isEqualTo(1_500);
                int pid = (Integer) LogFixture.one(dying, "SELECT pg_backend_pid()");
                log.database().read(c -> LogFixture.one(c, "SELECT pg_terminate_backend(?)", pid));
            }
            assertContiguous(0);
        }
        // Its lock is let go of once its process has ended.
        await().until(() -> log.sequence() > 0);
        assertContiguous(1_500);
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void whileOneConsoleIsAtItAnotherDoesNothing() throws Exception {
        log.samples(0, 10);
        try (Connection one = log.database().connect()) {
            one.setAutoCommit(false);
            assertThat(new Sequencing(LogFixture.SOURCES, new ReadyRows(System::nanoTime))
                            .batch(one)
                            .appended())
                    .isEqualTo(10);
            assertThat(log.sequence()).isZero();
            one.commit();
        }
        assertThat(log.sequence()).isZero();
        assertContiguous(10);
    }

    @Test
    void severalWritersAndConsolesAtOnceLeaveNothingOut() throws Exception {
        int writers = 4;
        int each = 60;
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> stores = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int from = w * each;
            stores.add(start(failures, () -> {
                try (Connection connection = log.database().connect()) {
                    connection.setAutoCommit(false);
                    for (int n = from; n < from + each; n++) {
                        LogEntries.add(connection, LogFixture.SAMPLES, LogFixture.insertSamples(connection, n, n + 1));
                        connection.commit();
                    }
                }
            }));
        }
        List<Thread> consoles = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            consoles.add(start(failures, () -> {
                try (Connection connection = log.database().connect()) {
                    connection.setAutoCommit(false);
                    Sequencing sequencing = new Sequencing(LogFixture.SOURCES, new ReadyRows(System::nanoTime));
                    while (!done.get()) {
                        sequencing.batch(connection);
                        connection.commit();
                    }
                }
            }));
        }
        for (Thread thread : stores) {
            thread.join();
        }
        done.set(true);
        for (Thread thread : consoles) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        log.sequence();
        assertContiguous((long) writers * each);
        assertThat(log.verify().findings()).isEmpty();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(List<Throwable> failures, Work work) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (Exception | Error e) {
                failures.add(e);
            }
        });
    }

    @Test
    void aKindOfANewerProgramWaitsForIt() throws Exception {
        log.database()
                .write(connection -> LogFixture.hand(
                        connection, "INSERT INTO log_pending (kind, keys) VALUES ('novelty', ARRAY['1'])"));
        log.samples(0, 2);
        assertThat(log.sequence()).isEqualTo(2);
        log.database().read(connection -> {
            assertThat(LogFixture.one(connection, "SELECT count(*) FROM log_pending"))
                    .isEqualTo(1L);
            return true;
        });
    }

    /** As a console of before the log: it hands nothing over, and says nothing of a log. */
    private static void asOlder(Work work, Connection connection) throws Exception {
        LogFixture.one(connection, "SELECT set_config('gaveurs.log', '', false)");
        work.run();
    }

    @Test
    void whatAConsoleOfAnOlderVersionStoresHasItsEntryTooAndIsSaid() throws Exception {
        log.samples(0, 3);
        assertThat(sequencing().older()).isFalse();
        log.sequence();
        try (Connection older = log.database().connect()) {
            asOlder(() -> LogFixture.insertSamples(older, 3, 10), older);
        }
        Sequencing.Batch batch = sequencing();
        assertThat(batch.appended()).isEqualTo(7);
        assertThat(batch.older()).isTrue();
        assertContiguous(10);
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void whoStoresByHandIsNoConsole() throws Exception {
        log.samples(0, 3);
        log.sequence();
        try (Connection hand = log.database().connect()) {
            LogFixture.one(hand, "SELECT set_config('application_name', 'psql', false)");
            asOlder(() -> LogFixture.insertSamples(hand, 3, 4), hand);
        }
        log.sequence();
        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.kind())
                .isEqualTo(FindingKind.ROW_INSERTED));
    }

    private List<GradedSample> graded(int from, int to) {
        List<GradedSample> samples = new ArrayList<>();
        for (int n = from; n < to; n++) {
            TestMessages sample = TestMessages.sample("ESP32_LL_0" + n % 5)
                    .id("S/" + n)
                    .lot(n % 3 == 0 ? null : "Été \"" + n + "\" \\ 😀");
            samples.add((n % 4 == 0 ? sample.noSpectrum() : sample)
                    .at(LogFixture.FROM.plusNanos(n * 1_234_567L))
                    .received(LogFixture.FROM.plusSeconds(n)));
        }
        return samples;
    }

    private SampleStore store(ReadyRows ready) {
        Partitions partitions = Partitions.of(Partitioning.NATIVE);
        return new SampleStore(log.database(), () -> partitions, ZoneOffset.UTC, ready, new Metrics());
    }

    private List<Object> entries() throws SQLException {
        return List.of(
                log.database().read(connection -> (Object[])
                        ((Array) LogFixture.one(connection, "SELECT array_agg(entry ORDER BY idx) FROM log_entries"))
                                .getArray()));
    }

    /** Few are inserted and many copied. */
    @Test
    void entriesMadeOfWhatWasStoredSayWhatThoseDoThatAreReadBack() throws Exception {
        log.sequence();
        store(log.ready()).save(graded(0, 100));
        store(log.ready()).save(graded(100, 120));
        assertThat(log.sequence()).isEqualTo(120);
        assertContiguous(120);
        assertThat(log.verify().findings()).isEmpty();
        List<Object> made = entries();
        log.database().write(connection -> {
            LogFixture.begin(connection);
            LogFixture.hand(
                    connection,
                    "INSERT INTO log_pending (kind, keys) SELECT kind, array_agg(key ORDER BY idx)"
                            + " FROM log_entries GROUP BY kind");
            LogFixture.hand(connection, "DELETE FROM log_entries");
            return LogFixture.hand(connection, "DELETE FROM log_tiles");
        });
        assertThat(log.sequence()).isEqualTo(120);
        assertThat(entries()).isEqualTo(made);
    }

    @Test
    void whatWasStoredBeforeAKillIsReadBack() throws Exception {
        log.sequence();
        store(new ReadyRows(System::nanoTime)).save(graded(0, 70)); // of a console that is no more
        store(log.ready()).save(graded(70, 140));
        assertThat(log.sequence()).isEqualTo(140);
        assertContiguous(140);
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void aBatchThatIsRolledBackIsMadeOfTheRowsThen() throws Exception {
        log.sequence();
        store(log.ready()).save(graded(0, 70));
        try (Connection dying = log.database().connect()) {
            dying.setAutoCommit(false);
            assertThat(log.sequencing().batch(dying).appended()).isEqualTo(70);
            dying.rollback();
        }
        assertThat(log.sequence()).isEqualTo(70);
        assertThat(log.verify().findings()).isEmpty();
    }

    /** What is changed between the commit and the entry is found, too: the entry says what was stored. */
    @Test
    void whatIsAlteredBeforeItsEntryIsMadeIsFound() throws Exception {
        log.sequence();
        store(log.ready()).save(graded(0, 3));
        log.database()
                .write(connection -> LogFixture.hand(
                        connection, "UPDATE sensor_samples SET grade = 'A+', weight_g = 999 WHERE sample_id = 'S/1'"));
        log.sequence();
        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.kind())
                .isEqualTo(FindingKind.ROW_ALTERED));
    }

    /** Before any entry is made, and without an act that erases it. */
    @Test
    void aRowThatIsReplacedByAnotherIsFound() throws Exception {
        log.sequence();
        store(log.ready()).save(graded(0, 2));
        log.database().write(connection -> LogFixture.hand(connection, "DELETE FROM sensor_samples"));
        List<GradedSample> again = graded(0, 2).stream()
                .map(sample -> TestMessages.sample(sample.measurement().deviceId())
                        .id(sample.measurement().sampleId())
                        .height(31)
                        .at(sample.time())
                        .received(LogFixture.FROM.plusSeconds(900)))
                .toList();
        store(log.ready()).save(again);
        assertThat(log.sequence()).isEqualTo(4);
        assertThat(log.verify().findings()).hasSize(2).allSatisfy(found -> assertThat(found.kind())
                .isEqualTo(FindingKind.LOGGED_TWICE));
    }

    /** While rows from before the log wait, a new one may get its entry by them. */
    @Test
    void rowsStoredWhileTheBackfillGoesOnHaveOneEntryAndItComesToItsEnd() throws Exception {
        log.database().write(connection -> LogFixture.insertSamples(connection, 0, 5_000));
        int n = 0;
        Sequencing.Batch batch;
        do {
            store(log.ready()).save(graded(n, n + 5)); // something waits each time
            n += 5;
            batch = log.database().write(log.sequencing()::batch);
        } while (batch.full());
        log.sequence();
        assertContiguous(5_000 + n);
        assertThat(log.verify().findings()).isEmpty();
    }

    /** Between looking for what waits and reading the last rows from before the log, a console stores some more. */
    @Test
    void rowsStoredAsTheBackfillEndsHaveOneEntry() throws Exception {
        log.database().write(connection -> {
            LogFixture.hand(connection, "UPDATE log_backfill SET done = true WHERE kind <> 'sample'");
            return LogFixture.insertSamples(connection, 0, 3);
        });
        SampleStore store = store(log.ready());
        store.save(graded(3, 6));
        log.database().write(connection -> log.sequencing()
                .batch(before(
                        connection, "SELECT kind, after_key FROM log_backfill", () -> store.save(graded(6, 11)))));
        store.save(graded(11, 13));
        log.sequence();
        assertContiguous(13);
        assertThat(log.verify().findings()).isEmpty();
    }

    /** The same connection; something is done just before one of its statements. */
    private static Connection before(Connection connection, String sql, Work work) {
        return (Connection) Proxy.newProxyInstance(
                SequencingTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith(sql)) {
                        work.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Sequencing.Batch sequencing() throws SQLException {
        return log.database().write(new Sequencing(LogFixture.SOURCES, new ReadyRows(System::nanoTime))::batch);
    }
}

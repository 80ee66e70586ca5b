package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
                assertThat(new Sequencing(LogFixture.SOURCES).batch(dying).appended())
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
            assertThat(new Sequencing(LogFixture.SOURCES).batch(one).appended()).isEqualTo(10);
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
                    Sequencing sequencing = new Sequencing(LogFixture.SOURCES);
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

    private Sequencing.Batch sequencing() throws SQLException {
        return log.database().write(new Sequencing(LogFixture.SOURCES)::batch);
    }
}

package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorCollectorTest {
    private Database database;
    private Metrics metrics;
    private ErrorCollector collector;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        metrics = new Metrics();
        BugQueries queries = new BugQueries(database.jdbi());
        BugNews news =
                new BugNews(queries, new BugFigureQueries(database.jdbi(), Clock.systemUTC()), bug -> {}, metrics);
        collector = new ErrorCollector(
                new BugStore(database.jdbi()),
                news,
                DatabaseErrors::isUnavailable,
                text -> text.replace("geheim", "***"),
                "1.0",
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        metrics.close();
        database.close();
    }

    private List<Map<String, Object>> bugs() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT title, occurrences, error_logs FROM bug_reports ORDER BY id")
                .mapToMap()
                .list());
    }

    private void stop() throws InterruptedException {
        collector.stop(Deadline.in(Duration.ofSeconds(5)));
    }

    @Test
    void aStormOfEqualErrorsFromSeveralThreadsIsOneBugWithACounter() throws Exception {
        collector.start();
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(n -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 2_500; i++) {
                        collector.met(new IllegalStateException("number " + i), "it failed for geheim", "a.b.Thing");
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        stop();

        assertThat(bugs()).singleElement().satisfies(bug -> {
            assertThat(bug).containsEntry("title", "Thing: it failed for ***").containsEntry("occurrences", 10_000L);
            assertThat(bug.get("error_logs").toString()).contains("ErrorCollectorTest");
        });
    }

    @Test
    void whatIsMetWhileTheDatabaseIsAwayWaitsForIt() {
        database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE bug_reports RENAME TO hidden"));
        collector.met(new IllegalStateException("x"), "while away", "Thing");
        collector.met(new IllegalStateException("y"), "while away", "Thing");
        collector.flush();
        database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE hidden RENAME TO bug_reports"));

        collector.flush();

        assertThat(bugs()).singleElement().satisfies(bug -> assertThat(bug).containsEntry("occurrences", 2L));
    }

    @Test
    void howManyDifferentErrorsWaitIsBounded() throws Exception {
        for (int i = 0; i < ErrorCollector.MAX_CODES + 50; i++) {
            collector.deviceError("ESP32_LL_" + i, null, "broken");
        }
        stop();

        assertThat(bugs()).hasSize(ErrorCollector.MAX_CODES);
    }
}

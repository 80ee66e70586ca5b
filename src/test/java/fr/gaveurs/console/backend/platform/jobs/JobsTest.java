package fr.gaveurs.console.backend.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.LogLines;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Jobs run once, whatever happens to consoles and to the database. */
@Timeout(120)
class JobsTest {
    private static final Pace FAST =
            new Pace(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(300));

    private final ConnectionInfo info = TestDatabase.freshInfo();
    private final Jdbi jdbi = Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties()));

    private Jobs jobs(Database database, String console, Job... jobs) {
        Jobs started = new Jobs(database, console, List.of(jobs), FAST);
        started.start();
        return started;
    }

    private void due(String job) {
        TestJobs.due(jdbi, job);
    }

    private boolean at(String job, String condition) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM scheduled_tasks WHERE task_name = :job AND " + condition)
                .bind("job", job)
                .mapTo(Integer.class)
                .one()
                .equals(1));
    }

    private static void stop(Jobs... jobs) throws InterruptedException {
        for (Jobs one : jobs) {
            one.stop(Deadline.in(Duration.ofSeconds(10)));
        }
    }

    @Test
    void ofTwoConsolesOneRunsIt() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Job job = Job.every("count", Duration.ofHours(1), () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Thread.sleep(50);
            runs.incrementAndGet();
            atOnce.decrementAndGet();
        });
        try (Database first = TestDatabase.open(info);
                Database second = TestDatabase.open(info)) {
            Jobs one = jobs(first, "one", job);
            Jobs two = jobs(second, "two", job);
            for (int round = 1; round <= 8; round++) {
                int expected = round;
                due("count");
                await().until(() -> runs.get() >= expected && at("count", "NOT picked AND execution_time > now()"));
                assertThat(runs).hasValue(expected);
            }
            stop(one, two);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void aDeadConsolesJobIsTakenOver() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Database first = TestDatabase.open(info);
        try (Database second = TestDatabase.open(info)) {
            Jobs dead = jobs(first, "dead", Job.every("backup", Duration.ofHours(1), () -> {
                taken.countDown();
                never.await();
            }));
            due("backup");
            taken.await();
            assertThat(at("backup", "picked_by = 'dead'")).isTrue();
            first.close(); // no heartbeat reaches the table from here on
            Jobs alive = jobs(second, "alive", Job.every("backup", Duration.ofHours(1), done::incrementAndGet));
            await().until(() -> at("backup", "NOT picked AND last_success IS NOT NULL"));
            assertThat(done).hasValue(1);
            stop(alive, dead);
        }
    }

    @Test
    void whatFailedIsTriedAgainSoonAndHealthSaysSo() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch mended = new CountDownLatch(1);
        try (Database database = TestDatabase.open(info);
                LogLines log = LogLines.of(Jobs.class.getName())) {
            Jobs jobs = jobs(database, "one", Job.every("fragile", Duration.ofHours(1), () -> {
                runs.incrementAndGet();
                if (mended.getCount() > 0) {
                    throw new java.io.IOException("no room on the disk");
                }
            }));
            due("fragile");
            await().until(() -> runs.get() >= 3);
            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("fragile"))
                    .as("said once, however often it is tried")
                    .hasSize(1);
            assertThat(jobs.check().check().detail()).contains("fragile").contains("no room on the disk");
            mended.countDown();
            await().until(() -> jobs.check().check().detail() == null);
            stop(jobs);
        }
    }

    @Test
    void theDatabaseMayBeAwayAtAnyTime() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        AtomicInteger runs = new AtomicInteger();
        try (FaultyLink link = new FaultyLink(info.port())) {
            link.refuse();
            ConnectionInfo through =
                    new ConnectionInfo("127.0.0.1", link.port(), info.database(), info.user(), info.password());
            try (Database database = TestDatabase.open(through)) {
                Jobs jobs = jobs(database, "one", Job.every("count", Duration.ofHours(1), runs::incrementAndGet));
                link.mend();
                due("count");
                await().until(() -> runs.get() == 1 && at("count", "NOT picked")); // its end is in the table, too

                log.start();
                root.addAppender(log);
                link.refuse();
                await().until(() -> !database.availability().isUp());
                due("count");
                Thread.sleep(300); // fifteen looks for work, each of them in vain
                link.mend();
                await().until(() -> runs.get() == 2);
                assertThat(log.list.stream()
                                .filter(e -> e.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.WARN))
                                // The pool tells of each connection that it had.
                                .filter(e -> !e.getLoggerName().startsWith("com.zaxxer"))
                                // Each breaker says once that it opened, if it came to that.
                                .filter(e -> !e.getLoggerName().endsWith(".Breaker")))
                        .as("the outage, and perhaps once that jobs wait")
                        .hasSizeLessThanOrEqualTo(2);

                // A server that says nothing holds up no stop: the limit of this class would.
                link.blackHole();
                stop(jobs);
            }
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void theEndInterruptsWhatTakesLongAndItIsDoneAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Database database = TestDatabase.open(info)) {
            Jobs jobs = jobs(database, "one", Job.every("long", Duration.ofHours(1), () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }));
            due("long");
            begun.await();
            stop(jobs);
            assertThat(interrupted.getCount()).isZero();
            assertThat(at("long", "NOT picked AND execution_time < now() + interval '1 minute'"))
                    .as("free for another console, at once")
                    .isTrue();
        }
    }

    @Test
    void aDaysWorkThatFailedIsTriedAgainInAnHourAlsoAfterAStart() throws Exception {
        LocalTime anHourAgo = LocalTime.now(ZoneOffset.UTC).minusHours(1);
        Job job = Job.daily("daily", anHourAgo, ZoneOffset.UTC, Duration.ofHours(1), () -> {
            throw new JobPostponedException("no room on the disk", null);
        });
        String inAnHour = "NOT picked AND consecutive_failures = 1"
                + " AND execution_time BETWEEN now() + interval '50 minutes' AND now() + interval '1 hour'";
        try (Database database = TestDatabase.open(info)) {
            Jobs before = jobs(database, "before", job);
            due("daily");
            await().until(() -> at("daily", inAnHour));
            stop(before);
            AtomicInteger runs = new AtomicInteger();
            Jobs after = jobs(database, "after", job, Job.every("count", Duration.ofHours(1), runs::incrementAndGet));
            due("count");
            await().until(() -> runs.get() == 1);
            assertThat(at("daily", inAnHour)).isTrue();
            stop(after);
        }
    }

    @Test
    void whatOnlyAnotherConsoleDoesIsLeftToItHoweverLate() throws Exception {
        jdbi.useHandle(handle -> handle.execute("INSERT INTO scheduled_tasks"
                + " (task_name, task_instance, execution_time, picked, version)"
                + " VALUES ('theirs', 'recurring', now() - interval '1 year', false, 1)"));
        AtomicInteger runs = new AtomicInteger();
        try (Database database = TestDatabase.open(info)) {
            Jobs jobs = jobs(database, "one", Job.every("count", Duration.ofHours(1), runs::incrementAndGet));
            due("count");
            await().until(() -> runs.get() == 1 && at("count", "NOT picked")); // it saw theirs, too
            jdbi.useHandle(handle -> handle.execute("UPDATE scheduled_tasks SET picked = true, picked_by = 'dead',"
                    + " last_heartbeat = now() - interval '1 hour', version = version + 1 WHERE task_name = 'count'"));
            await().until(() -> runs.get() == 2); // it looked for what is dead, and before for what nobody knows
            assertThat(at("theirs", "NOT picked AND execution_time < now()")).isTrue();
            stop(jobs);
        }
    }

    @Test
    void aDueTimeThatAWrongClockLeftInTheFarFutureIsTakenBackWhileRunning() throws Exception {
        AtomicInteger hourly = new AtomicInteger();
        AtomicInteger daily = new AtomicInteger();
        LocalTime inAnHour = LocalTime.now(ZoneOffset.UTC).plusHours(1);
        try (Database database = TestDatabase.open(info)) {
            Jobs jobs = jobs(
                    database,
                    "one",
                    Job.every("hourly", Duration.ofHours(1), hourly::incrementAndGet),
                    Job.daily("daily", inAnHour, ZoneOffset.UTC, Duration.ofHours(1), daily::incrementAndGet),
                    Job.every("usual", Duration.ofHours(1), () -> {}));
            due("hourly");
            due("daily");
            due("usual");
            await().until(() -> at("hourly", "NOT picked AND last_success IS NOT NULL")
                    && at("daily", "NOT picked AND last_success IS NOT NULL")
                    && at("usual", "NOT picked AND last_success IS NOT NULL"));
            jdbi.useHandle(handle -> handle.execute("UPDATE scheduled_tasks SET version = version + 1,"
                    + " execution_time = now() + interval '100 days' WHERE task_name <> 'usual'"));
            await().until(() -> at("hourly", "execution_time < now() + interval '2 minutes'")
                    && at("daily", "execution_time < now() + interval '2 minutes'"));
            assertThat(at("usual", "execution_time > now() + interval '50 minutes'"))
                    .isTrue();
            due("hourly");
            due("daily");
            await().until(() -> hourly.get() == 2 && daily.get() == 2);
            stop(jobs);
        }
    }

    @Test
    void aDeadConsoleWhoseLastSignOfLifeLiesInTheFutureIsTakenForDead() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Database database = TestDatabase.open(info)) {
            Jobs jobs = jobs(database, "one", Job.every("count", Duration.ofHours(1), runs::incrementAndGet));
            await().until(() -> at("count", "NOT picked"));
            jdbi.useHandle(handle -> handle.execute("UPDATE scheduled_tasks SET picked = true, picked_by = 'dead',"
                    + " last_heartbeat = now() + interval '100 days', version = version + 1"));
            await().until(() -> runs.get() == 1);
            stop(jobs);
        }
    }
}

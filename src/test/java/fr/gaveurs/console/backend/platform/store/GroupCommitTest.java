package fr.gaveurs.console.backend.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final Database database = TestDatabase.fresh();
    private final GroupCommit commits = new GroupCommit(database.changes());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        threads.close();
        database.close();
    }

    private static int add(Handle handle, String id) {
        return handle.execute("INSERT INTO devices (device_id, site_code) VALUES (?, 'LL')", id);
    }

    private int stored(String what) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT " + what + " FROM devices")
                .mapTo(Integer.class)
                .one());
    }

    /** Keeps its turn until it is let go. */
    private CountDownLatch holding() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        threads.submit(() -> commits.run(handle -> {
            begun.countDown();
            await(end);
            return 0;
        }));
        await(begun);
        return end;
    }

    private static void await(CountDownLatch end) {
        try {
            assertThat(end.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for it on a thread of its own, which waits for its turn when this returns. */
    private Future<Integer> later(String id) {
        FutureTask<Integer> task = new FutureTask<>(() -> commits.run(handle -> {
            done.incrementAndGet();
            return add(handle, id);
        }));
        Thread thread = Thread.ofVirtual().start(task);
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    @Test
    void whatComesAloneIsStoredOnceItReturns() {
        int added = commits.run(handle -> add(handle, "ESP32_LL_01"));

        assertThat(added).isOne();
        assertThat(stored("count(*)")).isOne();
    }

    @Test
    void whatGathersIsCommittedTogether() throws Exception {
        CountDownLatch end = holding();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(later("ESP32_LL_" + i));
        }
        end.countDown();
        for (Future<Integer> each : all) {
            assertThat(each.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isOne();
        }

        assertThat(stored("count(*)")).isEqualTo(50);
        assertThat(stored("count(DISTINCT xmin::text)")).isOne();
    }

    @Test
    void oneThatFailsIsTheOnlyOne() throws Exception {
        CountDownLatch end = holding();
        Future<Integer> good = later("ESP32_LL_1");
        Future<Integer> twice = later("ESP32_LL_1");
        Future<Integer> other = later("ESP32_LL_2");
        end.countDown();

        assertThat(other.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isOne();
        List<Throwable> failures = new ArrayList<>();
        for (Future<Integer> each : List.of(good, twice)) {
            try {
                assertThat(each.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isOne();
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst()).hasMessageContaining("devices_pkey");
        assertThat(stored("count(*)")).isEqualTo(2);
        assertThat(done).as("done again, each alone").hasValue(5);
    }

    /** Whatever else is committed meanwhile or not: nobody hears of what is not on the disk. */
    @Test
    void oneAfterAnotherEachIsOnTheDiskWhenItReturns() {
        for (int i = 0; i < 10; i++) {
            String id = "ESP32_LL_" + i;
            String written = commits.run(handle -> {
                add(handle, id);
                return handle.createQuery("SELECT pg_current_wal_insert_lsn()::text")
                        .mapTo(String.class)
                        .one();
            });

            boolean flushed = database.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT pg_current_wal_flush_lsn() >= :written::pg_lsn")
                            .bind("written", written)
                            .mapTo(Boolean.class)
                            .one());
            assertThat(flushed).isTrue();
        }
        assertThat(stored("count(*)")).isEqualTo(10);
    }

    @Test
    void withoutADatabaseEachIsToldSo() {
        database.close();

        assertThatThrownBy(() -> commits.run(handle -> add(handle, "ESP32_LL_01")))
                .matches(DatabaseErrors::isUnavailable);
    }
}

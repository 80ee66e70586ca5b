package fr.gaveurs.console.backend.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.Patience;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupReadTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Set<String>> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final GroupRead<String, Integer> reads = new GroupRead<>(this::read);

    /** What there is: of each text its length, but for the empty one; some are held, some fail. */
    private Map<String, Integer> read(Set<String> keys) throws SQLException {
        asked.add(Set.copyOf(keys));
        if (keys.contains("held")) {
            begun.countDown();
            await(end);
        }
        if (keys.contains("bad")) {
            throw new SQLException("bad key", "22P02");
        }
        if (keys.contains("away")) {
            throw new SQLTransientConnectionException("away");
        }
        Map<String, Integer> found = new HashMap<>();
        keys.stream().filter(key -> !key.isEmpty()).forEach(key -> found.put(key, key.length()));
        return found;
    }

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps its turn until {@link #end}. */
    private void hold() {
        threads.submit(() -> reads.of("held"));
        await(begun);
    }

    /** Asks on a thread of its own, which waits for its turn when this returns. */
    private Future<Optional<Integer>> later(String key) {
        FutureTask<Optional<Integer>> task = new FutureTask<>(() -> reads.of(key));
        Thread thread = Thread.ofVirtual().start(task);
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private static Optional<Integer> got(Future<Optional<Integer>> task) throws Exception {
        return task.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void oneIsToldWhatThereIs() throws Exception {
        assertThat(reads.of("four")).contains(4);
        assertThat(reads.of("")).isEmpty();
    }

    @Test
    void whatGathersIsReadTogetherAndEachKeyOnce() throws Exception {
        hold();
        List<Future<Optional<Integer>>> all = new ArrayList<>();
        for (String key : List.of("a", "bb", "a", "", "ccc")) {
            all.add(later(key));
        }
        end.countDown();

        assertThat(got(all.get(0))).contains(1);
        assertThat(got(all.get(1))).contains(2);
        assertThat(got(all.get(2))).contains(1);
        assertThat(got(all.get(3))).isEmpty();
        assertThat(got(all.get(4))).contains(3);
        assertThat(asked).containsExactly(Set.of("held"), Set.of("a", "bb", "", "ccc"));
    }

    /** An answer of before would tell of a recalled product that it is none. */
    @Test
    void whoAsksIsNeverToldWhatWasReadBefore() throws Exception {
        hold();
        Future<Optional<Integer>> same = later("held");
        end.countDown();

        assertThat(got(same)).contains(4);
        assertThat(asked).containsExactly(Set.of("held"), Set.of("held"));
    }

    @Test
    void oneThatFailsIsTheOnlyOne() throws Exception {
        hold();
        Future<Optional<Integer>> bad = later("bad");
        Future<Optional<Integer>> good = later("good");
        end.countDown();

        assertThat(got(good)).contains(4);
        assertThatThrownBy(() -> got(bad)).hasRootCauseMessage("bad key");
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAll() throws Exception {
        hold();
        List<Future<Optional<Integer>>> all = List.of(later("away"), later("other"), later("third"));
        end.countDown();

        for (Future<Optional<Integer>> each : all) {
            assertThatThrownBy(() -> got(each))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SQLTransientConnectionException.class);
        }
        assertThat(asked).hasSize(2);
    }
}

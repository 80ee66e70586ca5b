package fr.gaveurs.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskThreadTest {
    private final TaskThread thread = new TaskThread("tasks");

    @AfterEach
    void stop() {
        thread.stop();
    }

    @Test
    void aTaskThatThrowsComesAgainAndSoDoTheOthers() {
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        thread.every(Duration.ofMillis(1), () -> {
            failing.incrementAndGet();
            throw new StackOverflowError("a test's");
        });
        thread.every(Duration.ofMillis(1), good::incrementAndGet);

        await().dontCatchUncaughtExceptions().untilAsserted(() -> {
            assertThat(failing).hasValueGreaterThan(2);
            assertThat(good).hasValueGreaterThan(2);
        });
    }

    @Test
    void whatATaskThrowsIsToldToWhoHearsOfUncaughtErrors() {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        thread.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((where, fault) -> {
                told.add(fault);
                throw new IllegalStateException("worse");
            });
            throw new AssertionError("a test's");
        });
        var unused = thread.after(Duration.ofMillis(1), () -> told.add(new Exception("done")));

        await().dontCatchUncaughtExceptions().until(() -> told.size() == 2);
        assertThat(told.getFirst()).isInstanceOf(AssertionError.class);
    }

    @Test
    void finishDoesWhatIsDueAndNothingElse() {
        List<String> done = new CopyOnWriteArrayList<>();
        thread.execute(() -> done.add("first"));
        thread.execute(() -> done.add("second"));
        var unused = thread.after(Duration.ofMinutes(10), () -> done.add("later"));

        thread.finish(Duration.ofSeconds(20));

        assertThat(done).containsExactly("first", "second");
        assertThatThrownBy(() -> thread.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}

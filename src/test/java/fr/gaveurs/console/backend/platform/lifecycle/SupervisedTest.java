package fr.gaveurs.console.backend.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisedTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OutOfMemoryError.class,
                StackOverflowError.class,
                AssertionError.class,
                IllegalStateException.class,
                java.io.IOException.class
            })
    void aBodyThatThrowsIsRunAgainAndCounted(Class<? extends Throwable> kind) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        Throwable failure = kind.getConstructor().newInstance();
        SupervisedThread thread = new SupervisedThread("work", () -> {
            if (runs.incrementAndGet() <= 2) {
                sneak(failure);
            }
            end.await();
        });
        thread.start();
        await().untilAsserted(() -> assertThat(runs).hasValue(3));
        Supervised.Report report = thread.report();
        assertThat(report.failures()).isEqualTo(2);
        assertThat(report.lastError()).contains(kind.getSimpleName());
        assertThat(report.sinceFailure()).isNotNull();
        assertThat(report.running()).isTrue();
        assertThat(report.dead()).isFalse();
        end.countDown();
        assertThat(thread.join(Patience.LIMIT)).isTrue();
        assertThat(thread.report().running()).isFalse();
        assertThat(thread.report().dead()).isFalse();
    }

    @Test
    void whatIsStoppedIsNotRunAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        SupervisedThread thread = new SupervisedThread("work", () -> {
            runs.incrementAndGet();
            Thread.sleep(Duration.ofMinutes(1));
        });
        thread.start();
        await().untilAsserted(() -> assertThat(runs).hasValue(1));
        thread.stop();
        assertThat(thread.join(Patience.LIMIT)).isTrue();
        assertThat(runs).hasValue(1);
        assertThat(thread.report().failures()).isZero();
    }

    @Test
    void anInterruptThatNobodyOrderedIsAFailureLikeAnyOther() {
        AtomicInteger runs = new AtomicInteger();
        AtomicReference<Thread> running = new AtomicReference<>();
        SupervisedThread thread = new SupervisedThread("work", () -> {
            running.set(Thread.currentThread());
            runs.incrementAndGet();
            Thread.sleep(Duration.ofMinutes(1));
        });
        thread.start();
        await().untilAsserted(() -> assertThat(runs).hasValue(1));
        running.get().interrupt();
        await().untilAsserted(() -> assertThat(runs).hasValue(2));
        thread.stop();
    }

    @Test
    void aBodyThatGivesNoSignOfLifeIsSilentAndOneThatNeedsNoneIsNot() {
        CountDownLatch end = new CountDownLatch(1);
        SupervisedThread beating = new SupervisedThread("beating", true, end::await);
        SupervisedThread waiting = new SupervisedThread("waiting", end::await);
        assertThat(beating.report().silent()).isNull();
        beating.start();
        waiting.start();
        await().untilAsserted(() -> assertThat(beating.report().silent()).isGreaterThan(Duration.ofMillis(20)));
        beating.beat();
        assertThat(waiting.report().silent()).isNull();
        end.countDown();
    }

    @Test
    void aTaskThatThrowsComesAgainAndSoDoTheOthers() {
        SupervisedTimer timer = new SupervisedTimer("timer");
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger steady = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        timer.every(Duration.ZERO, SOON, () -> {
            failing.incrementAndGet();
            throw new OutOfMemoryError("a test's");
        });
        timer.atRate(Duration.ZERO, SOON, () -> {
            steady.incrementAndGet();
            throw new IllegalStateException("a test's");
        });
        timer.every(Duration.ZERO, SOON, good::incrementAndGet);
        timer.start();
        await().untilAsserted(() -> {
            assertThat(failing).hasValueGreaterThan(2);
            assertThat(steady).hasValueGreaterThan(2);
            assertThat(good).hasValueGreaterThan(2);
        });
        assertThat(timer.report().failures()).isGreaterThanOrEqualTo(4);
        assertThat(timer.report().dead()).isFalse();
        timer.stop();
    }

    @Test
    void tasksOfOneTimeAreDoneInTheOrderOfTheirTimes() throws Exception {
        SupervisedTimer timer = new SupervisedTimer("timer");
        List<String> done = new CopyOnWriteArrayList<>();
        timer.after(Duration.ofMillis(20), () -> done.add("later"));
        timer.execute(() -> done.add("now"));
        timer.start();
        await().untilAsserted(() -> assertThat(done).containsExactly("now", "later"));
        assertThat(timer.finish(Duration.ofSeconds(20))).isTrue();
        assertThatThrownBy(() -> timer.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whatWaitsIsBounded() {
        SupervisedTimer timer = new SupervisedTimer("timer");
        for (int i = 0; i < 1_000; i++) {
            timer.execute(() -> {});
        }
        assertThatThrownBy(() -> timer.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void finishLetsTheTaskInHandEndAndStopInterruptsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        SupervisedTimer gentle = new SupervisedTimer("gentle");
        gentle.execute(() -> {
            begun.countDown();
            try {
                end.await();
                ended.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        SupervisedTimer hard = new SupervisedTimer("hard");
        AtomicInteger interrupted = new AtomicInteger();
        hard.execute(() -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        });
        gentle.start();
        hard.start();
        begun.await();
        hard.stop();
        await().untilAsserted(() -> assertThat(interrupted).hasValue(1));
        end.countDown();
        assertThat(gentle.finish(Duration.ofSeconds(20))).isTrue();
        assertThat(ended).hasValue(1);
    }
}

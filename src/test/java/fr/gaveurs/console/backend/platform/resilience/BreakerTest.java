package fr.gaveurs.console.backend.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Metrics metrics = new Metrics();
    private final Breakers breakers = new Breakers(Clock.systemUTC(), metrics);
    private final Breaker breaker = breakers.make("store", policy(Duration.ofSeconds(30)));

    private static BreakerPolicy policy(Duration openAtMost) {
        return new BreakerPolicy(5, 2, openAtMost, Duration.ofSeconds(3), e -> e instanceof IOException);
    }

    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private String call(Exception failure) throws Exception {
        return breaker.<String, Exception>call(
                () -> {
                    if (failure != null) {
                        throw failure;
                    }
                    return "answer";
                },
                RefusedException::new);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> call(new IOException("gone away\nsecond line")))
                    .isInstanceOf(IOException.class);
        }
    }

    private double metric(String series) {
        return metrics.scrape("text/plain")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void opensAfterFiveFailuresInARowAndRefusesWithoutCalling() throws Exception {
        fail(4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        call(null);
        fail(4);
        assertThat(breaker.state()).as("a success in between starts anew").isEqualTo(BreakerState.CLOSED);

        fail(1);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        List<String> called = new ArrayList<>();
        assertThatThrownBy(() -> breaker.<Boolean, Exception>call(() -> called.add("x"), RefusedException::new))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("circuit breaker store is open")
                .hasMessageEndingWith("gone away");
        assertThatThrownBy(() -> breaker.check(RefusedException::new)).isInstanceOf(RefusedException.class);
        assertThat(called).isEmpty();
        assertThat(breaker.view().trips()).isEqualTo(1);
        assertThat(breaker.view().failed()).isEqualTo(9);
        assertThat(breaker.view().refused()).isEqualTo(2);
        assertThat(breaker.view().lastError()).isEqualTo("gone away");
    }

    @Test
    void onceAskedToTryTwoSuccessesCloseItAndOneFailureOpensItAgain() throws Exception {
        fail(5);
        breaker.tryNow();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        call(null);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        fail(1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.view().trips()).as("it was never well in between").isEqualTo(1);

        breaker.tryNow();
        call(null);
        call(null);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        fail(4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void triesByItselfWhenItHasBeenOpenForLongEnough() {
        Breaker brief = breakers.make("brief", policy(Duration.ofMillis(50)));
        for (int i = 0; i < 5; i++) {
            brief.done(1, new IOException("x"));
        }
        assertThat(brief.state()).isEqualTo(BreakerState.OPEN);
        await().until(() -> brief.state() == BreakerState.HALF_OPEN);
    }

    @Test
    void aFaultOfTheCallerShowsThatTheOtherSideAnswers() {
        fail(4);
        assertThatThrownBy(() -> call(new IllegalArgumentException("bad data")))
                .isInstanceOf(IllegalArgumentException.class);
        fail(4);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.view().succeeded()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateIsAFailure() {
        for (int i = 0; i < 5; i++) {
            breaker.done(Duration.ofSeconds(4).toNanos(), null);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.view().lastError()).contains("took 4000 ms, more than 3000");
    }

    @Test
    void ofAFailedBatchTheReasonIsTold() {
        BatchUpdateException batch =
                new BatchUpdateException("Batch entry 0 INSERT … ('secret') was aborted", new int[0]);
        batch.setNextException(new SQLException("ERROR: No space left on device", "53100"));
        Breaker disk = breakers.make(
                "disk", new BreakerPolicy(5, 2, Duration.ofSeconds(30), Duration.ofSeconds(3), e -> true));

        disk.done(1, batch);

        assertThat(disk.view().lastError()).isEqualTo("ERROR: No space left on device");
    }

    @Test
    void whatLeavesNoDoubtOpensItAtOnce() throws Exception {
        breaker.trip(new IOException("says nothing"));

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.view().trips()).isEqualTo(1);
        assertThat(breaker.view().lastError()).isEqualTo("says nothing");
        breaker.tryNow();
        call(null);
        call(null);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aResetClosesItAtOnce() throws Exception {
        fail(5);
        breaker.reset();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(call(null)).isEqualTo("answer");
    }

    @Test
    void itsMetersMove() throws Exception {
        assertThat(metric("circuit_breaker_state{name=\"store\",state=\"closed\"}"))
                .isEqualTo(1);
        call(null);
        fail(5);
        assertThatThrownBy(() -> call(null)).isInstanceOf(RefusedException.class);

        assertThat(metric("circuit_breaker_state{name=\"store\",state=\"closed\"}"))
                .isZero();
        assertThat(metric("circuit_breaker_state{name=\"store\",state=\"open\"}"))
                .isEqualTo(1);
        assertThat(metric("circuit_breaker_trips_total{name=\"store\"}")).isEqualTo(1);
        assertThat(metric("circuit_breaker_calls_total{name=\"store\",result=\"succeeded\"}"))
                .isEqualTo(1);
        assertThat(metric("circuit_breaker_calls_total{name=\"store\",result=\"failed\"}"))
                .isEqualTo(5);
        assertThat(metric("circuit_breaker_calls_total{name=\"store\",result=\"refused\"}"))
                .isEqualTo(1);
    }

    @Test
    void twoOfOneNameAreAMistake() {
        assertThatThrownBy(() -> breakers.make("store", policy(Duration.ofSeconds(1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(breakers.find("store")).isSameAs(breaker);
        assertThat(breakers.find("other")).isNull();
    }

    /** A person resets it, the probe hastens it, calls fail and succeed, all at once. */
    @Test
    void noTwoChangesAtOnceThrow() throws Exception {
        List<Runnable> actions = List.of(
                breaker::reset,
                breaker::tryNow,
                () -> breaker.trip(new IOException("silent")),
                () -> breaker.done(1, null),
                () -> breaker.done(1, new IOException("away")));
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable action : actions) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        action.run();
                    }
                } catch (RuntimeException e) {
                    thrown.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(thrown).isEmpty();
    }
}

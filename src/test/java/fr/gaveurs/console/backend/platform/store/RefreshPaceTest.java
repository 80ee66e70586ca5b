package fr.gaveurs.console.backend.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshPaceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean up = new AtomicBoolean(true);

    private RefreshPace pace() {
        return new RefreshPace(MINUTE, up::get, nanos::get);
    }

    /** A monotonic clock may begin anywhere, and may run over. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MAX_VALUE - 60_000_000_000L})
    void isTakenAtOnceAndThenOnceInAnInterval(long begin) {
        nanos.set(begin);
        RefreshPace pace = pace();
        assertThat(pace.take()).isTrue();
        assertThat(pace.take()).isFalse();
        nanos.addAndGet(MINUTE.toNanos() - 1);
        assertThat(pace.take()).as("a moment too early").isFalse();
        nanos.addAndGet(1);
        assertThat(pace.take()).isTrue();
        assertThat(pace.take()).isFalse();
    }

    @Test
    void intervalsThatNobodyUsedAreNotSavedUp() {
        RefreshPace pace = pace();
        nanos.addAndGet(10 * MINUTE.toNanos());
        assertThat(pace.take()).isTrue();
        assertThat(pace.take()).isFalse();
    }

    @Test
    void isNotTakenWhileTheDatabaseIsAwayAndAtOnceWhenItIsBack() {
        RefreshPace pace = pace();
        up.set(false);
        assertThat(pace.take()).isFalse();
        up.set(true);
        assertThat(pace.take()).isTrue();
        up.set(false);
        nanos.addAndGet(MINUTE.toNanos());
        assertThat(pace.take()).isFalse();
        nanos.addAndGet(1);
        up.set(true);
        assertThat(pace.take()).isTrue();
    }

    @Test
    void thatTheDatabaseIsBackShortensNoInterval() {
        RefreshPace pace = pace();
        assertThat(pace.take()).isTrue();
        up.set(false);
        up.set(true);
        assertThat(pace.take()).isFalse();
    }

    @Test
    void whatIsOutOfDateIsReadOnceBeforeItsTimeButNotWhileTheDatabaseIsAway() {
        RefreshPace pace = pace();
        assertThat(pace.take()).isTrue();
        pace.hurry();
        up.set(false);
        assertThat(pace.take()).isFalse();
        up.set(true);
        assertThat(pace.take()).isTrue();
        assertThat(pace.take()).isFalse();
    }

    @Test
    void ofManyAtOnceOneTakesIt() throws InterruptedException {
        RefreshPace pace = pace();
        AtomicInteger taken = new AtomicInteger();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                if (pace.take()) {
                    taken.incrementAndGet();
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(1);
    }
}

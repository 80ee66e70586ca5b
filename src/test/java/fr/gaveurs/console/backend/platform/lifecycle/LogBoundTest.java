package fr.gaveurs.console.backend.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBoundTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @ParameterizedTest
    @ValueSource(longs = {0, -7, Long.MAX_VALUE - 3, Long.MIN_VALUE})
    void soManyLinesInAnInterval(long begin) {
        AtomicLong nanos = new AtomicLong(begin);
        LogBound bound = new LogBound(2, Duration.ofMinutes(1), nanos::get);
        assertThat(bound.take()).isTrue();
        nanos.addAndGet(MINUTE - 1);
        assertThat(bound.take()).isTrue();
        assertThat(bound.take()).isFalse();
        nanos.incrementAndGet();
        assertThat(bound.take()).as("a minute after the first").isTrue();
        assertThat(bound.take()).isTrue();
        assertThat(bound.take()).isFalse();
        nanos.addAndGet(10 * MINUTE);
        assertThat(bound.take()).isTrue();
        assertThat(bound.take()).isTrue();
        assertThat(bound.take()).as("what was not used is not saved up").isFalse();
    }
}

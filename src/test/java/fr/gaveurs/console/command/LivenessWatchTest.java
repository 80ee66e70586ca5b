package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LivenessWatchTest {
    private final LivenessWatch watch = new LivenessWatch(Duration.ofSeconds(60), Duration.ofSeconds(20));
    /** As far from zero as a monotonic clock may begin, and about to wrap around. */
    private final long begin = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30);

    private boolean deaf(int second, boolean live) {
        return watch.deaf(begin + TimeUnit.SECONDS.toNanos(second), live);
    }

    @Test
    void oneThatWasNeverLiveIsStarting() {
        for (int second = 0; second < 3_600; second += 5) {
            assertThat(deaf(second, false)).isFalse();
        }
    }

    @Test
    void oneThatIsSilentForTheLimitIsDeaf() {
        assertThat(deaf(0, true)).isFalse();
        for (int second = 5; second < 60; second += 5) {
            assertThat(deaf(second, false)).isFalse();
        }
        assertThat(deaf(60, false)).isTrue();
    }

    @Test
    void anAnswerNowAndThenIsLife() {
        for (int second = 0; second < 3_600; second += 5) {
            assertThat(deaf(second, second % 55 == 0)).isFalse();
        }
    }

    @Test
    void whatTheWatcherSleptThroughDoesNotCount() {
        deaf(0, true);
        deaf(5, false);
        assertThat(deaf(40_000, false)).isFalse();
        assertThat(deaf(40_015, false)).isFalse();
        assertThat(deaf(40_030, false)).isFalse();
        assertThat(deaf(40_045, false)).isFalse();
        assertThat(deaf(40_060, false)).isTrue();
    }
}

package fr.gaveurs.console.backend.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void aStepGetsItsShareAndNeverMoreThanIsLeft() {
        Deadline far = Deadline.in(Duration.ofHours(1));

        assertThat(far.passed()).isFalse();
        assertThat(far.leftAtMost(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(far.leftAtMost(Duration.ofHours(2))).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
    }

    @Test
    void whatHasPassedLeavesNothing() {
        Deadline past = Deadline.in(Duration.ofSeconds(-5));

        assertThat(past.passed()).isTrue();
        assertThat(past.left()).isZero();
        assertThat(past.leftAtMost(Duration.ofSeconds(3))).isZero();
    }
}

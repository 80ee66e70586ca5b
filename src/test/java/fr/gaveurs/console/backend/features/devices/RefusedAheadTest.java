package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedAheadTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ABSURD = Duration.ofDays(8_000 * 365L);

    private final RefusedAhead ahead = new RefusedAhead();

    @Test
    void oneAmongRightOnesIsNotTheClock() {
        ahead.taken(0);
        ahead.refused(ABSURD, SECOND);
        assertThat(ahead.of(SECOND)).isNull();
        ahead.taken(2 * SECOND);
        ahead.refused(ABSURD, 3 * SECOND);
        ahead.refused(ABSURD, 4 * SECOND);
        assertThat(ahead.of(4 * SECOND)).isNull();
    }

    @Test
    void whatLastsIsTheClock() {
        ahead.taken(0);
        ahead.refused(HOUR, SECOND);
        ahead.refused(HOUR, 2 * SECOND);
        ahead.refused(HOUR.plusSeconds(1), 3 * SECOND);
        assertThat(ahead.of(3 * SECOND)).isEqualTo(HOUR);
    }

    @Test
    void anAbsurdOneBetweenThemCountsForNothing() {
        ahead.refused(ABSURD, 0);
        ahead.refused(HOUR, SECOND);
        assertThat(ahead.of(SECOND)).isEqualTo(HOUR);
        ahead.refused(ABSURD, 2 * SECOND);
        assertThat(ahead.of(2 * SECOND)).isEqualTo(HOUR);
    }

    @Test
    void whereNothingSaysOtherwiseOneIsEnough() {
        ahead.refused(HOUR, 0);
        assertThat(ahead.of(0)).isEqualTo(HOUR);
        RefusedAhead slow = new RefusedAhead();
        slow.taken(0);
        slow.refused(HOUR, 600 * SECOND);
        assertThat(slow.of(600 * SECOND))
                .as("of a station that sends every ten minutes")
                .isEqualTo(HOUR);
    }

    @Test
    void aSampleThatIsTakenEndsIt() {
        ahead.refused(HOUR, 0);
        ahead.taken(SECOND);
        assertThat(ahead.of(SECOND)).isNull();
    }

    @Test
    void itIsForgottenAfterTwoMinutes() {
        ahead.refused(HOUR, 0);
        assertThat(ahead.of(119 * SECOND)).isEqualTo(HOUR);
        assertThat(ahead.of(121 * SECOND)).isNull();
        ahead.taken(130 * SECOND);
        ahead.refused(HOUR, 131 * SECOND);
        ahead.refused(HOUR, 132 * SECOND);
        assertThat(ahead.of(132 * SECOND))
                .as("the one of before does not make three")
                .isNull();
    }
}

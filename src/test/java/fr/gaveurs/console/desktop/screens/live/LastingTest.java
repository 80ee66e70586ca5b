package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastingTest {
    private static final long SECOND = 1_000_000_000L;
    private final Lasting lasting = new Lasting(Duration.ofSeconds(10), Duration.ofSeconds(30));

    @Test
    void whatIsSoAtTheFirstLookCountsAtOnce() {
        assertThat(look(true, 0)).isTrue();
    }

    @Test
    void itBeginsOnlyAfterAWhile() {
        look(false, 0);
        assertThat(look(true, 1)).isFalse();
        assertThat(look(true, 10)).isFalse();
        assertThat(look(true, 11)).isTrue();
    }

    @Test
    void aBreakMakesItBeginAnew() {
        look(false, 0);
        look(true, 1);
        look(false, 9);
        assertThat(look(true, 10)).isFalse();
        assertThat(look(true, 19)).isFalse();
        assertThat(look(true, 20)).isTrue();
    }

    @Test
    void itEndsOnlyAfterAWhile() {
        look(true, 0);
        assertThat(look(false, 1)).isTrue();
        assertThat(look(false, 30)).isTrue();
        assertThat(look(false, 31)).isFalse();
    }

    @Test
    void betweenBeginningAndGoingOnItStaysAsItIs() {
        look(true, 0);
        for (int s = 1; s < 300; s++) {
            assertThat(lasting.observe(false, true, s * SECOND)).isTrue();
        }
        look(false, 300);
        assertThat(look(false, 330)).isFalse();
        assertThat(lasting.observe(false, true, 400 * SECOND)).isFalse();
    }

    @Test
    void timeInWhichNobodyKnowsCountsNeitherWay() {
        look(true, 0);
        look(false, 1);
        assertThat(lasting.unknown()).isTrue();
        assertThat(look(false, 100)).isTrue();
        assertThat(look(false, 130)).isFalse();
    }

    @Test
    void aClockBelowZeroIsAsGood() {
        long start = Long.MAX_VALUE - 5 * SECOND;
        lasting.observe(false, false, start);
        lasting.observe(true, true, start + SECOND);
        assertThat(lasting.observe(true, true, start + 11 * SECOND)).isTrue();
    }

    private boolean look(boolean so, int seconds) {
        return lasting.observe(so, so, seconds * SECOND);
    }
}

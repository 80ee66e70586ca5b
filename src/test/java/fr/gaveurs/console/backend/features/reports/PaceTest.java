package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever makes reports rests as long as it works, by a clock of the test's own. */
class PaceTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now;
    private long rested;
    private long oversleep;
    private long longest;

    private boolean waits;

    private final Pace pace = new Pace(() -> waits, () -> now, this::rest);

    private void rest(long nanos) {
        longest = Math.max(longest, nanos);
        now += nanos + oversleep;
        rested += nanos + oversleep;
    }

    private void work(int pieces, long each) {
        for (int i = 0; i < pieces; i++) {
            now += each;
            pace.run();
        }
    }

    /** A sample is seen to wait, and a moment later waits no more. */
    private void heard() {
        waits = true;
        pace.run();
        waits = false;
        rested = 0;
        pace.begin();
    }

    @Test
    void whereNobodySendsNothingWaits() {
        work(100_000, MILLI / 100);
        assertThat(rested).isZero();
        heard();
        work(100_000, MILLI / 100);
        assertThat(rested).isBetween(900 * MILLI, 1_100 * MILLI);
        now += 3_000 * MILLI;
        pace.begin();
        rested = 0;
        work(100_000, MILLI / 100);
        assertThat(rested).as("they stopped sending").isZero();
    }

    @Test
    void makesWayAtOnceForASampleThatWaitsAndIsNotHeldUpByAFlood() {
        waits = true;
        pace.begin();
        work(1, MILLI / 100);
        assertThat(rested).isEqualTo(MILLI);
        work(100_000, MILLI / 100);
        assertThat((double) rested).isCloseTo(1_000.0 * MILLI, within(25.0 * MILLI));
    }

    @Test
    void restsAsLongAsItWorksInShortTurns() {
        heard();
        work(100_000, MILLI / 100);
        assertThat((double) rested).isCloseTo(1_000.0 * MILLI, within(10.0 * MILLI));
        assertThat(longest).isLessThan(10 * MILLI);
    }

    @Test
    void whereEachRestTakesLongerThanItIsToThereAreFewerOfThem() {
        heard();
        oversleep = 15 * MILLI; // as on a system with a coarse timer
        work(100_000, MILLI / 100);
        assertThat((double) rested).isCloseTo(1_000.0 * MILLI, within(120.0 * MILLI));
    }

    @Test
    void neverRestsLongForOneThingThatTookLong() {
        waits = true;
        work(1, 60_000 * MILLI);
        waits = false;
        assertThat(rested).isEqualTo(100 * MILLI);
        work(1, 6 * MILLI);
        assertThat(rested).isEqualTo(106 * MILLI);
    }

    @Test
    void whatWasBeforeTheWorkIsNoWork() {
        now += 60_000 * MILLI;
        heard();
        now += 1_000 * MILLI;
        pace.begin();
        work(1, 4 * MILLI);
        assertThat(rested).isZero();
    }
}

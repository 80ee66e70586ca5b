package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever makes reports rests five times as long as it works, by a clock of the test's own. */
class PaceTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now;
    private long rested;
    private long oversleep;
    private long longest;

    private boolean waits;
    private boolean sends;

    private final Pace pace = new Pace(() -> waits, () -> sends, () -> now, this::rest);

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

    @Test
    void whereNobodySendsItDoesNotRest() {
        work(100_000, MILLI / 100);
        assertThat(rested).isZero();
        sends = true;
        work(10_000, MILLI / 100);
        assertThat(rested).isBetween(450 * MILLI, 550 * MILLI);
        sends = false;
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
        work(30_000, MILLI / 100);
        assertThat((double) rested).isCloseTo(1_500.0 * MILLI, within(25.0 * MILLI));
    }

    @Test
    void restsFiveTimesAsLongAsItWorksInShortTurns() {
        sends = true;
        work(30_000, MILLI / 100);
        assertThat((double) rested).isCloseTo(1_500.0 * MILLI, within(25.0 * MILLI));
        assertThat(longest).isLessThan(15 * MILLI);
    }

    /** A month of a large hall is ready after some time, too; and the next report has its own patience. */
    @Test
    void whatHasMuchToDoRestsNoLongerThanItWorksInTheEnd() {
        waits = true;
        work(40_000, MILLI / 100);
        assertThat(rested).isBetween(1_550 * MILLI, 1_650 * MILLI);
        work(100_000, MILLI / 100);
        assertThat(rested).isBetween(2_500 * MILLI, 2_700 * MILLI);
        rested = 0;
        pace.begin();
        work(10_000, MILLI / 100);
        assertThat(rested).isBetween(450 * MILLI, 550 * MILLI);
    }

    @Test
    void whereEachRestTakesLongerThanItIsToThereAreFewerOfThem() {
        sends = true;
        oversleep = 15 * MILLI; // as on a system with a coarse timer
        work(30_000, MILLI / 100);
        assertThat((double) rested).isCloseTo(1_500.0 * MILLI, within(120.0 * MILLI));
    }

    @Test
    void neverRestsLongForOneThingThatTookLong() {
        waits = true;
        work(1, 60_000 * MILLI);
        waits = false;
        sends = true;
        assertThat(rested).isEqualTo(100 * MILLI);
        work(1, 6 * MILLI);
        assertThat(rested).isEqualTo(130 * MILLI);
    }

    @Test
    void whatWasBeforeTheWorkIsNoWork() {
        now += 60_000 * MILLI;
        sends = true;
        now += 1_000 * MILLI;
        pace.begin();
        work(1, MILLI / 4);
        assertThat(rested).isZero();
    }
}

package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.ingest.StationClocks.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationClocksTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final TestClock clock = new TestClock(NOON);
    private final StationClocks clocks = new StationClocks(clock, 100, nanos::get);
    /** What time it really is. */
    private Instant real = NOON;

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
        real = real.plus(time);
    }

    private void each(int stations, Duration off) {
        for (int i = 0; i < stations; i++) {
            clocks.heard("S" + i, real.plus(off));
        }
    }

    private void go(int seconds, int stations, Duration off) {
        for (int i = 0; i < seconds; i++) {
            pass(SECOND);
            each(stations, off);
        }
    }

    private Verdict verdict() {
        return clocks.finding().verdict();
    }

    @Test
    void stationsThatAgreeWithTheConsoleSayThatItIsRight() {
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
        each(1, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        go(5, 3, Duration.ofSeconds(-20));
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(clocks.now()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 24 * 60, 30 * 24 * 60, 3_650 * 24 * 60})
    void twoStationsThatAgreeFindAConsoleThatIsBehindAtOnce(long minutes) {
        clock.advance(Duration.ofMinutes(-minutes));
        each(1, Duration.ZERO);
        assertThat(verdict())
                .as("one against one, or one word that may be damaged")
                .isEqualTo(minutes > 365 * 24 * 60 ? Verdict.UNKNOWN : Verdict.UNSURE);
        each(2, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        assertThat(clocks.finding().ahead()).isEqualTo(Duration.ofMinutes(-minutes));
        assertThat(clocks.now()).isEqualTo(real);
        assertThat(clocks.consensus()).isEqualTo(real);
    }

    @Test
    void aConsoleThatIsAheadIsFoundOnceTheStationsWentOnLikeClocksForAMinute() {
        clock.advance(Duration.ofDays(100));
        go(50, 3, Duration.ZERO);
        assertThat(verdict()).isNotEqualTo(Verdict.WRONG);
        go(20, 3, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        assertThat(clocks.finding().ahead()).isEqualTo(Duration.ofDays(100));
        assertThat(clocks.now()).isEqualTo(real);
    }

    @Test
    void whatStationsKeptDuringAnOutageSaysNothingAboutTheConsolesClock() {
        go(5, 3, Duration.ZERO);
        pass(Duration.ofMinutes(30));
        for (int i = 0; i < 100; i++) { // ten a second, each a second younger than the one before
            pass(Duration.ofMillis(100));
            for (int station = 0; station < 3; station++) {
                clocks.heard("S" + station, real.minus(Duration.ofMinutes(29)).plusSeconds(i));
            }
            assertThat(verdict()).isNotEqualTo(Verdict.WRONG);
        }
        go(1, 3, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void oneStationWhoseClockIsWrongMovesNothing() {
        each(3, Duration.ZERO);
        for (int i = 0; i < 200; i++) {
            pass(SECOND);
            each(2, Duration.ZERO);
            clocks.heard("S2", real.plus(Duration.ofMinutes(10)));
            assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        }
        assertThat(clocks.consensus()).isNotNull();
        assertThat(clocks.now()).isEqualTo(clock.instant());
    }

    private static final Instant YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z");

    @Test
    void oneAbsurdWordOfAStationHasNoSay() {
        go(3, 1, Duration.ZERO);
        clocks.heard("S0", YEAR_9999);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        go(3, 1, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        clocks.heard("S1", YEAR_9999);
        assertThat(verdict()).as("another station's first one").isEqualTo(Verdict.RIGHT);
        assertThat(clocks.finding().heard()).isEqualTo(1);
    }

    @Test
    void anAbsurdFirstWordIsForgottenOnceTheStationSpeaksSense() {
        clocks.heard("S0", YEAR_9999);
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
        go(1, 1, Duration.ZERO);
        assertThat(verdict()).isNotEqualTo(Verdict.UNSURE);
        go(1, 1, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void whatAStationSaysAgainCounts() {
        go(3, 1, Duration.ZERO);
        go(2, 1, Duration.ofDays(1_000));
        assertThat(verdict()).as("its clock was set").isEqualTo(Verdict.UNSURE);
    }

    @Test
    void stationsWithoutATimeHaveNoSay() {
        for (int i = 0; i < 50; i++) {
            clocks.heard("N" + i, Instant.EPOCH.plusSeconds(i));
        }
        assertThat(verdict()).isEqualTo(Verdict.UNKNOWN);
        clock.advance(Duration.ofMinutes(-10));
        each(2, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        assertThat(clocks.finding().heard()).isEqualTo(2);
    }

    @Test
    void stationsThatAllDisagreeProveNothing() {
        clocks.heard("A", real.plus(Duration.ofMinutes(10)));
        clocks.heard("B", real.plus(Duration.ofMinutes(20)));
        clocks.heard("C", real.plus(Duration.ofMinutes(30)));
        assertThat(verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(clocks.consensus()).isNull();
        assertThat(clocks.now()).isEqualTo(clock.instant());
    }

    @Test
    void theDatabasesClockOrStoredSamplesSecondASingleStation() {
        clock.advance(Duration.ofMinutes(-10));
        each(1, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.UNSURE);
        clocks.witnesses(() -> real, () -> null);
        each(1, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);

        StationClocks other = new StationClocks(clock, 100, nanos::get);
        other.witnesses(clock::instant, () -> real.minusSeconds(30));
        other.heard("S", real);
        assertThat(other.finding().verdict())
                .as("a stored sample lies in the console's future")
                .isEqualTo(Verdict.WRONG);
        StationClocks third = new StationClocks(clock, 100, nanos::get);
        third.witnesses(clock::instant, () -> clock.instant().minusSeconds(30));
        third.heard("S", real);
        assertThat(third.finding().verdict()).as("the station alone says so").isEqualTo(Verdict.UNSURE);
    }

    @Test
    void itDoesNotFlapAroundTheLimit() {
        clock.advance(Duration.ofSeconds(-119));
        go(5, 3, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
        clock.advance(Duration.ofSeconds(-2));
        go(5, 3, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        clock.advance(Duration.ofSeconds(30));
        go(5, 3, Duration.ZERO);
        assertThat(verdict()).as("91 s behind").isEqualTo(Verdict.WRONG);
        clock.advance(Duration.ofSeconds(60));
        go(5, 3, Duration.ZERO);
        assertThat(verdict()).as("31 s behind").isEqualTo(Verdict.RIGHT);
    }

    @Test
    void whileTheStationsAreSilentWhatTheyFoundStaysUntilTheClockIsSet() {
        clock.advance(Duration.ofMinutes(-10));
        go(5, 3, Duration.ZERO);
        pass(Duration.ofHours(10));
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        assertThat(clocks.now()).isEqualTo(real);
        clocks.heard("S0", real);
        assertThat(verdict()).as("the first of the morning").isEqualTo(Verdict.WRONG);
        pass(Duration.ofHours(10));
        clock.set(real);
        assertThat(verdict()).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aJumpOfTheConsolesClockDoesNotMoveTheStations() {
        go(5, 3, Duration.ZERO);
        clock.advance(Duration.ofHours(-1));
        each(1, Duration.ZERO);
        assertThat(verdict()).isEqualTo(Verdict.WRONG);
        assertThat(clocks.now()).isEqualTo(real);
    }

    @Test
    void stationsAreListenedToUpToABoundAndForgottenWhenSilent() {
        for (int i = 0; i < 200; i++) {
            clocks.heard("S" + i, real);
        }
        assertThat(clocks.finding().heard()).isEqualTo(100);
        pass(Duration.ofMinutes(11));
        assertThat(clocks.finding().heard()).isZero();
    }
}

package fr.gaveurs.console.backend.platform.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.platform.conditions.ConditionEngine.Effect;
import fr.gaveurs.console.backend.platform.conditions.ConditionEngine.Step;
import fr.gaveurs.console.backend.platform.conditions.ConditionState.Phase;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionEngineTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T06:00:00Z");
    /** A monotonic clock may stand anywhere, also where it wraps around. */
    private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private static final ConditionKind AT_ONCE =
            ConditionKind.ofStation("at_once", Severity.WARNING, Duration.ZERO, Duration.ZERO);
    private static final ConditionKind DELAYED =
            ConditionKind.ofStation("delayed", Severity.WARNING, Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final Active WRONG = new Active("it is wrong", "mend it", Map.of("figure", "1"));
    private static final Active WORSE = new Active("it is worse", "mend it", Map.of("figure", "2"));

    private ConditionKind kind = DELAYED;
    private ConditionState state = ConditionState.NORMAL;

    /** What follows when something is said so many seconds after the begin. */
    private Effect at(double second, @Nullable Observation said) {
        long nanos = ORIGIN + (long) (second * 1e9);
        Step step = ConditionEngine.step(state, said, kind, BEGIN.plusMillis((long) (second * 1e3)), nanos);
        state = step.state();
        return step.effect();
    }

    private Effect at(double second) {
        return at(second, null);
    }

    private void open() {
        kind = DELAYED;
        at(0, WRONG);
        assertThat(at(5)).isEqualTo(Effect.RAISED);
    }

    @Test
    void withoutDelayItIsRaisedAtOnce() {
        kind = AT_ONCE;
        assertThat(at(0, WRONG)).isEqualTo(Effect.RAISED);
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void withoutDelayItIsClearedAtOnce() {
        kind = AT_ONCE;
        at(0, WRONG);
        assertThat(at(1, Observation.INACTIVE)).isEqualTo(Effect.CLEARED);
        assertThat(state).isEqualTo(ConditionState.NORMAL);
    }

    @Test
    void whatIsWellRaisesNothing() {
        assertThat(at(0, Observation.INACTIVE)).isEqualTo(Effect.NONE);
        assertThat(at(1, Observation.UNKNOWN)).isEqualTo(Effect.NONE);
        assertThat(at(2)).isEqualTo(Effect.NONE);
        assertThat(state).isEqualTo(ConditionState.NORMAL);
    }

    @Test
    void itIsNotRaisedBeforeItsDelay() {
        assertThat(at(0, WRONG)).isEqualTo(Effect.NONE);
        assertThat(at(4.999)).isEqualTo(Effect.NONE);
        assertThat(state.isOpen()).isFalse();
    }

    @Test
    void itIsRaisedByTimeAlone() {
        at(0, WRONG);
        assertThat(at(5)).isEqualTo(Effect.RAISED);
    }

    @Test
    void itIsRaisedByTheSourcesWordAfterTheDelay() {
        at(0, WRONG);
        assertThat(at(6, WRONG)).isEqualTo(Effect.RAISED);
    }

    @Test
    void itCountsFromWhenItWasFirstSeen() {
        at(0, WRONG);
        at(5);
        assertThat(state.since()).isEqualTo(BEGIN);
    }

    @Test
    void itCountsFromWhenItBeganWhereItsSourceRemembersThat() {
        kind = AT_ONCE;
        Instant before = BEGIN.minusSeconds(3_600);
        assertThat(at(1, new Observation.ActiveSince(WRONG, before))).isEqualTo(Effect.RAISED);
        assertThat(state.since()).isEqualTo(before);
        assertThat(at(2, new Observation.ActiveSince(WRONG, before.plusSeconds(60))))
                .as("it goes on")
                .isEqualTo(Effect.NONE);
        assertThat(state.since()).isEqualTo(before);
    }

    @Test
    void noConditionBeginsLaterThanNow() {
        kind = AT_ONCE;
        at(1, new Observation.ActiveSince(WRONG, BEGIN.plusSeconds(60)));
        assertThat(state.since()).as("the database's clock is ahead").isEqualTo(BEGIN.plusSeconds(1));
    }

    @Test
    void oneGoodWordBeforeTheDelayIsOverBeginsItAnew() {
        at(0, WRONG);
        at(3, Observation.INACTIVE);
        at(4, WRONG);
        assertThat(at(8.5)).isEqualTo(Effect.NONE);
        assertThat(at(9)).isEqualTo(Effect.RAISED);
        assertThat(state.since()).isEqualTo(BEGIN.plusSeconds(4));
    }

    @Test
    void silenceBeforeTheDelayIsOverBeginsItAnew() {
        at(0, WRONG);
        at(3, Observation.UNKNOWN);
        assertThat(at(60)).isEqualTo(Effect.NONE);
        assertThat(state).isEqualTo(ConditionState.NORMAL);
    }

    @Test
    void itIsRaisedWithItsLatestWords() {
        at(0, WRONG);
        at(2, WORSE);
        at(5);
        assertThat(state.told()).isEqualTo(WORSE);
    }

    @Test
    void itIsNotClearedBeforeItsDelay() {
        open();
        assertThat(at(10, Observation.INACTIVE)).as("it gets better").isEqualTo(Effect.CHANGED);
        assertThat(state.easing()).isTrue();
        assertThat(at(39.9)).isEqualTo(Effect.NONE);
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void whatIsNoLongerSoBadAndNotWellEitherStaysAndSaysSo() {
        open();
        assertThat(at(6, new Observation.Lingering(WORSE))).isEqualTo(Effect.CHANGED);
        assertThat(state.easing()).isTrue();
        assertThat(state.told()).isEqualTo(WORSE);
        assertThat(at(600, new Observation.Lingering(WORSE))).isEqualTo(Effect.NONE);
        assertThat(state.isOpen()).isTrue();
        assertThat(at(601, WRONG)).as("as bad as it was").isEqualTo(Effect.CHANGED);
        assertThat(state.easing()).isFalse();
    }

    @Test
    void whatIsBetweenItsLimitsRaisesNothing() {
        kind = AT_ONCE;
        assertThat(at(0, new Observation.Lingering(WRONG))).isEqualTo(Effect.NONE);
        kind = DELAYED;
        at(10, WRONG);
        at(12, new Observation.Lingering(WRONG));
        assertThat(at(30)).isEqualTo(Effect.NONE);
        assertThat(state.phase()).isEqualTo(Phase.NORMAL);
    }

    @Test
    void betweenItsLimitsTheDelayOfTheEndBeginsAnew() {
        open();
        at(10, Observation.INACTIVE);
        assertThat(at(30, new Observation.Lingering(WRONG)))
                .as("easing as before")
                .isEqualTo(Effect.NONE);
        at(31, Observation.INACTIVE);
        assertThat(at(60.9)).isEqualTo(Effect.NONE);
        assertThat(at(61)).isEqualTo(Effect.CLEARED);
    }

    @Test
    void whatIsSaidUntilTheEndIsToldToo() {
        open();
        assertThat(at(10, new Observation.Inactive(WORSE))).isEqualTo(Effect.CHANGED);
        assertThat(state.told()).isEqualTo(WORSE);
    }

    @Test
    void aFigureIsJudgedByItsTwoLimits() {
        assertThat(Observation.of(5, 5, 2, WRONG)).isEqualTo(WRONG);
        assertThat(Observation.of(4, 5, 2, WRONG)).isEqualTo(new Observation.Lingering(WRONG));
        assertThat(Observation.of(2, 5, 2, WRONG)).isEqualTo(new Observation.Inactive(WRONG));
    }

    @Test
    void whatNobodySeesIsAsFarAsItWas() {
        open();
        at(10, Observation.INACTIVE);
        assertThat(at(11, Observation.UNKNOWN)).isEqualTo(Effect.NONE);
        assertThat(state.easing()).isTrue();
        assertThat(at(600)).isEqualTo(Effect.NONE);
    }

    @Test
    void itIsClearedByTimeAlone() {
        open();
        at(10, Observation.INACTIVE);
        assertThat(at(40)).isEqualTo(Effect.CLEARED);
        assertThat(state).isEqualTo(ConditionState.NORMAL);
    }

    @Test
    void itIsClearedByTheSourcesWordAfterTheDelay() {
        open();
        at(10, Observation.INACTIVE);
        assertThat(at(41, Observation.INACTIVE)).isEqualTo(Effect.CLEARED);
    }

    @Test
    void goodWordsAgainAndAgainDoNotPutTheEndOff() {
        open();
        at(10, Observation.INACTIVE);
        for (int second = 11; second < 40; second++) {
            assertThat(at(second, Observation.INACTIVE)).isEqualTo(Effect.NONE);
        }
        assertThat(at(40, Observation.INACTIVE)).isEqualTo(Effect.CLEARED);
    }

    @Test
    void wrongAgainBeforeTheEndItGoesOnAndIsNotRaisedTwice() {
        open();
        at(10, Observation.INACTIVE);
        assertThat(at(20, WRONG)).isEqualTo(Effect.CHANGED);
        assertThat(state.isOpen()).isTrue();
        assertThat(state.since()).isEqualTo(BEGIN);
        assertThat(at(100)).isEqualTo(Effect.NONE);
    }

    @Test
    void wrongAgainTheDelayOfTheEndBeginsAnew() {
        open();
        at(10, Observation.INACTIVE);
        at(20, WRONG);
        at(30, Observation.INACTIVE);
        assertThat(at(59)).isEqualTo(Effect.NONE);
        assertThat(at(60)).isEqualTo(Effect.CLEARED);
    }

    @Test
    void silenceClearsNothing() {
        open();
        assertThat(at(10, Observation.UNKNOWN)).isEqualTo(Effect.NONE);
        assertThat(at(10_000, Observation.UNKNOWN)).isEqualTo(Effect.NONE);
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void silenceStopsTheDelayOfTheEnd() {
        open();
        at(10, Observation.INACTIVE);
        at(20, Observation.UNKNOWN);
        assertThat(at(45)).isEqualTo(Effect.NONE);
        at(50, Observation.INACTIVE);
        assertThat(at(79)).isEqualTo(Effect.NONE);
        assertThat(at(80)).isEqualTo(Effect.CLEARED);
    }

    @Test
    void clearedItMayBeRaisedAgain() {
        open();
        at(10, Observation.INACTIVE);
        at(40);
        at(50, WRONG);
        assertThat(at(55)).isEqualTo(Effect.RAISED);
        assertThat(state.since()).isEqualTo(BEGIN.plusSeconds(50));
    }

    @Test
    void otherWordsAreToldOnceTheyMayBe() {
        open();
        assertThat(at(6, WORSE)).isEqualTo(Effect.NONE);
        assertThat(state.told()).isEqualTo(WRONG);
        assertThat(at(15, WORSE)).isEqualTo(Effect.CHANGED);
        assertThat(state.told()).isEqualTo(WORSE);
        assertThat(at(16, WORSE)).isEqualTo(Effect.NONE);
    }

    @Test
    void wordsThatWereTakenBackAreNotTold() {
        open();
        at(6, WORSE);
        at(7, WRONG);
        assertThat(at(60)).isEqualTo(Effect.NONE);
    }

    @Test
    void theSameWordsAreNoNews() {
        open();
        assertThat(at(60, new Active("it is wrong", "mend it", Map.of("figure", "1"))))
                .isEqualTo(Effect.NONE);
    }

    @Test
    void restoredItIsOpenAsBeforeAndUnconfirmed() {
        state = ConditionState.restored(WRONG, BEGIN.minusSeconds(3_600), ORIGIN);
        assertThat(state.phase()).isEqualTo(Phase.OPEN);
        assertThat(state.since()).isEqualTo(BEGIN.minusSeconds(3_600));
        assertThat(state.confirmed()).isFalse();
        assertThat(state.active()).isFalse();
    }

    @Test
    void restoredItIsNotClearedByTimeNorBySilence() {
        state = ConditionState.restored(WRONG, BEGIN, ORIGIN);
        assertThat(at(100_000)).isEqualTo(Effect.NONE);
        assertThat(at(100_001, Observation.UNKNOWN)).isEqualTo(Effect.NONE);
        assertThat(state.isOpen()).isTrue();
    }

    @Test
    void restoredItIsConfirmedOnceAndKeepsItsBegin() {
        state = ConditionState.restored(WRONG, BEGIN.minusSeconds(60), ORIGIN);
        assertThat(at(5, WRONG)).isEqualTo(Effect.CHANGED);
        assertThat(state.confirmed()).isTrue();
        assertThat(state.since()).isEqualTo(BEGIN.minusSeconds(60));
        assertThat(at(6, WRONG)).isEqualTo(Effect.NONE);
    }

    @Test
    void restoredItIsClearedAfterItsDelayOnceTheSourceSaysSo() {
        state = ConditionState.restored(WRONG, BEGIN.minusSeconds(60), ORIGIN);
        assertThat(at(5, Observation.INACTIVE)).isEqualTo(Effect.CHANGED);
        assertThat(at(34)).isEqualTo(Effect.NONE);
        assertThat(at(35)).isEqualTo(Effect.CLEARED);
    }

    @Test
    void itBeganWhenTheFirstConsoleSawIt() {
        open();
        assertThat(state.begun(BEGIN.minusSeconds(9)).since()).isEqualTo(BEGIN.minusSeconds(9));
        assertThat(state.begun(BEGIN.plusSeconds(9)).since()).isEqualTo(BEGIN);
    }

    @Test
    void aClockThatIsSetMovesNoDelay() {
        Step raising = ConditionEngine.step(ConditionState.NORMAL, WRONG, DELAYED, BEGIN, ORIGIN);
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(ConditionEngine.step(raising.state(), null, DELAYED, BEGIN.plusSeconds(86_400), ORIGIN + second)
                        .effect())
                .isEqualTo(Effect.NONE);
        assertThat(ConditionEngine.step(raising.state(), null, DELAYED, BEGIN.minusSeconds(86_400), ORIGIN + 5 * second)
                        .effect())
                .isEqualTo(Effect.RAISED);
    }
}

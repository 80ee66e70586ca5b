package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StationWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String ID = "ESP32_LL_01";
    private final StationWatch watch = new StationWatch();

    @Test
    void oneRejectIsNothingThatLasts() {
        assertThat(look(0, rejects(1)).conditions()).isEmpty();
        assertThat(look(1, rejects(4)).conditions()).isEmpty();
    }

    @Test
    void aShareOfRejectsBeginsAtAQuarterAndIsOverAMinuteAfterItFellToATenth() {
        look(0, rejects(0));
        assertThat(look(1, rejects(5)).conditions()).containsExactly(Condition.REJECTS);
        assertThat(look(2, rejects(3)).has(Condition.REJECTS)).isTrue();
        assertThat(look(300, rejects(3)).has(Condition.REJECTS)).isTrue();
        assertThat(look(301, rejects(2)).has(Condition.REJECTS)).isTrue();
        assertThat(look(330, rejects(3)).has(Condition.REJECTS)).isTrue();
        look(331, rejects(2));
        assertThat(look(390, rejects(0)).has(Condition.REJECTS)).isTrue();
        assertThat(look(391, rejects(0)).conditions()).isEmpty();
    }

    @Test
    void manyRejectsAreAConditionOfTheirOwn() {
        assertThat(look(0, rejects(10)).conditions()).containsExactly(Condition.REJECTS, Condition.MANY_REJECTS);
        look(1, rejects(5));
        assertThat(look(62, rejects(5)).conditions()).containsExactly(Condition.REJECTS);
    }

    @Test
    void lowGradesAreAConditionWithoutARejectToo() {
        look(0, grades(Grade.B, 20));
        List<Grade> low = Stream.concat(grades(Grade.C, 12).stream(), grades(Grade.B, 8).stream())
                .toList();
        look(1, low);
        assertThat(look(10, low).conditions()).isEmpty();
        assertThat(look(11, low).conditions()).containsExactly(Condition.LOW_GRADES);
    }

    @Test
    void nobodyIsCalledToOldRejects() {
        MadeUp.Station late = MadeUp.station(ID).state(DeviceState.STALE, 30);
        assertThat(look(0, late, rejects(20)).conditions()).containsExactly(Condition.LATE, Condition.OVERDUE);
    }

    @Test
    void lateForThreeIntervalsIsOneToActOn() {
        look(0, rejects(0));
        assertThat(look(1, MadeUp.station(ID).state(DeviceState.STALE, 14), rejects(0))
                        .has(Condition.OVERDUE))
                .isFalse();
        assertThat(look(3, MadeUp.station(ID).state(DeviceState.STALE, 16), rejects(0))
                        .has(Condition.OVERDUE))
                .isTrue();
        assertThat(look(4, rejects(0)).has(Condition.OVERDUE)).isTrue();
        assertThat(look(19, rejects(0)).has(Condition.OVERDUE)).isFalse();
    }

    @Test
    void thatClaimsDifferIsSaidForAsLongAsTheConsoleSaysIt() {
        look(0, MadeUp.station(ID).claims(Grade.B, 0.3), rejects(0));
        assertThat(look(1, MadeUp.station(ID).claims(Grade.B, 0.14), rejects(0)).conditions())
                .isEmpty();
    }

    @Test
    void rejectsOfAStationThatFellSilentAreForgottenAfterAMinute() {
        look(0, rejects(10));
        MadeUp.Station late = MadeUp.station(ID).state(DeviceState.STALE, 30);
        assertThat(look(1, late, rejects(10)).has(Condition.MANY_REJECTS)).isTrue();
        assertThat(look(61, late, rejects(10)).has(Condition.MANY_REJECTS)).isFalse();
    }

    @Test
    void offlineBeginsAtOnceAndIsOverAfterAWhile() {
        look(0, rejects(0));
        MadeUp.Station offline = MadeUp.station(ID).state(DeviceState.OFFLINE, 100);
        assertThat(look(1, offline, rejects(0)).has(Condition.OFFLINE)).isTrue();
        assertThat(look(2, rejects(0)).has(Condition.OFFLINE)).isTrue();
        assertThat(look(17, rejects(0)).has(Condition.OFFLINE)).isFalse();
    }

    @Test
    void lateForAMomentIsNotLate() {
        look(0, rejects(0));
        MadeUp.Station late = MadeUp.station(ID).state(DeviceState.STALE, 6);
        assertThat(look(1, late, rejects(0)).conditions()).isEmpty();
        assertThat(look(15, late, rejects(0)).conditions()).isEmpty();
        assertThat(look(16, late, rejects(0)).conditions()).containsExactly(Condition.LATE);
    }

    @Test
    void whetherClaimsDifferTheConsoleSays() {
        MadeUp.Station fresh = MadeUp.station(ID).fewClaims(1.0);
        assertThat(look(0, fresh, rejects(0)).conditions())
                .as("one claim of one differs: the console does not call that differing")
                .isEmpty();
        assertThat(look(60, fresh, rejects(0)).conditions()).isEmpty();
        assertThat(look(61, MadeUp.station(ID).claims(Grade.B, 0.3), rejects(0)).conditions())
                .containsExactly(Condition.CLAIMS_DIFFER);
    }

    @Test
    void oneSampleIsAlwaysUnderWay() {
        for (int s = 0; s < 120; s++) {
            assertThat(sampled(s, MadeUp.station(ID).buffered(1), 0.3, 0.8).conditions())
                    .isEmpty();
        }
        assertThat(sampled(120, MadeUp.station(ID).buffered(5), 0.3, 0.8).conditions())
                .isEmpty();
    }

    @Test
    void moreThanFiveWaitAndThenUntilFewAreLeft() {
        sampled(0, MadeUp.station(ID).buffered(0), 0.3, 0.8);
        assertThat(sampled(1, MadeUp.station(ID).buffered(6), 0.3, 0.8).conditions())
                .containsExactly(Condition.WAITING);
        assertThat(sampled(30, MadeUp.station(ID).buffered(3), 0.3, 0.8).conditions())
                .containsExactly(Condition.WAITING);
        sampled(31, MadeUp.station(ID).buffered(2), 0.3, 0.8);
        assertThat(sampled(36, MadeUp.station(ID).buffered(2), 0.3, 0.8).conditions())
                .isEmpty();
    }

    @Test
    void oneThatNothingFollowedForTenSecondsWaits() {
        sampled(0, MadeUp.station(ID).buffered(0), 0.3, 0.8);
        MadeUp.Station holding = MadeUp.station(ID).buffered(1);
        look(5, holding, rejects(0), 0);
        assertThat(look(14, holding, rejects(0), 0).conditions()).isEmpty();
        assertThat(look(15, holding, rejects(0), 0).conditions()).containsExactly(Condition.WAITING);
    }

    @Test
    void aSpectrumIsOddWhenThreeOfFiveAre() {
        assertThat(sampled(0, MadeUp.station(ID), 0.8, 0.8).conditions()).isEmpty();
        assertThat(sampled(1, MadeUp.station(ID), 0.8, 0.4).conditions()).isEmpty();
        assertThat(sampled(2, MadeUp.station(ID), 0.3, 0.4).conditions()).isEmpty();
        assertThat(sampled(3, MadeUp.station(ID), 0.8, 0.4).conditions())
                .containsExactly(Condition.OXIDATION, Condition.FRESHNESS);
    }

    @Test
    void aSampleSeenTwiceCountsOnce() {
        for (int s = 0; s < 60; s++) {
            assertThat(look(s, MadeUp.station(ID).oxidation(0.9), rejects(0), 0).conditions())
                    .isEmpty();
        }
    }

    @Test
    void stuckChannelsAreNamedUntilItIsOver() {
        look(0, rejects(0));
        assertThat(look(1, MadeUp.station(ID).stuck(SpectralChannel.NIR), rejects(0))
                        .stuck())
                .containsExactly(SpectralChannel.NIR);
        assertThat(look(2, rejects(0)).stuck()).containsExactly(SpectralChannel.NIR);
        assertThat(look(17, rejects(0)).stuck()).isEmpty();
    }

    @Test
    void aRateLimitIsRememberedForTwoMinutesByTheWindowsOwnClock() {
        MadeUp.Station limited = MadeUp.station(ID).limited();
        assertThat(look(0, limited, rejects(0)).has(Condition.RATE_LIMITED)).isTrue();
        // 20 s ago at the first look. The backend's clock is set back an hour, and on by two.
        assertThat(watch.observe(view(limited, rejects(0), 0), MadeUp.NOW.minusSeconds(3600), 99 * SECOND)
                        .has(Condition.RATE_LIMITED))
                .isTrue();
        assertThat(watch.observe(view(limited, rejects(0), 0), MadeUp.NOW.plusSeconds(7200), 99 * SECOND)
                        .has(Condition.RATE_LIMITED))
                .isTrue();
        assertThat(look(101, limited, rejects(0)).has(Condition.RATE_LIMITED)).isFalse();
    }

    @Test
    void whileTheBackendIsSilentEverythingStaysAsItWas() {
        look(0, rejects(10));
        StationView known = view(MadeUp.station(ID), rejects(0), 0);
        for (int s = 1; s < 300; s += 10) {
            StationView unknown = new StationView(
                    known.device(), known.latest(), known.recentScores(), rejects(0), StationState.UNKNOWN, 3.0);
            assertThat(watch.observe(unknown, null, s * SECOND).has(Condition.MANY_REJECTS))
                    .isTrue();
        }
    }

    private StationWatch.Findings look(int second, List<Grade> grades) {
        return look(second, MadeUp.station(ID), grades);
    }

    private StationWatch.Findings look(int second, MadeUp.Station station, List<Grade> grades) {
        return look(second, station, grades, second);
    }

    private StationWatch.Findings look(int second, MadeUp.Station station, List<Grade> grades, int sampleAt) {
        return watch.observe(view(station, grades, sampleAt), MadeUp.NOW, second * SECOND);
    }

    private StationWatch.Findings sampled(int second, MadeUp.Station station, double oxidation, double freshness) {
        return look(second, station.oxidation(oxidation).freshness(freshness), rejects(0));
    }

    /** Its newest sample measured that many seconds after the beginning. */
    private static StationView view(MadeUp.Station station, List<Grade> grades, int sampleAt) {
        Devices.DeviceLive live = station.build();
        Samples.Sample made = live.latest();
        Instant at = MadeUp.NOW.plusSeconds(sampleAt);
        Samples.Sample latest = made == null
                ? null
                : MadeUp.sample(
                        ID,
                        "LL",
                        at,
                        0.87,
                        null,
                        null,
                        made.as7341() == null ? null : made.as7341().analysis().freshness(),
                        made.as7341() == null ? null : made.as7341().analysis().oxidation(),
                        false);
        return new StationView(
                live.device(),
                latest,
                live.recentScores(),
                grades,
                StationState.valueOf(live.device().state().key().toUpperCase(Locale.ROOT)),
                live.device().ageSeconds());
    }

    private static List<Grade> rejects(int count) {
        return Stream.concat(grades(Grade.A, 20 - count).stream(), grades(Grade.REJECT, count).stream())
                .toList();
    }

    private static List<Grade> grades(Grade grade, int count) {
        return Collections.nCopies(count, grade);
    }
}

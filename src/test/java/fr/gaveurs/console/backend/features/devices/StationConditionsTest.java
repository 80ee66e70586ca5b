package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState.Known;
import fr.gaveurs.console.backend.features.quality.RecentGrades;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.desktop.MadeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong with a station: a single sample changes nothing, and no kind comes and goes with each. */
class StationConditionsTest {
    private static final String ID = "ESP32_LL_01";
    private static final Known ALL_KNOWN = new Known(true, true, true, true);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-27T06:00:00Z"));
    private final ConditionBoard board = new ConditionBoard(clock, clock::nanos, null);
    private RecentGrades grades = new RecentGrades();

    private static MadeUp.Station station() {
        return MadeUp.station(ID);
    }

    private void graded(Grade grade, int count) {
        for (int i = 0; i < count; i++) {
            grades.observe(grade, null);
        }
    }

    private void spectrum(double oxidation, double freshness) {
        var sample = MadeUp.sample(ID, "LL", MadeUp.NOW, 0.87, null, null, freshness, oxidation, false);
        grades.observe(Grade.A, Objects.requireNonNull(sample.as7341()).analysis());
    }

    private List<String> look(MadeUp.Station station) {
        return look(station, true, null, ALL_KNOWN);
    }

    private List<String> look(MadeUp.Station station, boolean heard, @Nullable RefusalReason refused, Known known) {
        StationConditions.say(
                board, new StationEvidence(station.build().device(), heard, refused, known, grades.counts()), 100);
        return board.open().stream().map(Condition::kind).sorted().toList();
    }

    /** So many seconds later, having looked each second. */
    private List<String> after(int seconds, MadeUp.Station station) {
        for (int s = 0; s < seconds; s++) {
            clock.advance(Duration.ofSeconds(1));
            look(station);
        }
        return look(station);
    }

    private Condition only() {
        assertThat(board.open()).hasSize(1);
        return board.open().getFirst();
    }

    @Test
    void aShareOfRejectsBeginsAtAQuarterAndIsOverAMinuteAfterItFellToATenth() {
        graded(Grade.A, 20);
        graded(Grade.REJECT, 4);
        assertThat(look(station())).isEmpty();
        graded(Grade.REJECT, 1);
        assertThat(look(station())).containsExactly("reject_rate_high");
        assertThat(only().details()).containsEntry("count", "5").containsEntry("of", "20");
        assertThat(only().easing()).isFalse();
        graded(Grade.A, 17);
        assertThat(after(300, station())).as("3 of 20").containsExactly("reject_rate_high");
        assertThat(only().easing()).isTrue();
        assertThat(only().details()).containsEntry("count", "3");
        graded(Grade.A, 1);
        assertThat(after(50, station())).containsExactly("reject_rate_high");
        graded(Grade.REJECT, 3);
        assertThat(after(1, station())).as("up again: it begins anew").containsExactly("reject_rate_high");
        graded(Grade.A, 20);
        assertThat(after(55, station())).containsExactly("reject_rate_high");
        assertThat(only().easing()).isTrue();
        assertThat(only().details()).containsEntry("count", "0");
        assertThat(after(10, station())).isEmpty();
    }

    @Test
    void halfRejectsAreUrgentUntilAQuarterIsLeft() {
        graded(Grade.A, 10);
        graded(Grade.REJECT, 10);
        assertThat(look(station())).containsExactly("reject_rate_critical", "reject_rate_high");
        graded(Grade.A, 15);
        assertThat(after(65, station())).containsExactly("reject_rate_high");
    }

    @Test
    void lowGradesAreOneWithoutARejectToo() {
        graded(Grade.B, 8);
        graded(Grade.C, 12);
        assertThat(look(station())).as("for ten seconds they may be chance").isEmpty();
        assertThat(after(12, station())).containsExactly("low_grades");
    }

    @Test
    void nobodyIsCalledToOldLiversAndNobodySaysThatTheyAreWellAgain() {
        graded(Grade.REJECT, 20);
        assertThat(look(station().state(DeviceState.STALE, 8))).isEmpty();
        look(station());
        assertThat(after(300, station().state(DeviceState.STALE, 8))).contains("reject_rate_critical");
        assertThat(look(station(), true, null, Known.NOTHING)).contains("reject_rate_critical");
    }

    @Test
    void whatWasGradedBeforeTheStartCallsNobody() {
        graded(Grade.REJECT, 20);
        assertThat(look(station(), true, null, Known.NOTHING)).isEmpty();
    }

    @Test
    void aSpectrumIsOddWhenThreeOfFiveAreUntilNoneIs() {
        spectrum(0.8, 0.8);
        spectrum(0.8, 0.4);
        assertThat(look(station())).isEmpty();
        spectrum(0.3, 0.4);
        spectrum(0.8, 0.4);
        assertThat(look(station())).containsExactly("freshness_low", "oxidation_high");
        for (int i = 0; i < 4; i++) {
            spectrum(0.3, 0.8);
        }
        assertThat(after(60, station())).as("one of five").hasSize(2);
        spectrum(0.3, 0.8);
        assertThat(after(25, station())).hasSize(2);
        assertThat(after(10, station())).isEmpty();
    }

    @Test
    void theFirstSamplesAfterAStartDoNotSayThatItIsOver() {
        graded(Grade.REJECT, 20);
        spectrum(0.8, 0.8);
        spectrum(0.8, 0.8);
        spectrum(0.8, 0.8);
        assertThat(look(station())).containsExactly("oxidation_high", "reject_rate_critical", "reject_rate_high");
        grades = new RecentGrades(); // as after a start
        for (int i = 0; i < 4; i++) {
            spectrum(0.3, 0.8);
        }
        assertThat(after(300, station())).as("four are not five, nor twenty").hasSize(3);
        spectrum(0.3, 0.8);
        assertThat(after(60, station())).containsExactly("reject_rate_critical", "reject_rate_high");
        graded(Grade.A, 15);
        assertThat(after(65, station())).isEmpty();
    }

    @Test
    void lateForThreeIntervalsIsOneToActOnUntilItHasBeenBackForAWhile() {
        assertThat(look(station().state(DeviceState.STALE, 14))).isEmpty();
        assertThat(look(station().state(DeviceState.STALE, 16))).containsExactly("station_late");
        assertThat(after(12, station())).containsExactly("station_late");
        assertThat(only().easing()).isTrue();
        assertThat(after(5, station())).isEmpty();
    }

    @Test
    void oneThatIsOfflineIsNoLongerOnlyLate() {
        look(station().state(DeviceState.STALE, 60));
        assertThat(after(20, station().state(DeviceState.OFFLINE, 100))).containsExactly("station_offline");
        assertThat(after(12, station())).containsExactly("station_offline");
        assertThat(after(5, station())).isEmpty();
    }

    @Test
    void oneThatWasLateBeforeTheStartAndIsSilentSinceIsNoLongerOnlyLate() {
        look(station().state(DeviceState.STALE, 60));
        for (int i = 0; i < 17; i++) {
            look(station().state(DeviceState.OFFLINE, 100), false, null, Known.NOTHING);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(look(station().state(DeviceState.OFFLINE, 100), false, null, Known.NOTHING))
                .containsExactly("station_offline");
    }

    @Test
    void oneThatAnotherConsoleHearsIsNotCalledLateHere() {
        assertThat(look(station().state(DeviceState.STALE, 60), false, null, Known.NOTHING))
                .isEmpty();
    }

    @Test
    void oneSampleIsAlwaysUnderWay() {
        assertThat(after(120, station().buffered(1))).isEmpty();
        assertThat(look(station().buffered(5))).isEmpty();
        assertThat(look(station().buffered(6))).containsExactly("samples_held");
        assertThat(only().details()).containsEntry("count", "6");
        assertThat(after(30, station().buffered(3))).containsExactly("samples_held");
        assertThat(after(3, station().buffered(2))).containsExactly("samples_held");
        assertThat(after(5, station().buffered(2))).isEmpty();
    }

    @Test
    void oneThatNothingFollowedForTenSecondsIsHeld() {
        assertThat(look(station().state(DeviceState.STALE, 9).buffered(1))).isEmpty();
        assertThat(look(station().state(DeviceState.STALE, 10).buffered(1))).containsExactly("samples_held");
    }

    @Test
    void stuckChannelsAreNamedUntilItIsOver() {
        look(station().stuck(SpectralChannel.NIR));
        assertThat(after(10, station())).containsExactly("stuck_channel");
        assertThat(only().details()).containsEntry("channels", "NIR");
        assertThat(after(10, station())).isEmpty();
    }

    @Test
    void whyItIsRefusedIsNamed() {
        assertThat(look(station(), true, RefusalReason.RATE_LIMIT, ALL_KNOWN)).containsExactly("samples_refused");
        assertThat(only().details()).containsEntry("reason", "rate_limit").containsEntry("per_minute", "100");
        assertThat(after(115, station())).containsExactly("samples_refused");
        assertThat(after(10, station())).isEmpty();
        look(station(), true, RefusalReason.INVALID, ALL_KNOWN);
        assertThat(only().details()).containsEntry("reason", "invalid");
        assertThat(only().text()).contains("breaks the protocol");
    }

    @Test
    void aBoardThatLostItsTokenIsNotHeardAndYetSaid() {
        assertThat(look(station(), false, RefusalReason.TOKEN, Known.NOTHING)).containsExactly("samples_refused");
        assertThat(only().details()).containsEntry("reason", "token");
        clock.advance(Duration.ofMinutes(10));
        assertThat(look(station(), false, null, Known.NOTHING))
                .as("it fell silent: nobody knows")
                .containsExactly("samples_refused");
    }

    @Test
    void whoWaitsIsBlockedOrIsWorkedAtHasNothingWrong() {
        graded(Grade.REJECT, 20);
        MadeUp.Station wrong = station().disputed().stuck(SpectralChannel.NIR).buffered(50);
        assertThat(look(wrong)).hasSizeGreaterThan(4);
        assertThat(look(station().disputed().maintained("cleaning"))).isEmpty();
        assertThat(board.cleared()).hasSizeGreaterThan(4);
        assertThat(look(station().state(DeviceState.OFFLINE, 500).maintained("cleaning")))
                .isEmpty();
        assertThat(look(station().disputed().pending(), true, RefusalReason.INVALID, ALL_KNOWN))
                .isEmpty();
        assertThat(look(station().disputed().blocked(), true, RefusalReason.INVALID, ALL_KNOWN))
                .isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreSaid() {
        assertThat(look(station().disputed())).containsExactly("bytes_not_utf8", "duplicate_id");
    }
}

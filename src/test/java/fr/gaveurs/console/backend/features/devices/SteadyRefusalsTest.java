package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteadyRefusalsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = -7 * SECOND;

    private final SteadyRefusals refusals = new SteadyRefusals();

    private void refused(RefusalReason reason, int second) {
        refusals.refused(reason, START + second * SECOND);
    }

    private RefusalReason steady(int second) {
        return refusals.steady(START + second * SECOND);
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalReason.class,
            names = {"INVALID", "CLOCK_AHEAD", "TOKEN", "QUARANTINED", "NO_ROOM"})
    void threeWithinAMinuteAreSteady(RefusalReason reason) {
        refused(reason, 0);
        refused(reason, 1);
        assertThat(steady(1)).as("two are two odd ones").isNull();
        refused(reason, 2);
        assertThat(steady(2)).isEqualTo(reason);
        assertThat(steady(59)).isEqualTo(reason);
        assertThat(steady(60)).isNull();
    }

    @Test
    void oneNowAndThenIsNotSteady() {
        for (int minute = 0; minute < 10; minute++) {
            refused(RefusalReason.INVALID, 31 * minute);
            assertThat(steady(31 * minute)).isNull();
        }
    }

    @Test
    void moreThanItsAllowanceIsAtOnceAndAsLongAsItLasts() {
        refused(RefusalReason.RATE_LIMIT, 0);
        assertThat(steady(1)).isEqualTo(RefusalReason.RATE_LIMIT);
        assertThat(steady(2)).isNull();
    }

    @Test
    void ofSeveralReasonsTheLastOneIsNamed() {
        for (int s = 0; s < 3; s++) {
            refused(RefusalReason.INVALID, s);
            refused(RefusalReason.NO_ROOM, s + 10);
        }
        assertThat(steady(12)).isEqualTo(RefusalReason.NO_ROOM);
        refused(RefusalReason.INVALID, 13);
        assertThat(steady(13)).isEqualTo(RefusalReason.INVALID);
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalReason.class,
            names = {"NOT_APPROVED", "BLOCKED", "ANOTHER_BOARD"})
    void whatAPersonDecidedAndWhatAnotherBoardSendsDoesNotCount(RefusalReason reason) {
        for (int s = 0; s < 30; s++) {
            refused(reason, s);
        }
        assertThat(steady(30)).isNull();
    }
}

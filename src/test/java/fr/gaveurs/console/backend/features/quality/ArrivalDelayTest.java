package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which samples had waited, and which only seem to, since some clock was set. */
class ArrivalDelayTest {
    private static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");

    private final ArrivalDelay delay = new ArrivalDelay();
    /** How far the console's clock and the device's are ahead of T0 and the elapsed seconds. */
    private double console;

    private double device;

    /** A sample that was measured at one second and came at another; how long it is said to have waited, s. */
    private double waited(double measured, double came) {
        return delay.observe(at(measured + device), at(came + console), (long) (came * 1e9)) / 1e6;
    }

    private static Instant at(double seconds) {
        return T0.plusNanos(Math.round(seconds * 1e6) * 1_000);
    }

    private void live(int from, int to) {
        for (int i = from; i < to; i++) {
            waited(i, i + 0.1);
        }
    }

    @Test
    void whatComesAtOnceDidNotWaitWhateverTheDevicesClockSays() {
        device = -120; // two minutes behind
        live(0, 6);
        assertThat(waited(6, 6.1)).isZero();
        assertThat(waited(7, 7.4)).isBetween(0.29, 0.31);
    }

    @Test
    void whatWasBufferedWaitedForAsLong() {
        live(0, 10);
        assertThat(waited(-3_600, 10.5)).isBetween(3_610.0, 3_611.0);
        assertThat(waited(11, 11.1)).isLessThan(0.02);
    }

    @Test
    void aFlushIsFasterThanItWasMeasuredAndStaysOld() {
        live(0, 10);
        for (int i = 0; i < 100; i++) {
            double came = 600 + i / 10.0;
            assertThat(waited(10 + i, came)).isCloseTo(came - 10 - i, org.assertj.core.data.Offset.offset(1.0));
        }
        assertThat(waited(611, 611.1)).isLessThan(1);
    }

    @Test
    void aFlushFromTheNewestToTheOldestStaysOld() {
        live(0, 10);
        for (int i = 99; i >= 0; i--) {
            assertThat(waited(10 + i, 600 + (99 - i) / 10.0)).isGreaterThan(400);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3_600, 3_600, -86_400 * 300, 86_400 * 300})
    void aConsolesClockThatIsSetMakesNothingOld(double jump) {
        live(0, 10);
        console = jump;
        assertThat(waited(10, 10.1)).isLessThan(0.02);
        assertThat(waited(-600, 10.5)).as("nor anything buffered new").isGreaterThan(600);
        assertThat(waited(11, 11.1)).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3_600, 3_600, -86_400 * 300})
    void aClockThatConsoleAndDeviceShareMayBeSet(double jump) {
        live(0, 10);
        console = jump;
        device = jump;
        assertThat(waited(10, 10.1)).isLessThan(0.02);
        assertThat(waited(11, 11.1)).isLessThan(0.02);
    }

    @Test
    void aDevicesClockThatIsSetBackIsFoundOutByItsPace() {
        live(0, 10);
        device = -240;
        int seemedOld = 0;
        int i = 10;
        while (waited(i, i + 0.1) > 1) {
            seemedOld++;
            i++;
        }
        assertThat(seemedOld).isEqualTo(ArrivalDelay.IN_STEP);
        assertThat(waited(i + 1, i + 1.1)).isLessThan(0.02);
    }

    @Test
    void afterARestartTheStoredDifferencesCount() {
        for (int i = 0; i <= ArrivalDelay.IN_STEP; i++) {
            delay.remember(at(-105 + i), at(15 + i));
        }
        delay.remember(at(-99), at(26));
        assertThat(delay.of(at(-99), at(26))).isEqualTo(Duration.ofSeconds(5).toNanos() / 1_000);
        device = -120;
        assertThat(waited(200, 200.0)).isZero();
        assertThat(waited(100, 201.0)).isBetween(100.0, 101.5);
    }

    @Test
    void whatWasFlushedFromABufferIsAsOldAfterARestartAsBefore() {
        double[] measured = {-3_000, -2_990, -2_980, -2_970, -2_960, -2_950};
        for (int i = 0; i < measured.length; i++) {
            assertThat(waited(measured[i], i / 10.0)).isCloseTo(i / 10.0 - measured[i], within(0.01));
        }
        ArrivalDelay after = new ArrivalDelay();
        for (int i = 0; i < measured.length; i++) {
            after.remember(at(measured[i]), at(i / 10.0));
        }
        assertThat(after.of(at(-2_950), at(0.5))).isEqualTo(2_950_500_000L);
    }
}

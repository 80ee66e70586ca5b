package fr.gaveurs.console.desktop.kit.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FramePaceTest {
    private final FramePace pace = new FramePace(System::nanoTime);

    @Test
    void picturesThatAreDrawnQuicklyComeAtFullPace() {
        drawn(20);
        drawn(1);
        assertThat(pace.gather()).isEqualTo(Pump.GATHER);
    }

    @Test
    void theNextPictureWaitsAsMuchLongerAsTheThreadWasKept() {
        drawn(45);
        assertThat(pace.gather()).hasMillis(65);
        drawn(30);
        assertThat(pace.gather()).hasMillis(95);
    }

    @Test
    void howeverSlowTheyComeFiveTimesASecond() {
        drawn(5_000);
        drawn(5_000);
        assertThat(pace.gather()).isEqualTo(FramePace.LONGEST);
    }

    @Test
    void quickOnesBringTheFullPaceBackStepByStep() {
        drawn(180);
        drawn(2);
        assertThat(pace.gather()).isGreaterThan(Pump.GATHER.multipliedBy(9));
        for (int picture = 0; picture < 60; picture++) {
            drawn(2);
        }
        assertThat(pace.gather()).isEqualTo(Pump.GATHER);
    }

    private void drawn(long ms) {
        pace.drawn(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}

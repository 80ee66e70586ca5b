package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.shell.Kiosk.Answer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KioskTest {
    /** Near the end of its range, where a careless comparison turns round. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private final Kiosk kiosk = new Kiosk("4711", now::get);

    @Test
    void theCodeOpensAndNothingElseDoes() {
        assertThat(kiosk.enter("")).isEqualTo(Answer.WRONG);
        assertThat(kiosk.enter("471")).isEqualTo(Answer.WRONG);
        assertThat(kiosk.enter("47110")).isEqualTo(Answer.WRONG);
        assertThat(kiosk.enter("4711")).isEqualTo(Answer.OPEN);
    }

    @Test
    void afterFiveWrongOnesEvenTheRightOneWaits() {
        for (int i = 1; i < Kiosk.TRIES; i++) {
            assertThat(kiosk.enter("0000")).isEqualTo(Answer.WRONG);
        }
        assertThat(kiosk.enter("0000")).isEqualTo(Answer.WAIT);
        assertThat(kiosk.secondsToWait()).isEqualTo(30);
        assertThat(kiosk.enter("4711")).isEqualTo(Answer.WAIT);

        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(29_500));
        assertThat(kiosk.secondsToWait()).isEqualTo(1);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(kiosk.enter("4711")).isEqualTo(Answer.OPEN);
    }

    @Test
    void aRightCodeForgetsTheWrongOnes() {
        for (int round = 0; round < 3; round++) {
            for (int i = 1; i < Kiosk.TRIES; i++) {
                assertThat(kiosk.enter("1")).isEqualTo(Answer.WRONG);
            }
            assertThat(kiosk.enter("4711")).isEqualTo(Answer.OPEN);
        }
    }
}

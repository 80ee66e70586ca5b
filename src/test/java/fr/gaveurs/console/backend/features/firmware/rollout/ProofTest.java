package fr.gaveurs.console.backend.features.firmware.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.firmware.rollout.Proof.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final Evidence DAY = new Evidence(1_000, 20, 80, 10);

    private static Verdict of(Evidence since, long milliseconds) {
        return Proof.judge(DAY, since, milliseconds, 10.0).verdict();
    }

    @Test
    void thirtyGoodSamplesAreEnough() {
        assertThat(of(new Evidence(29, 0, 2, 0), 60_000)).isEqualTo(Verdict.OPEN);
        assertThat(of(new Evidence(30, 1, 2, 0), 60_000)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void tenMinutesAtFourFifthsOfTheUsualRateAreEnough() {
        Evidence slow = new Evidence(20, 0, 0, 0);
        assertThat(Proof.judge(DAY, slow, 600_000, 25.0).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(Proof.judge(DAY, slow, 600_000, 20.0).verdict()).isEqualTo(Verdict.OPEN);
        assertThat(Proof.judge(DAY, slow, 599_000, 25.0).verdict()).isEqualTo(Verdict.OPEN);
        assertThat(Proof.judge(DAY, Evidence.NONE, 600_000, 1e9).verdict()).isEqualTo(Verdict.OPEN);
        assertThat(Proof.judge(DAY, slow, 600_000, null).verdict()).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aSensorThatFailsIsSeenBeforeThirtySamples() {
        assertThat(of(new Evidence(10, 4, 0, 0), 60_000)).isEqualTo(Verdict.BAD);
        assertThat(of(new Evidence(10, 0, 6, 0), 60_000)).isEqualTo(Verdict.BAD);
        assertThat(Proof.judge(Evidence.NONE, new Evidence(10, 10, 0, 0), 1, null)
                        .verdict())
                .isEqualTo(Verdict.BAD);
        assertThat(of(new Evidence(0, 0, 0, 10), 60_000)).isEqualTo(Verdict.BAD);
        assertThat(of(new Evidence(5, 5, 0, 0), 60_000)).as("too few to say").isEqualTo(Verdict.OPEN);
    }

    /** Claims of one in eight differ, before and since; the minute before tells that only roughly, and each sample is judged. */
    @Test
    void chanceSendsNoGoodStationBack() {
        Random random = new Random(1);
        int mistakes = 0;
        for (int i = 0; i < 20_000; i++) {
            Evidence day = new Evidence(50, 0, differing(random, 50), 0);
            boolean mistaken = false;
            int differ = 0;
            for (int samples = 1; samples <= 30; samples++) {
                differ += differing(random, 1);
                mistaken |= Proof.judge(day, new Evidence(samples, 0, differ, 0), 1, null)
                                .verdict()
                        == Verdict.BAD;
            }
            mistakes += mistaken ? 1 : 0;
        }
        assertThat(mistakes).as("of 20,000 stations").isLessThan(10);
    }

    @Test
    void whatIsFarMoreOftenThanBeforeIsSeenWithTheSamplesThatItNeeds() {
        assertThat(of(new Evidence(30, 0, 11, 0), 60_000)).isEqualTo(Verdict.BAD);
        assertThat(of(new Evidence(400, 0, 80, 0), 60_000)).isEqualTo(Verdict.BAD);
        assertThat(of(new Evidence(400, 0, 50, 0), 60_000)).isEqualTo(Verdict.GOOD);
        assertThat(of(new Evidence(100_000, 0, 100_000, 0), 60_000)).isEqualTo(Verdict.BAD);
    }

    private static int differing(Random random, int samples) {
        int differing = 0;
        for (int i = 0; i < samples; i++) {
            differing += random.nextDouble() < 0.125 ? 1 : 0;
        }
        return differing;
    }

    @Test
    void aStationThatWasNoBetterBeforeIsNotBlamed() {
        Evidence bad = new Evidence(1_000, 500, 500, 0);
        assertThat(Proof.judge(bad, new Evidence(30, 15, 15, 0), 60_000, 1.0).verdict())
                .isEqualTo(Verdict.GOOD);
    }
}

package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static long count(Tally tally, String column) {
        return tally.counts[Tally.COUNTS.indexOf(column)];
    }

    private static double sum(Tally tally, String column) {
        return tally.sums[Tally.SUMS.indexOf(column)];
    }

    @Test
    void eachFigureGoesToItsOwnColumns() {
        Measurement measurement = ((DeviceMessage.SensorData) SampleJson.parse(SampleJson.valid())).measurement();
        Grading grading = Grader.grade(measurement, Set.of(), TofCalibration.USUAL);
        Tally tally = new Tally();
        tally.add(grading);
        tally.add(grading);

        double score = grading.fusion().finalScore();
        assertThat(count(tally, "samples")).isEqualTo(2);
        assertThat(count(tally, "scored")).isEqualTo(2);
        assertThat(count(tally, "compliant")).isEqualTo(grading.fusion().isCompliant() ? 2 : 0);
        assertThat(sum(tally, "score_sum")).isEqualTo(2 * score);
        assertThat(sum(tally, "score_sumsq")).isEqualTo(2 * score * score);
        assertThat(tally.scoreMin()).isEqualTo(score).isEqualTo(tally.scoreMax());
        assertThat(sum(tally, "volume_sum")).isEqualTo(2 * grading.tof().volumeMm3());
        assertThat(sum(tally, "volume_sumsq"))
                .isEqualTo(2 * grading.tof().volumeMm3() * grading.tof().volumeMm3());
        assertThat(sum(tally, "weight_sum")).isEqualTo(2 * grading.tof().weightG());
        assertThat(sum(tally, "weight_sumsq"))
                .isEqualTo(2 * grading.tof().weightG() * grading.tof().weightG());
        assertThat(sum(tally, "freshness_sum")).isEqualTo(2 * grading.spectrum().freshness());
        assertThat(sum(tally, "fat_quality_sum"))
                .isEqualTo(2 * grading.spectrum().fatQuality());
        assertThat(sum(tally, "oxidation_sum")).isEqualTo(2 * grading.spectrum().oxidation());
        for (String figure : new String[] {"freshness", "fat_quality", "oxidation", "volume", "weight"}) {
            assertThat(count(tally, figure + "_n")).isEqualTo(2);
        }
        // Nothing went anywhere else: samples, one grade, compliant, scored, five figures.
        assertThat(Arrays.stream(tally.counts).filter(n -> n == 2).count())
                .isEqualTo(grading.fusion().isCompliant() ? 9 : 8);
        assertThat(Arrays.stream(tally.counts).filter(n -> n != 0 && n != 2)).isEmpty();
    }

    @Test
    void anEmptyOneHasNoScore() {
        assertThat(new Tally().scoreMin()).isNaN();
        assertThat(new Tally().scoreMax()).isNaN();
    }
}

package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraderTest {
    private static TofAnalysis tof(@Nullable Double score, Grade grade) {
        return new TofAnalysis(64, 16, 100.0, 675_000.0, 639.2, 50.0, 1.0, 1.0, 1.0, List.of(), score, grade);
    }

    private static SpectrumAnalysis spectrum(@Nullable Double score, Grade grade) {
        return new SpectrumAnalysis(Map.of(), 1.0, 1.0, 0.0, 1.0, List.of(), List.of(), score, grade);
    }

    @ParameterizedTest
    @CsvSource({"0.85, 0.85, A+", "0.80, 0.90, A", "0.60, 0.60, B", "0.45, 0.45, C", "0.46, 0.46, C", "1.00, 0.50, A"})
    void theScoreIsSixtyToForty(double tof, double spectrum, String letter) {
        Fusion f = Grader.fuse(tof(tof, Grade.of(tof)), spectrum(spectrum, Grade.of(spectrum)), null, null);
        assertThat(f.finalScore()).isCloseTo(0.6 * tof + 0.4 * spectrum, within(1e-12));
        assertThat(f.finalGrade().letter()).isEqualTo(letter);
        assertThat(f.isCompliant()).isTrue();
    }

    @Test
    void eitherPartRejects() {
        Fusion byTof = Grader.fuse(tof(0.9, Grade.REJECT), spectrum(0.9, Grade.A_PLUS), null, null);
        assertThat(byTof.finalGrade()).isEqualTo(Grade.REJECT);
        assertThat(byTof.finalScore()).isCloseTo(0.9, within(1e-12));
        assertThat(byTof.isCompliant()).isFalse();
        Fusion bySpectrum = Grader.fuse(tof(0.9, Grade.A_PLUS), spectrum(0.44, Grade.REJECT), null, null);
        assertThat(bySpectrum.finalGrade()).isEqualTo(Grade.REJECT);
    }

    @Test
    void withoutASpectrumTheTimeOfFlightStandsAlone() {
        assertThat(Grader.fuse(tof(0.7, Grade.B), null, null, null).finalScore())
                .isEqualTo(0.7);
        Fusion nothingLeft = Grader.fuse(tof(0.7, Grade.B), spectrum(null, Grade.UNGRADED), null, null);
        assertThat(nothingLeft.finalScore()).isEqualTo(0.7);
        assertThat(nothingLeft.finalGrade()).isEqualTo(Grade.B);
        assertThat(nothingLeft.spectralScore()).isNull();
    }

    @Test
    void withoutTimeOfFlightThereIsNoGrade() {
        Fusion f = Grader.fuse(tof(null, Grade.UNGRADED), spectrum(0.1, Grade.REJECT), Grade.A, 0.8);
        assertThat(f.finalGrade()).isEqualTo(Grade.UNGRADED);
        assertThat(f.finalScore()).isNull();
        assertThat(f.isCompliant()).isNull();
        assertThat(f.claimDiffers()).isTrue();
    }

    @Test
    void aScoreHasNoDigitsOfTheArithmeticAndMissesNoLetterByThem() {
        assertThat(Grader.fuse(tof(0.9875, Grade.A_PLUS), spectrum(1.0, Grade.A_PLUS), null, null)
                        .finalScore())
                .isEqualTo(0.9925);
        for (int millionths = 0; millionths <= 1_000_000; millionths += 777) {
            double score = Grading.rounded(millionths / 1e6 + 1e-13);
            assertThat(Double.toString(score).length()).isLessThanOrEqualTo(8);
        }
        assertThat(Grading.rounded(Double.NaN)).isNaN();
    }

    @Test
    void aClaimIsComparedByItsLetter() {
        TofAnalysis tof = tof(0.8, Grade.A);
        assertThat(Grader.fuse(tof, null, Grade.A, 0.1).claimDiffers()).isFalse();
        assertThat(Grader.fuse(tof, null, Grade.B, 0.8).claimDiffers()).isTrue();
        assertThat(Grader.fuse(tof, null, null, 0.8).claimDiffers()).isFalse();
    }
}

package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.GradedWith;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Grades a measurement: both halves, then their fusion. Pure: the same input has the same grade, always. */
public final class Grader {
    private Grader() {}

    /**
     * Grades a measurement from its raw figures; its claims are compared, never used.
     *
     * @param ignored channels that the device's last samples showed to be stuck
     * @param calibration how the station's sensor is mounted
     */
    public static Grading grade(Measurement m, Set<SpectralChannel> ignored, TofCalibration calibration) {
        TofAnalysis tof = TofGrader.grade(m.distance(), m.reflectance(), m.amplitude(), m.status(), calibration);
        double[] counts = m.spectrum();
        SpectrumAnalysis spectrum = counts == null ? null : SpectrumGrader.grade(counts, ignored);
        return new Grading(tof, spectrum, fuse(tof, spectrum, m.claimedGrade(), m.claimedScore()), null);
    }

    /**
     * Grades a measurement once more, with a model's figures in the place of the formula's; what the model does not say,
     * its shape, its colour and its anomalies count as before.
     *
     * @return the same grading where it has no score, or no spectral one, that they could be part of
     */
    static Grading with(Grading formula, Measurement m, ModelFigures said) {
        SpectrumAnalysis spectrum = formula.spectrum();
        Double score = formula.fusion().finalScore();
        if (spectrum == null || spectrum.score() == null || score == null || said.isEmpty()) {
            return formula;
        }
        SpectrumAnalysis graded = SpectrumGrader.with(spectrum, said);
        return new Grading(
                formula.tof(),
                graded,
                fuse(formula.tof(), graded, m.claimedGrade(), m.claimedScore()),
                new GradedWith(
                        said.model(),
                        said.profile(),
                        said.freshness(),
                        said.fatQuality(),
                        said.oxidation(),
                        spectrum.freshness(),
                        spectrum.fatQuality(),
                        spectrum.oxidation(),
                        spectrum.score(),
                        score,
                        formula.fusion().finalGrade()));
    }

    /**
     * Without a time-of-flight grade there is none at all, whatever the spectrum says: an empty tray is no rejected
     * liver. Without a spectral one (no spectrum, or no channel left to grade it by) the time-of-flight grade stands
     * alone.
     */
    static Fusion fuse(
            TofAnalysis tof,
            @Nullable SpectrumAnalysis spectrum,
            @Nullable Grade claimedGrade,
            @Nullable Double claimedScore) {
        Double tofScore = tof.score();
        Double spectralScore = spectrum == null ? null : spectrum.score();
        Double score = null;
        Grade grade = Grade.UNGRADED;
        if (tofScore != null) {
            score = spectralScore == null
                    ? tofScore
                    : Double.valueOf(Grading.rounded(
                            GradingRules.TOF_WEIGHT * tofScore + GradingRules.SPECTRUM_WEIGHT * spectralScore));
            boolean rejected = tof.grade() == Grade.REJECT || (spectrum != null && spectrum.grade() == Grade.REJECT);
            grade = rejected ? Grade.REJECT : Grade.of(score);
        }
        return new Fusion(
                score,
                grade,
                grade.compliant(),
                tofScore,
                spectralScore,
                claimedGrade,
                claimedScore,
                claimedGrade != null && claimedGrade != grade);
    }
}

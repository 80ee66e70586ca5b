package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.GradedWith;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * What the console made of a measurement.
 *
 * @param spectrum null where the sample has none
 * @param gradedWith the model whose figures took the formula's place; null for none
 */
public record Grading(
        TofAnalysis tof,
        @Nullable SpectrumAnalysis spectrum,
        Fusion fusion,
        @Nullable GradedWith gradedWith) {
    private static final double MILLIONTHS = 1e6;

    /**
     * A score as it is graded, kept and sent everywhere: in millionths. The last digits of a double are the arithmetic's
     * and no measurement's; they would make 0.9925 read 0.9924999999999999, and 0.85 miss its letter.
     */
    static double rounded(double score) {
        return Math.rint(score * MILLIONTHS) / MILLIONTHS;
    }
}

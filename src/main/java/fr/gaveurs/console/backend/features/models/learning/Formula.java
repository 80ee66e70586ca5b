package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.backend.features.quality.SpectrumGrader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the grade's formula says of a target: the baseline that a model has to beat. */
final class Formula {
    private Formula() {}

    /** The formula's figure, NaN where it has none. */
    static double of(ModelInput input, Target target) {
        if (target == Target.WEIGHT) {
            return input.volumeMm3() / 1_000 * GradingRules.DENSITY_G_PER_CM3;
        }
        SpectrumAnalysis analysis = SpectrumGrader.grade(input.counts(), Set.of());
        return switch (target) {
            case FRESHNESS -> orNaN(analysis.freshness());
            case FAT_QUALITY -> orNaN(analysis.fatQuality());
            default -> orNaN(analysis.oxidation());
        };
    }

    private static double orNaN(@Nullable Double figure) {
        return figure == null ? Double.NaN : figure;
    }
}

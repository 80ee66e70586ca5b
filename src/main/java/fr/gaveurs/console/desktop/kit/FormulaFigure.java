package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.quality.Samples.GradedWith;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import org.jspecify.annotations.Nullable;

/** What the formula says of a sample. */
public final class FormulaFigure {
    private FormulaFigure() {}

    /** Also of one in whose score a model took the formula's place: its analysis says the model's figures. */
    public static @Nullable Double of(Sample sample, Target target) {
        if (target == Target.WEIGHT) {
            return sample.vl53l8ch().analysis().weightG();
        }
        GradedWith with = sample.gradedWith();
        if (with != null) {
            return switch (target) {
                case FRESHNESS -> with.formulaFreshness();
                case FAT_QUALITY -> with.formulaFatQuality();
                default -> with.formulaOxidation();
            };
        }
        SpectrumAnalysis spectrum =
                sample.as7341() == null ? null : sample.as7341().analysis();
        if (spectrum == null) {
            return null;
        }
        return switch (target) {
            case FRESHNESS -> spectrum.freshness();
            case FAT_QUALITY -> spectrum.fatQuality();
            default -> spectrum.oxidation();
        };
    }
}

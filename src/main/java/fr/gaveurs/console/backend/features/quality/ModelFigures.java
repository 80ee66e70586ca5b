package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples.ModelRef;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a measurement, to be graded with.
 *
 * @param profile name of the product for which this was set
 * @param freshness 0–1, as the others; null where the formula's counts
 */
public record ModelFigures(
        ModelRef model,
        String profile,
        @Nullable Double freshness,
        @Nullable Double fatQuality,
        @Nullable Double oxidation) {
    /** Whether it says nothing. */
    boolean isEmpty() {
        return freshness == null && fatQuality == null && oxidation == null;
    }
}

package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Samples.Fusion;
import fr.gaveurs.console.api.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.Samples.TofAnalysis;
import org.jspecify.annotations.Nullable;

/** What the console made of a measurement; {@code spectrum} is null where the sample has none. */
public record Grading(TofAnalysis tof, @Nullable SpectrumAnalysis spectrum, Fusion fusion) {}

package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.quality.SpectralChannel;

/**
 * What a model is told of a sample: raw figures of the sensors, and nothing that somebody claimed or concluded.
 *
 * @param counts ten counts in the order of {@link SpectralChannel}, NaN for a missing one
 * @param gain of the spectral sensor, NaN where it is not known
 * @param integrationTimeMs of the spectral sensor, ms, NaN where it is not known
 * @param volumeMm3 mm³ over the tray, NaN where there was none; {@code maxHeightMm} (mm) likewise
 * @param occupiedZones zones (0–64) under the liver
 */
public record ModelInput(
        double[] counts,
        double gain,
        double integrationTimeMs,
        double volumeMm3,
        double maxHeightMm,
        double occupiedZones) {
    private static final int CHANNELS = SpectralChannel.values().length;

    public ModelInput {
        if (counts.length != CHANNELS) {
            throw new IllegalArgumentException("a spectrum has " + CHANNELS + " counts, not " + counts.length);
        }
    }

    /** One with a spectrum alone. */
    public static ModelInput ofSpectrum(double[] counts, double gain, double integrationTimeMs) {
        return new ModelInput(counts, gain, integrationTimeMs, Double.NaN, Double.NaN, 0);
    }
}

package fr.gaveurs.console.simulator;

/**
 * What the two sensors give of a tray.
 *
 * @param distance 64 distances, mm, row by row; reflectance (%), amplitude and ambient likewise
 * @param status 64 statuses
 * @param counts ten counts in the order of {@link fr.gaveurs.console.api.quality.SpectralChannel}
 */
public record Sensed(
        double[] distance, double[] reflectance, double[] amplitude, double[] ambient, int[] status, int[] counts) {}

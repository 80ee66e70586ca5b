package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A validated {@code sensor_data} message: raw figures only, and what the device claimed about them.
 *
 * @param deviceTime the instant by the device's clock
 * @param siteCode two letters: the site for which it counts; of one that was just read the one that the device's id
 *     names, XX when it names none
 * @param distance 64 distances, mm, row by row; the other matrices likewise
 * @param reflectance 64 values as sent: percent, or 0–255 for some firmware; {@link TofGrader#reflectancePercent} tells
 *     them apart
 * @param status 64 statuses, 0–255
 * @param spectrum ten counts in the order of {@link fr.gaveurs.console.api.quality.SpectralChannel}, NaN for a missing one;
 *     null if the sample has no spectrum
 * @param histogram 64 × bins counts packed by {@link HistogramCodec}; null if none
 * @param histogramBinMm width of one bin, mm; null if unknown
 */
public record Measurement(
        String deviceId,
        String sampleId,
        Instant deviceTime,
        String siteCode,
        @Nullable String location,
        @Nullable String lot,
        @Nullable String firmwareVersion,
        @Nullable Double temperatureC,
        @Nullable Double humidityPercent,
        double[] distance,
        double[] reflectance,
        double[] amplitude,
        double[] ambient,
        int[] status,
        double @Nullable [] spectrum,
        @Nullable Double integrationTimeMs,
        @Nullable Double gain,
        @Nullable Grade claimedGrade,
        @Nullable Double claimedScore,
        byte @Nullable [] histogram,
        @Nullable Double histogramBinMm) {
    /** The same, counted for a site. */
    public Measurement ofSite(String site) {
        return site.equals(siteCode)
                ? this
                : new Measurement(
                        deviceId,
                        sampleId,
                        deviceTime,
                        site,
                        location,
                        lot,
                        firmwareVersion,
                        temperatureC,
                        humidityPercent,
                        distance,
                        reflectance,
                        amplitude,
                        ambient,
                        status,
                        spectrum,
                        integrationTimeMs,
                        gain,
                        claimedGrade,
                        claimedScore,
                        histogram,
                        histogramBinMm);
    }
}

package fr.gaveurs.console.api.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Keyed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One inspection of one liver: what the sensors gave and what the console made of it. */
public final class Samples {
    /** Rows and columns of a time-of-flight matrix. */
    public static final int SIDE = 8;

    private Samples() {}

    /** What a defect is. */
    public enum DefectType implements Keyed {
        /** A dent: zones lying more than 3 mm below the floor. */
        SURFACE_DEFORMATION,
        /** A bump apart from the lobe. */
        FOREIGN_BODY
    }

    /**
     * One defect.
     *
     * @param severity 0–1
     * @param zones number of zones it covers
     * @param row row (0–7) of its deepest or highest zone
     * @param column column (0–7) of that zone
     * @param extentMm depth or height there, mm, positive
     */
    public record Defect(DefectType type, double severity, int zones, int row, int column, double extentMm) {}

    /**
     * The VL53L8CH's matrices, each 8 rows of 8: distance mm, reflectance %, amplitude and ambient in the sensor's
     * units, status 0–255 (5 and 9 are valid).
     */
    public record TofRaw(
            double[][] distanceMatrix,
            double[][] reflectanceMatrix,
            double[][] amplitudeMatrix,
            double[][] ambientMatrix,
            int[][] statusMatrix) {}

    /**
     * What the time-of-flight part came to. Figures are {@code null} when the part is UNGRADED before they exist.
     *
     * @param validZones zones (0–64) that count
     * @param floorMm median distance of the valid border zones, mm
     * @param occupiedZones zones (0–64) under the liver
     * @param volumeMm3 volume, mm³
     * @param weightG weight, g
     * @param maxHeightMm greatest height over the floor, mm
     * @param score 0–1, and its parts volumeScore, reflectanceScore, consistencyScore
     */
    public record TofAnalysis(
            int validZones,
            int occupiedZones,
            @Nullable Double floorMm,
            @Nullable Double volumeMm3,
            @Nullable Double weightG,
            @Nullable Double maxHeightMm,
            @Nullable Double volumeScore,
            @Nullable Double reflectanceScore,
            @Nullable Double consistencyScore,
            List<Defect> defects,
            @Nullable Double score,
            Grade grade) {}

    /** The time-of-flight half of a sample; {@code raw} is null where the matrices were not asked for. */
    public record Tof(@Nullable TofRaw raw, TofAnalysis analysis) {}

    /**
     * The AS7341's counts.
     *
     * @param channels counts 0–65535 by channel; a missing channel is absent
     */
    public record SpectrumRaw(
            Map<SpectralChannel, Double> channels,
            @Nullable Double integrationTimeMs,
            @Nullable Double gain) {}

    /**
     * What the spectral part came to; a figure is null where a channel it needs was ignored or missing.
     *
     * @param spectralRatios each ratio's value
     * @param anomalies ratios outside their acceptable zone and channels saturated or dark, by name
     * @param ignoredChannels channels stuck at one value, left out of everything
     * @param score 0–1; freshness, fatQuality, oxidation and colorUniformity 0–1
     */
    public record SpectrumAnalysis(
            Map<SpectralRatio, Double> spectralRatios,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            @Nullable Double colorUniformity,
            List<String> anomalies,
            List<SpectralChannel> ignoredChannels,
            @Nullable Double score,
            Grade grade) {}

    /** The spectral half of a sample. */
    public record Spectrum(SpectrumRaw raw, SpectrumAnalysis analysis) {}

    /**
     * The grade of the sample, beside the one that its device claimed.
     *
     * @param finalScore 0–1, null when UNGRADED
     * @param isCompliant not REJECT; null when UNGRADED
     * @param claimedGrade the device's own letter, null if it sent none that is a letter
     * @param claimDiffers whether a letter was claimed and is another than ours
     */
    public record Fusion(
            @Nullable Double finalScore,
            Grade finalGrade,
            @Nullable Boolean isCompliant,
            @Nullable Double tofScore,
            @Nullable Double spectralScore,
            @Nullable Grade claimedGrade,
            @Nullable Double claimedScore,
            boolean claimDiffers) {}

    /** A version of a model, by its number, its name then, and the SHA-256 of its file. */
    public record ModelRef(long versionId, String versionName, String sha256) {}

    /**
     * With which model a sample was graded in the formula's place, and what the formula alone would have said. It is
     * said when the sample is graded, and never changes.
     *
     * @param profile name of the product for which an administrator wanted it so
     * @param freshness what the model said, 0–1, and fatQuality and oxidation likewise; null where the formula's counted
     * @param formulaScore final score by the formula, and formulaGrade its letter
     */
    public record GradedWith(
            ModelRef model,
            String profile,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            @Nullable Double formulaFreshness,
            @Nullable Double formulaFatQuality,
            @Nullable Double formulaOxidation,
            double formulaSpectralScore,
            double formulaScore,
            Grade formulaGrade) {}

    /**
     * A whole sample.
     *
     * @param timestamp when it was measured, by the device's clock; the receive time when that clock is wrong
     * @param siteCode two letters
     * @param clockWrong whether the device's clock was found wrong
     * @param idReused whether the device had used its id and time before, for other figures
     * @param sequence the station's samples in the order in which they came, whatever the clocks said: the greatest is
     *     the last to come; 0 for one that was stored before there were sequences
     * @param late whether it came after one that was measured later: history, never the newest
     * @param gradedWith the model that it was graded with; left out for the formula
     */
    public record Sample(
            Instant timestamp,
            Instant receivedAt,
            String sampleId,
            String deviceId,
            String siteCode,
            @Nullable String location,
            @Nullable String lot,
            @Nullable String firmwareVersion,
            @Nullable Double temperatureC,
            @Nullable Double humidityPercent,
            boolean clockWrong,
            boolean idReused,
            long sequence,
            boolean late,
            Tof vl53l8ch,
            @Nullable Spectrum as7341,
            Fusion fusion,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            GradedWith gradedWith) {}

    /**
     * A sample in a list: the figures, no matrices; the rest as in {@link Sample}.
     *
     * @param gradedWithModel number of the version that it was graded with; left out for the formula
     */
    public record SampleSummary(
            Instant timestamp,
            String sampleId,
            String deviceId,
            String siteCode,
            @Nullable String lot,
            Grade finalGrade,
            @Nullable Double finalScore,
            @Nullable Double tofScore,
            @Nullable Double spectralScore,
            @Nullable Double weightG,
            @Nullable Double volumeMm3,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            @Nullable Double colorUniformity,
            int defects,
            @Nullable Grade claimedGrade,
            boolean claimDiffers,
            boolean clockWrong,
            boolean idReused,
            long sequence,
            boolean late,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long gradedWithModel) {}

    /** Filters of a list of samples, newest first; {@code cursor} is the previous page's {@code nextCursor}. */
    public record SampleQuery(
            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters")
            String siteCode,

            @Nullable Grade grade,
            @Nullable Boolean compliant,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Size(max = 400) String cursor,
            @Nullable @Min(1) @Max(500) Integer limit) {}

    /**
     * A sample that the database refused for good.
     *
     * @param reason the database's own words
     */
    public record QuarantinedSample(
            long id,
            Instant receivedAt,
            @Nullable String deviceId,
            @Nullable String sampleId,
            String reason) {}

    /** Which sample: its device and, where a device used the id twice, the newest. */
    public record LatestQuery(
            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters")
            String siteCode,

            @Nullable Boolean matrices) {}

    /** Narrows a sample id to one device and one instant. */
    public record SampleRef(
            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable Instant timestamp) {}
}

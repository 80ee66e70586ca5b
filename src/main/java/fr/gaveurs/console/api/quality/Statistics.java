package fr.gaveurs.console.api.quality;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.gaveurs.console.api.DeviceId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums over samples, per device and site, by hour and by calendar day of the site. */
public final class Statistics {
    private Statistics() {}

    /**
     * The figures of a set of samples.
     *
     * @param samples all of them, UNGRADED too
     * @param grades how many carry each letter
     * @param compliancePercent compliant of graded, 0–100; null if none is graded
     * @param scoreMean mean of final scores, 0–1, with its min and max
     */
    public record Figures(
            long samples,
            Map<Grade, Long> grades,
            @Nullable Double compliancePercent,
            @Nullable Double scoreMean,
            @Nullable Double scoreMin,
            @Nullable Double scoreMax,
            @Nullable Double freshnessMean,
            @Nullable Double fatQualityMean,
            @Nullable Double oxidationMean,
            @Nullable Double volumeMm3Mean,
            @JsonProperty("weight_g_mean") @Nullable Double weightGMean) {}

    /** An hour, from its start (UTC). */
    public record HourlyFigures(Instant hour, String deviceId, String siteCode, Figures figures) {}

    /** A calendar day in the site's time zone: 23, 24 or 25 hours. */
    public record DailyFigures(LocalDate day, String deviceId, String siteCode, String timeZone, Figures figures) {}

    /** A site over the range asked for. */
    public record SiteFigures(String siteCode, long devices, Figures figures) {}

    /** How many samples carry each letter, and their share in percent. */
    public record GradeDistribution(long samples, Map<Grade, Long> counts, Map<Grade, Double> percent) {}

    /** Range and filters: {@code from} inclusive, {@code to} exclusive; by default the last 24 hours (hourly) or 30 days. */
    public record StatsQuery(
            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters")
            String siteCode,

            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Min(1) @Max(5000) Integer limit) {}

    /**
     * The hall at a glance.
     *
     * @param samplesLastHour samples measured in the last 60 minutes, of those stored
     * @param compliancePercentToday compliant of graded since midnight of the machine's time zone, 0–100; null if none
     * @param samplesPerSecond stored over the last 10 s
     */
    public record Overview(
            Instant timestamp,
            int stations,
            int stationsLive,
            int stationsPending,
            long samplesLastHour,
            long samplesToday,
            @Nullable Double compliancePercentToday,
            double samplesPerSecond) {}
}

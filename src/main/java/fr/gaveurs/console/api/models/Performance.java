package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.VersionState;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How models do once they are used. */
public final class Performance {
    private Performance() {}

    /**
     * How far a station's feature is from what a version learnt from.
     *
     * @param samples of the week before
     * @param psi population stability index: below 0.1 nothing has changed, above 0.25 much has
     * @param ks greatest distance of the distribution functions, 0–1; {@code chance} that so great a one is chance alone
     * @param striking whether psi is above 0.25 and ks no chance, where so many are looked at
     */
    public record DriftRow(
            String deviceId, String feature, int samples, double psi, double ks, double chance, boolean striking) {}

    /**
     * Drift as it was reckoned last.
     *
     * @param versionId the active version; null where none is
     * @param at null where it was never reckoned
     */
    public record DriftReport(
            @Nullable Long versionId, @Nullable Instant at, List<DriftRow> rows) {}

    /** Which looks at drift, newest first; those of the active version where {@code versionId} is left out. */
    public record DriftQuery(
            @Nullable Long versionId,

            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable @Size(max = 100) String feature,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** One look at a feature of a station. */
    public record DriftLook(Instant at, DriftRow row) {}

    /**
     * Which versions are compared, on samples measured in a period of 31 days at most.
     *
     * @param versionId the shadow where left out
     * @param againstId the active version where left out; the formula where none is active
     * @param from a week before {@code to} where left out, and {@code to} now
     */
    public record ComparisonQuery(
            @Nullable Long versionId,
            @Nullable Long againstId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * Two versions on the same samples, a station and day at a time.
     *
     * @param versionId null: none was named, and there is no shadow; {@code againstId} null: the formula
     */
    public record ComparisonReport(
            @Nullable Long versionId, @Nullable Long againstId, Instant from, Instant to, List<ComparisonRow> rows) {}

    /**
     * One target at one station on one day, by the site's calendar.
     *
     * @param day such as {@code 2026-11-27}
     * @param meanDifference of the version's figure less the other's, {@code meanDistance} the same without its sign
     * @param within share of the samples, 0–1, of which the other's figure lies within the version's interval
     * @param labels samples with a label that was said after the version was made; {@code mae} the version's error on
     *     them, {@code againstMae} the other's, null where there are none
     */
    public record ComparisonRow(
            Target target,
            String deviceId,
            String day,
            int samples,
            double meanDifference,
            double meanDistance,
            double within,
            int labels,
            @Nullable Double mae,
            @Nullable Double againstMae) {}

    /**
     * Errors on labels that were said after a version was made.
     *
     * @param from first day of the week in which they were said, UTC
     * @param formulaMae of the grade's formula on the same samples; null where it said nothing or the sample is gone
     * @param covered share of the labels within the version's interval, 0–1
     */
    public record LabelErrors(
            Target target,
            Instant from,
            int samples,
            double mae,
            @Nullable Double formulaMae,
            double covered) {}

    /**
     * A version in use, by its predictions of the last 30 days.
     *
     * @param notTrusted share of them with a flag that says so, 0–1; null where there are none
     */
    public record VersionPerformance(
            long versionId,
            String name,
            VersionState state,
            long predictions,
            @Nullable Double notTrusted,
            List<LabelErrors> errors) {}
}

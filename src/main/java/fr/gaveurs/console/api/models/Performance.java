package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.VersionState;
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

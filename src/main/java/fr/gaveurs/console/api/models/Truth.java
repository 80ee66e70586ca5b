package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of samples from elsewhere: labels by people, by a scale, by whoever made a recording. */
public final class Truth {
    /** Bytes of a CSV file of labels. */
    public static final int MAX_CSV = 8 << 20;
    /** Bytes of a recording, gzipped or not. */
    public static final int MAX_RECORDING = 64 << 20;

    private Truth() {}

    /** What a label is about. */
    public enum LabelKind implements Keyed {
        /** 0–1. */
        FRESHNESS,
        /** 0–1. */
        FAT_QUALITY,
        /** 0–1. */
        OXIDATION,
        /** Grams, by a scale. */
        WEIGHT,
        /** By an expert, who does not know the console's. */
        GRADE
    }

    /** Where a label comes from. */
    public enum LabelSource implements Keyed {
        /** What a recording said of its own samples. */
        RECORDING,
        CSV,
        /** Somebody who saw the sample without its grade. */
        INSPECTOR
    }

    /**
     * A label.
     *
     * @param time the sample's own, with {@code deviceId} and {@code sampleId} its key
     * @param value of a figure; null for a grade
     * @param grade of a grade; null for a figure
     * @param grader who said so; null where nobody is named
     * @param replacedAt when it was corrected; null while it holds
     */
    public record Label(
            long id,
            String deviceId,
            String sampleId,
            Instant time,
            LabelKind kind,
            @Nullable Double value,
            @Nullable Grade grade,
            LabelSource source,
            @Nullable String grader,
            Instant saidAt,
            @Nullable Instant replacedAt) {}

    /** Which labels, newest first. */
    public record LabelQuery(
            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable @Size(max = 200) String sampleId,
            @Nullable LabelKind kind,
            @Nullable LabelSource source,
            @Nullable Boolean replaced,

            @Nullable @Pattern(regexp = "\\d{1,18}", message = "must be the next_cursor of the page before")
            String cursor,

            @Nullable @Min(1) @Max(500) Integer limit) {}

    /**
     * What an inspector says of a sample; at least one of the figures. What the same person said of it before is corrected,
     * and kept.
     *
     * @param weightG g
     */
    public record Inspection(
            @NotNull @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @NotNull @Size(min = 1, max = 200) String sampleId,
            @NotNull Instant time,
            @Nullable Double freshness,
            @Nullable Double fatQuality,
            @Nullable Double oxidation,
            @Nullable Double weightG,
            @Nullable Grade grade) {}

    /**
     * What came of an import.
     *
     * @param added labels that were new
     * @param corrected labels that said something else before
     * @param unchanged labels that were there already, or are said twice
     * @param unknown samples that are not stored here, each as {@code device_id sample_id}; 100 at most
     * @param unknownSamples how many of them there are
     * @param faults lines and columns that were left out, and why; 100 at most, of which the last says how many more
     * @param faultReasons what {@code faults} say, for programs, in their order
     * @param withoutTruth samples of a recording whose truth does not stand in it
     */
    public record ImportResult(
            int added,
            int corrected,
            int unchanged,
            List<String> unknown,
            int unknownSamples,
            List<String> faults,
            List<LabelFault> faultReasons,
            int withoutTruth) {}

    /**
     * A sample that is to be judged, without anything that was concluded of it.
     *
     * @param lot null where it has none
     * @param channels counts 0–65535
     * @param second whether somebody else has judged it, and two are asked for
     */
    public record BlindSample(
            String deviceId,
            String sampleId,
            Instant time,
            String siteCode,
            @Nullable String lot,
            double[][] distanceMatrix,
            double[][] reflectanceMatrix,
            Map<SpectralChannel, Double> channels,
            boolean second) {}

    /** How many samples to judge. */
    public record QueueQuery(@Nullable @Min(1) @Max(50) Integer limit) {}

    /**
     * How far two people agree who judged the same samples.
     *
     * @param pairs samples with grades of two people
     * @param kappa Cohen's, with weights that grow with the square of the distance: 1 where they always agree, 0 where they
     *     agree as chance would; null where there are too few
     * @param differences of each figure the mean difference of two people
     */
    public record AgreementReport(int pairs, @Nullable Double kappa, List<FigureAgreement> differences) {}

    /** @param meanDifference of two people's figures of the same sample, without its sign */
    public record FigureAgreement(LabelKind kind, int pairs, double meanDifference) {}
}

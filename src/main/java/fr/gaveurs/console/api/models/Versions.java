package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models that there are, what each is used for, and what they say. */
public final class Versions {
    /** Bytes of a model file: of an ONNX one; those of the console itself are smaller. */
    public static final int MAX_FILE = 20 << 20;

    /** What a shadow must have seen before its gate may open: samples, days and stations. */
    public static final long GATE_SAMPLES = 500;

    public static final int GATE_DAYS = 3;
    public static final int GATE_STATIONS = 2;

    private Versions() {}

    /** How a version stands. */
    public enum VersionState implements Keyed {
        /** Made, and not better than the formula as far as is known. */
        DRAFT,
        /** Its golden rows are right, and the formula is beaten on samples that it did not learn from. */
        VALIDATED,
        /** It says its figures beside the active one, and nobody is shown them as valid. */
        SHADOW,
        /** Its figures stand beside the grade. */
        ACTIVE,
        /** Not to be used any more. */
        RETIRED
    }

    /** What a version can be used for at a time. */
    public enum Role implements Keyed {
        ACTIVE,
        SHADOW
    }

    /**
     * A version.
     *
     * @param features that it makes its figures of, such as {@code log_f1}; null where nobody wrote them down
     * @param sha256 of its file
     * @param datasetId null for one that was trained elsewhere and judged on nothing
     * @param parentId the version that was active when it was made
     * @param fault why it is not used although it should be, such as golden rows that are wrong; null for nothing
     * @param faultReason what {@code fault} says, for programs
     */
    public record Version(
            long id,
            String name,
            VersionState state,
            List<Target> targets,
            List<String> methods,
            @Nullable List<String> features,
            String sha256,
            @Nullable Long datasetId,
            @Nullable Long trainingId,
            @Nullable Long parentId,
            long seed,
            String codeVersion,
            Instant madeAt,
            @Nullable String madeBy,
            @Nullable String fault,
            @Nullable ModelFault faultReason) {}

    /** @param report null for one that was trained elsewhere; {@code assignments} newest first */
    public record VersionCard(Version version, @Nullable TrainingReport report, List<Assignment> assignments) {}

    /**
     * @param name of the version; its SHA-256's beginning where left out
     * @param datasetId the labelled samples that an ONNX file is judged on and gets its intervals from; without, it has no
     *     interval. Not for a file of the console, which brings its own
     */
    public record ImportQuery(
            @Nullable @Size(min = 1, max = 80) String name,
            @Nullable Long datasetId) {}

    /**
     * Which version had a role from when on; it is only added to.
     *
     * @param versionId null: none had it
     * @param until when the next one got it; null for the one that has it
     * @param back whether it was rolled back to: those in between are not what the next rollback brings back
     */
    public record Assignment(
            long id,
            Role role,
            @Nullable Long versionId,
            @Nullable String versionName,
            Instant from,
            @Nullable Instant until,
            boolean back,
            @Nullable String by,
            @Nullable String reason) {}

    /** @param at only those that held at this time */
    public record AssignmentQuery(
            @Nullable Instant at, @Nullable Role role) {}

    /**
     * Whether a version may become active without a reason: enough samples as a shadow, and less error than what is shown
     * now, on labels of that time.
     *
     * @param open whether it may
     * @param missing what is missing, a sentence each
     * @param comparisons of each target with what is shown now, by stations; without a target that has no labels
     */
    public record GateReport(
            boolean open,
            List<String> missing,
            long shadowSamples,
            int shadowDays,
            int shadowStations,
            Map<Target, Comparison> comparisons) {}

    /** What is to be trained. */
    public record NewTraining(
            @NotNull Long datasetId,
            @Nullable @Size(min = 1, max = 80) String name,
            @Nullable Long seed,
            @Nullable @Size(min = 1, max = 4) List<Target> targets,

            @Nullable @Size(min = 1, max = 20) List<@NotNull @Size(max = 100) String> features) {}

    /** How a training stands. */
    public enum TrainingState implements Keyed {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isFinal() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /**
     * A training.
     *
     * @param progress 0–100
     * @param versionId what came of it; null before
     * @param knownVersion whether that version was there already, under the name that it has: the same data set, targets,
     *     features and seed give the same model
     * @param error why nothing did, as an English sentence
     * @param obstacles the same for programs; empty where it is of an earlier version, or something else
     */
    public record TrainingRun(
            long id,
            long datasetId,
            String name,
            long seed,
            List<Target> targets,
            List<String> features,
            TrainingState state,
            int progress,
            @Nullable Long versionId,
            boolean knownVersion,
            @Nullable String error,
            List<Obstacle> obstacles,
            Instant requestedAt,
            @Nullable String requestedBy,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * A raw measurement.
     *
     * @param versionId the active one where left out
     * @param channels ten counts: F1 to F8, Clear, NIR; null for a missing one
     */
    public record PredictionRequest(
            @Nullable Long versionId,

            @NotNull @Size(min = 10, max = 10, message = "must be ten counts")
            List<@Nullable @Min(0) @Max(65_535) Double> channels,

            @Nullable @Positive Double gain,
            @Nullable @Positive Double integrationTimeMs,
            @Nullable @PositiveOrZero Double volumeMm3,
            @Nullable @PositiveOrZero Double maxHeightMm,
            @Nullable @Min(0) @Max(64) Integer occupiedZones) {}

    /**
     * @param value between {@code low} and {@code high} with the interval's level, 0.9
     * @param distance of Mahalanobis from the samples that were learnt from, or that the model was judged on where it was
     *     trained elsewhere; null where nobody knows them
     */
    public record Figure(
            double value, double low, double high, @Nullable Double distance, List<Flag> flags) {}

    /** What a version says of a sample; without a target that cannot be told. */
    public record Prediction(long versionId, Map<Target, Figure> figures) {}

    /**
     * What the active version says of a station's newest sample; that one alone, which is the newest but for the quarter
     * of a second that it takes.
     *
     * @param time the sample's own, with {@code deviceId} and {@code sampleId} its key
     * @param figures empty where nothing can be told
     */
    public record LiveFigures(
            String deviceId,
            String sampleId,
            Instant time,
            long versionId,
            String versionName,
            Map<Target, Figure> figures) {}

    /**
     * A version's place in one target: the errors of its training.
     *
     * @param mae mean absolute error on groups that were not learnt from, {@code low} and {@code high} its 95 % interval
     *     over groups
     * @param heldOutMae on the newest samples, which took no part in anything before; {@code formulaHeldOutMae} that of
     *     the formula on the same ones
     * @param radius of the interval of level 0.9; {@code covered} the share of samples that lay within it, null where it
     *     was not looked at
     */
    public record Ranked(
            Target target,
            long versionId,
            String name,
            VersionState state,
            Method method,
            Grouping grouping,
            int groups,
            double mae,
            @Nullable Double low,
            @Nullable Double high,
            int heldOutSamples,
            double heldOutMae,
            double formulaHeldOutMae,
            double radius,
            @Nullable Double covered,
            boolean assured,
            Instant madeAt) {}

    /**
     * A figure that models can be made of.
     *
     * @param usual whether it is taken where a training names none
     * @param formula how it is made of a measurement; {@code mean} is that of ln F1 to ln F8
     */
    public record FeatureInfo(String key, boolean usual, String formula) {}

    /** What a version said of a stored sample. */
    public record StoredPrediction(
            String deviceId, String sampleId, Instant time, Role role, Instant madeAt, Prediction prediction) {}

    /** Of which samples, newest first. */
    public record PredictionQuery(
            @Nullable @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @Nullable @Size(max = 200) String sampleId,
            @Nullable Long versionId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Min(1) @Max(500) Integer limit) {}
}

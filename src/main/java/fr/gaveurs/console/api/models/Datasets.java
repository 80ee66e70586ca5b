package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Samples with a truth, frozen: what models are trained on. */
public final class Datasets {
    /** Samples that one may have. */
    public static final int MAX_SAMPLES = 100_000;

    private Datasets() {}

    /**
     * Which labelled samples become a data set; all where nothing is said.
     *
     * @param lots of the samples
     * @param sources of the labels
     */
    public record NewDataset(
            @NotBlank(message = "must not be blank") @Size(max = 80)
            String name,

            @Nullable Instant from,
            @Nullable Instant to,

            @Nullable @Size(max = 100)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @Nullable @Size(max = 100) List<@NotNull @Size(max = 200) String> lots,

            @Nullable @Size(max = 3) List<LabelSource> sources) {}

    /**
     * A data set, which never changes.
     *
     * @param query what it was made by
     * @param sha256 of its rows: keys, raw figures and truths, in their order
     */
    public record Dataset(
            long id,
            String name,
            NewDataset query,
            int samples,
            String sha256,
            Contents contents,
            Instant madeAt,
            @Nullable String madeBy) {}

    /**
     * What is in it: samples by station, lot and day, the 50 of each that have most, and the range of each truth.
     *
     * @param allStations how many there are, {@code allLots} and {@code allDays} too: the rows of the data set have them
     *     all; null in sets that were frozen before it was counted
     * @param differing samples of which labels said different things, so that one was chosen or their mean taken; null in
     *     sets that were frozen before it was counted
     */
    public record Contents(
            Map<String, Integer> stations,
            Map<String, Integer> lots,
            Map<String, Integer> days,
            List<Range> ranges,
            @Nullable Integer allStations,
            @Nullable Integer allLots,
            @Nullable Integer allDays,
            @Nullable Integer differing) {}

    /** @param mean of the truths, in their unit */
    public record Range(Target target, int samples, double least, double mean, double most) {}
}

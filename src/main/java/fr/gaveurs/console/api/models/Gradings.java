package fr.gaveurs.console.api.models;

import fr.gaveurs.console.api.DeviceId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which products the active model's figures take the formula's place in the score. */
public final class Gradings {
    private Gradings() {}

    /**
     * How samples of a product are graded.
     *
     * @param profileId of the product's profile, and {@code profileName} its name
     * @param byModel whether with the active model's figures; else by the formula
     * @param deviceIds stations at which the product is made
     * @param changedAt null: nobody ever said anything, so by the formula
     * @param unknownDeviceIds those of the stations that this console does not know, such as by a slip
     * @param trouble why samples are graded by the formula although {@code byModel}; null for nothing
     */
    public record ProductGrading(
            long profileId,
            String profileName,
            boolean byModel,
            List<String> deviceIds,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            @Nullable String reason,
            List<String> unknownDeviceIds,
            @Nullable String trouble) {}

    /**
     * How samples of a product are to be graded from now on.
     *
     * @param deviceIds at least one where {@code byModel}; none of them may be another product's that is graded so. Those
     *     that were named before where left out
     */
    public record GradingInput(
            @NotNull Boolean byModel,

            @Nullable @Size(max = 500)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds) {}
}

package fr.gaveurs.console.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sample on its way to the console. Sent again, it is the same text: same id, same timestamp.
 *
 * @param originalId the id that it has in the recording it comes from; null for a generated one
 * @param json the {@code sensor_data} message
 * @param truth how the liver really is; null where only the recording knows
 */
public record Outgoing(
        String sampleId,
        @Nullable String originalId,
        Instant timestamp,
        String json,
        @Nullable Truth truth) {

    /** The same sample, told otherwise. */
    Outgoing told(String other) {
        return new Outgoing(sampleId, originalId, timestamp, other, truth);
    }

    /** Where a station's samples come from. Used by one thread. */
    public interface Source {
        /** The next sample, measured now; null when there are no more. */
        @Nullable
        Outgoing next(Instant now);

        /** Time from the last sample to the next; null to keep the station's own rate. */
        default @Nullable Duration gap() {
            return null;
        }
    }
}

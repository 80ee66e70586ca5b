package fr.gaveurs.console.backend.features.firmware.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a station now, for its turn to be found.
 *
 * @param line no two stations of one are updated at once; a station without one is a line of its own
 * @param online whether some console has a connection of it
 * @param idleSeconds since its newest sample was measured; null if it has none
 * @param fits whether it can take the image
 * @param intervalSeconds its usual time between two samples; null where that is not known
 */
public record Place(
        String line,
        boolean online,
        @Nullable Double idleSeconds,
        boolean fits,
        @Nullable Double intervalSeconds) {
    /** One of which nothing is known here. */
    public static Place unknown(String deviceId) {
        return new Place("station " + deviceId, false, null, false, null);
    }
}

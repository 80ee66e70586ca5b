package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The console's word that it kept a sample.
 *
 * @param originalId the sample's id in the recording that is replayed; null for a generated one
 * @param timestamp when it was measured
 * @param score 0–1, null when UNGRADED
 * @param grade the letter as sent
 * @param truth how the liver really is; null where only the recording knows
 * @param roundTrip from the last time it was sent to the acknowledgement
 */
public record Acknowledged(
        String deviceId,
        String sampleId,
        @Nullable String originalId,
        Instant timestamp,
        Kept kept,
        @Nullable Double score,
        String grade,
        @Nullable Truth truth,
        Duration roundTrip) {}

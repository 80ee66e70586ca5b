package fr.gaveurs.console.backend.quality;

import java.time.Instant;
import java.util.Objects;

/**
 * A measurement with its grade, ready to be kept.
 *
 * @param time the instant it is stored under: the device's, or {@code receivedAt} where that clock is wrong
 * @param receivedAt when its last byte reached the console, by the console's clock
 * @param consoleClockWrong whether most stations disagreed with that clock
 */
public record GradedSample(
        Measurement measurement,
        Grading grading,
        Instant time,
        Instant receivedAt,
        boolean clockWrong,
        boolean consoleClockWrong) {
    /** One that is read back from the spool may lack anything. */
    public GradedSample {
        Objects.requireNonNull(measurement.deviceId());
        Objects.requireNonNull(measurement.sampleId());
        Objects.requireNonNull(measurement.deviceTime());
        Objects.requireNonNull(measurement.siteCode());
        Objects.requireNonNull(measurement.distance());
        Objects.requireNonNull(measurement.reflectance());
        Objects.requireNonNull(measurement.amplitude());
        Objects.requireNonNull(measurement.ambient());
        Objects.requireNonNull(measurement.status());
        Objects.requireNonNull(grading.tof());
        Objects.requireNonNull(grading.fusion().finalGrade());
        Objects.requireNonNull(time);
        Objects.requireNonNull(receivedAt);
    }
}

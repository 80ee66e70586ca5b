package fr.gaveurs.console.backend.features.quality;

import java.time.Instant;
import java.util.Objects;

/**
 * A measurement with its grade, ready to be kept.
 *
 * @param time the instant it is stored under: the device's, or {@code receivedAt} where that clock is wrong
 * @param receivedAt when its last byte reached the console, by the console's clock
 * @param consoleClockWrong whether most stations disagreed with that clock
 * @param idReused whether the device had used its id and time before, for other figures
 * @param sequence its place among the station's samples in the order in which they came
 * @param late whether it came after one that was measured later
 * @param measuredNanos when it was measured, by the monotonic clock of this run of the program; tells another run
 *     nothing
 */
public record GradedSample(
        Measurement measurement,
        Grading grading,
        Instant time,
        Instant receivedAt,
        boolean clockWrong,
        boolean consoleClockWrong,
        boolean idReused,
        long sequence,
        boolean late,
        long measuredNanos) {
    /** A number made of its raw figures: of two with the same id and time, the same only for one measurement. */
    public long fingerprint() {
        return Fingerprint.of(measurement);
    }

    /** The same, graded with a model's figures in the place of the formula's. */
    public GradedSample with(ModelFigures said) {
        return new GradedSample(
                measurement,
                Grader.with(grading, measurement, said),
                time,
                receivedAt,
                clockWrong,
                consoleClockWrong,
                idReused,
                sequence,
                late,
                measuredNanos);
    }

    /** As it is stored where its id and time are those of another measurement. */
    GradedSample reused(Instant storedUnder) {
        return new GradedSample(
                measurement,
                grading,
                storedUnder,
                receivedAt,
                clockWrong,
                consoleClockWrong,
                true,
                sequence,
                late,
                measuredNanos);
    }

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

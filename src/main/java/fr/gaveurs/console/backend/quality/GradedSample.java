package fr.gaveurs.console.backend.quality;

import java.time.Instant;

/**
 * A measurement with its grade, ready to be kept.
 *
 * @param time the instant it is stored under: the device's, or {@code receivedAt} where that clock is wrong
 * @param receivedAt when its last byte reached the console
 */
public record GradedSample(
        Measurement measurement, Grading grading, Instant time, Instant receivedAt, boolean clockWrong) {}

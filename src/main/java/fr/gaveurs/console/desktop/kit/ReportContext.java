package fr.gaveurs.console.desktop.kit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is in front of the person: a bug report begins with it.
 *
 * @param firmwareVersion of the station
 * @param sampleId the sample shown, with {@code sampleTime}
 * @param component part of the program, by the name that the backend gives it
 * @param titleHint what the report could be called, in the person's language
 */
public record ReportContext(
        @Nullable String deviceId,
        @Nullable String firmwareVersion,
        @Nullable String sampleId,
        @Nullable Instant sampleTime,
        @Nullable String component,
        @Nullable String titleHint) {
    /** Nothing in particular. */
    public static final ReportContext NOTHING = new ReportContext(null, null, null, null, null, null);
}

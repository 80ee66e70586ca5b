package fr.gaveurs.console.backend.platform.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How reports look, and how long they are kept.
 *
 * @param hall the hall's name on them; null: none
 * @param logo a PNG or JPEG; null: none
 * @param kept how long they are kept
 * @param limitMib MiB that their files may take on this machine; the oldest give way
 * @param mail the server that they are mailed through; null: none are mailed
 */
public record ReportPlan(
        @Nullable String hall,
        @Nullable Path logo,
        Duration kept,
        int limitMib,
        @Nullable MailPlan mail) {
    /** Characters of the hall's name. */
    static final int MAX_HALL = 80;

    /** As where nothing is set. */
    public static final ReportPlan STANDARD = new ReportPlan(null, null, Duration.ofDays(400), 2_048, null);
}

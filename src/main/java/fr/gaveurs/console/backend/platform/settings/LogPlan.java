package fr.gaveurs.console.backend.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps the log's checkpoints elsewhere, and how the console that runs checks it.
 *
 * @param witnessFolder such as on a stick; null for none
 * @param witnessUrl another console; null for none
 * @param witnessToken an API token of that console
 * @param checkPercent share of the time in which the log is read to check it, in percent; 0: it is not checked by itself
 * @param checkPause from the end of one such check to the next, and at most this long after the start
 */
public record LogPlan(
        @Nullable Path witnessFolder,
        @Nullable URI witnessUrl,
        @Nullable String witnessToken,
        int checkPercent,
        Duration checkPause) {
    /** Nobody keeps anything, and nothing is checked by itself. */
    public static final LogPlan NONE = new LogPlan(null, null, null, 0, Duration.ofHours(1));

    @Override
    public String toString() {
        return "LogPlan[witnessFolder=" + witnessFolder + ", witnessUrl=" + witnessUrl + ", checkPercent="
                + checkPercent + "]"; // the token is a secret
    }
}

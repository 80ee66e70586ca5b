package fr.gaveurs.console.backend.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps the log's checkpoints elsewhere.
 *
 * @param witnessFolder such as on a stick; null for none
 * @param witnessUrl another console; null for none
 * @param witnessToken an API token of that console
 */
public record LogPlan(
        @Nullable Path witnessFolder,
        @Nullable URI witnessUrl,
        @Nullable String witnessToken) {
    /** Nobody does. */
    public static final LogPlan NONE = new LogPlan(null, null, null);

    @Override
    public String toString() {
        return "LogPlan[witnessFolder=" + witnessFolder + ", witnessUrl=" + witnessUrl + "]"; // the token is a secret
    }
}

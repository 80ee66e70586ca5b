package fr.gaveurs.console.backend.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with a status or headers of its own.
 *
 * @param contentType null for JSON of {@code body}, or for bytes that are JSON; otherwise {@code body} is its text
 */
public record Reply(
        int status, @Nullable Object body, @Nullable String contentType, Map<String, String> headers) {
    public static Reply json(int status, Object body) {
        return new Reply(status, body, null, Map.of());
    }

    /** JSON that is encoded already; not to be changed afterwards. */
    public static Reply json(byte[] encoded) {
        return new Reply(200, encoded, null, Map.of());
    }

    public static Reply text(String contentType, String body) {
        return new Reply(200, body, contentType, Map.of());
    }
}

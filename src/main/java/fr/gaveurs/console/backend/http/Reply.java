package fr.gaveurs.console.backend.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with a status or headers of its own.
 *
 * @param contentType null for JSON of {@code body}; otherwise {@code body} is its text
 */
public record Reply(
        int status, @Nullable Object body, @Nullable String contentType, Map<String, String> headers) {
    public static Reply json(int status, Object body) {
        return new Reply(status, body, null, Map.of());
    }

    public static Reply text(String contentType, String body) {
        return new Reply(200, body, contentType, Map.of());
    }
}

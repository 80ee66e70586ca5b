package fr.gaveurs.console.backend.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with a status or headers of its own.
 *
 * @param body for JSON an object, or bytes that are JSON; otherwise text, bytes or a {@link Stream}
 * @param contentType null for JSON
 */
public record Reply(
        int status, @Nullable Object body, @Nullable String contentType, Map<String, String> headers) {
    /** Writes a body that is too long to be held, piece by piece; may block. */
    @FunctionalInterface
    public interface Stream {
        void writeTo(OutputStream out) throws IOException, InterruptedException;

        /** It will not be written: the question was HEAD. */
        default void unwritten() {}
    }

    public static Reply json(int status, Object body) {
        return new Reply(status, body, null, Map.of());
    }

    /** JSON that is encoded already; not to be changed afterwards. */
    public static Reply json(byte[] encoded) {
        return new Reply(200, encoded, null, Map.of());
    }

    /** The same with another header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, contentType, Map.copyOf(more));
    }

    /** A file to be kept, never to be shown or run in a browser. */
    public static Reply download(String contentType, String fileName, Object bytesOrStream) {
        String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        return new Reply(
                200,
                bytesOrStream,
                contentType,
                Map.of(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + encoded,
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'"));
    }

    public static Reply text(String contentType, String body) {
        return new Reply(200, body, contentType, Map.of());
    }
}

package fr.gaveurs.console.backend.http;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes answers. */
final class Answers {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private Answers() {}

    static void problem(
            Request request,
            Response response,
            Callback callback,
            int status,
            String kind,
            @Nullable String detail,
            Map<String, String> headers) {
        Problem problem = new Problem(
                "/problems/" + kind,
                HttpStatus.getMessage(status),
                status,
                detail,
                Request.getPathInContext(request),
                null);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        send(response, callback, status, PROBLEM, Json.MAPPER.writeValueAsBytes(problem));
    }

    static void send(Response response, Callback callback, int status, String contentType, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        // Answers show the present: nobody may keep them. And a browser must not guess at types.
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

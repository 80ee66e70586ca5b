package fr.gaveurs.console.backend.http;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
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
        head(response, status, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** Blocks until all is written. What fails on the way ends the connection, so that half an answer is seen as such. */
    static void stream(Response response, Callback callback, int status, String contentType, Reply.Stream body) {
        head(response, status, contentType);
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            body.writeTo(out);
        } catch (IOException | RuntimeException e) {
            LOG.warn("an answer could not be written to its end: {}", e.toString());
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    /** A 204. */
    static void nothing(Response response, Callback callback) {
        status(response, HttpStatus.NO_CONTENT_204);
        callback.succeeded();
    }

    /**
     * A part of the body that was not wanted and has not come yet ends the connection after this answer: one that is used
     * again nevertheless would lose the next request.
     */
    private static void status(Response response, int status) {
        response.setStatus(status);
        if (!response.getRequest().consumeAvailable()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    private static void head(Response response, int status, String contentType) {
        status(response, status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        // Answers show the present: nobody may keep them. And a browser must not guess at types.
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

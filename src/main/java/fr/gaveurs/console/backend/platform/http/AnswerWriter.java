package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes what an endpoint returned, or the problem that it threw. */
final class AnswerWriter {
    private AnswerWriter() {}

    /** @param answer what an endpoint returned: null, a {@link Reply}, or what becomes JSON */
    static void write(Request request, Response response, Callback callback, @Nullable Object answer) {
        switch (answer) {
            case null -> Answers.nothing(response, callback);
            case Reply reply -> {
                reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
                String contentType = reply.contentType();
                String type = contentType == null ? Answers.JSON : contentType;
                Object body = reply.body();
                if (body instanceof Reply.Stream unread && request.getMethod().equals("HEAD")) {
                    unread.unwritten();
                    Answers.headOnly(response, callback, reply.status(), type);
                } else if (body instanceof Reply.Stream stream) {
                    Answers.stream(response, callback, reply.status(), type, stream);
                } else if (body instanceof byte[] bytes) {
                    Answers.send(response, callback, reply.status(), type, bytes);
                } else {
                    byte[] encoded = contentType == null
                            ? Json.MAPPER.writeValueAsBytes(body)
                            : Answers.utf8(String.valueOf(body));
                    Answers.send(response, callback, reply.status(), type, encoded);
                }
            }
            default -> Answers.send(response, callback, 200, Answers.JSON, Json.MAPPER.writeValueAsBytes(answer));
        }
    }

    static void problem(Request request, Response response, Callback callback, ProblemException e) {
        Problem problem = new Problem(
                "/problems/" + e.kind(),
                HttpStatus.getMessage(e.status()),
                e.status(),
                e.getMessage(),
                Request.getPathInContext(request),
                e.errors().isEmpty() ? null : e.errors());
        e.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        Answers.send(response, callback, e.status(), Answers.PROBLEM, Json.MAPPER.writeValueAsBytes(problem));
    }
}

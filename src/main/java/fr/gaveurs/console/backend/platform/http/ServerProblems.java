package fr.gaveurs.console.backend.platform.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Jetty's own refusals, such as of a request that is no HTTP, in the one form that every problem has. */
final class ServerProblems extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        boolean ours = HttpStatus.isServerError(code);
        Answers.problem(
                request,
                response,
                callback,
                code,
                ours ? "internal" : "bad-request",
                ours ? "the console failed to answer; its log has the cause" : message,
                Map.of());
    }
}

package fr.gaveurs.console.backend.platform.http;

import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers for everything that has not started yet. */
final class NotYet extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answers.problem(
                request,
                response,
                callback,
                503,
                "starting",
                "the console is starting: try again in some seconds",
                Map.of("Retry-After", "2"));
        return true;
    }
}

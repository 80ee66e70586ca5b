package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The end of the line: what no other handler knew. */
final class Fallback extends Handler.Abstract.NonBlocking {
    private final Metrics metrics;

    Fallback(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begin = System.nanoTime();
        Callback measured = Callback.from(callback, () -> HttpMeters.measure(metrics, request, response, null, begin));
        if (Request.getPathInContext(request).equals("/")) {
            Response.sendRedirect(request, response, measured, "/docs/");
            return true;
        }
        Answers.problem(
                request,
                response,
                measured,
                404,
                "not-found",
                "there is no such address; /docs lists those that exist",
                Map.of());
        return true;
    }
}

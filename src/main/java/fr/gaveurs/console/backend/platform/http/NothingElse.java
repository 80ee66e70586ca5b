package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What answers everything else on a port for strangers: it does not tell what there is elsewhere. */
final class NothingElse extends Handler.Abstract.NonBlocking {
    private final Metrics metrics;

    NothingElse(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begin = System.nanoTime();
        Callback measured = Callback.from(callback, () -> HttpMeters.measure(metrics, request, response, null, begin));
        Answers.problem(request, response, measured, 404, "not-found", "there is no such address", Map.of());
        return true;
    }
}

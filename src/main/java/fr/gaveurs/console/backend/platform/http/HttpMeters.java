package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import io.micrometer.core.instrument.Counter;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** What is counted of requests and connections. */
final class HttpMeters {
    private static final String NO_ROUTE = "none";

    private HttpMeters() {}

    static Counter ended(Metrics metrics, String reason) {
        return metrics.counter(
                "http.connections.ended",
                "Connections that the console closed because they sent or read too slowly or were too many",
                "reason",
                reason);
    }

    static void held(Metrics metrics, HeldBytes held) {
        String help = "Bytes that requests hold: bodies until they are answered, and answers until they are read";
        metrics.gauge("http.held.bytes", help, held::read, "direction", "in");
        metrics.gauge("http.held.bytes", help, held::toWrite, "direction", "out");
    }

    /** Counts a request under its route's template, never under the raw path. */
    static void measure(Metrics metrics, Request request, Response response, @Nullable String template, long begin) {
        String endpoint = template == null ? NO_ROUTE : template;
        String method = Set.of("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS")
                        .contains(request.getMethod())
                ? request.getMethod()
                : "other";
        metrics.counter(
                        "http.requests",
                        "HTTP requests answered",
                        "method",
                        method,
                        "endpoint",
                        endpoint,
                        "status_code",
                        Integer.toString(response.getStatus()))
                .increment();
        metrics.timer("http.request.duration", "Time to answer a HTTP request", "method", method, "endpoint", endpoint)
                .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        metrics.sizes("http.request.size", "Size of HTTP request bodies")
                .record((double) Math.max(0, Request.getContentBytesRead(request)));
        metrics.sizes("http.response.size", "Size of HTTP response bodies")
                .record((double) Math.max(0, Response.getContentBytesWritten(response)));
    }
}

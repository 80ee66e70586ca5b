package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose request headers drip in. Jetty's idle time-out begins anew with each byte, so that a sender of
 * one byte now and then would hold its connection for days. Sockets that were upgraded are not touched.
 */
final class SlowHeaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowHeaders.class);

    private final ServerConnector connector;
    private final Duration limit;
    private final Counter ended;
    private final SupervisedTimer timer = new SupervisedTimer("slow-headers");
    /** Touched by the timer's thread alone. */
    private Map<EndPoint, HeaderState> known = new HashMap<>();

    /**
     * How far a connection has come.
     *
     * @param requests headers that were read to their end
     * @param settledBytes bytes read when no request was begun
     * @param begunNanos when the first byte after them was seen; 0 if none was
     */
    private record HeaderState(long requests, long settledBytes, long begunNanos) {}

    /** @param ended counts the connections that were ended */
    SlowHeaders(ServerConnector connector, Duration limit, Counter ended) {
        this.connector = connector;
        this.limit = limit;
        this.ended = ended;
    }

    void start() {
        long every = Math.clamp(limit.toMillis() / 10, 10, 1_000);
        timer.every(Duration.ofMillis(every), Duration.ofMillis(every), this::sweep);
        timer.start();
    }

    private void sweep() {
        Map<EndPoint, HeaderState> seen = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof HttpConnection http) {
                HeaderState now = look(http, known.getOrDefault(endPoint, new HeaderState(0, 0, 0)));
                seen.put(endPoint, now);
                if (now.begunNanos() != 0 && System.nanoTime() - now.begunNanos() > limit.toNanos()) {
                    end(http);
                }
            }
        }
        known = seen; // those that are gone are forgotten
    }

    private static HeaderState look(HttpConnection http, HeaderState before) {
        long requests = http.getMessagesIn();
        long bytes = http.getBytesIn();
        if (requests != before.requests() || http.getHttpChannel().getRequest() != null) {
            // What came belongs to a request whose headers are whole; its body has a bound of its own.
            return new HeaderState(requests, bytes, 0);
        }
        if (bytes == before.settledBytes() || before.begunNanos() != 0) {
            return before;
        }
        long now = System.nanoTime();
        return new HeaderState(requests, before.settledBytes(), now == 0 ? 1 : now);
    }

    private void end(HttpConnection http) {
        EndPoint endPoint = http.getEndPoint();
        LOG.debug("{} sends its headers too slowly and is cut off", endPoint.getRemoteSocketAddress());
        ended.increment();
        try {
            // There is no request yet that an answer could be written to.
            endPoint.write(Callback.from(endPoint::close, failure -> endPoint.close()), answer());
        } catch (WritePendingException e) {
            endPoint.close();
        }
    }

    private ByteBuffer answer() {
        byte[] body = Json.MAPPER.writeValueAsBytes(new Problem(
                "/problems/too-slow",
                "Request Timeout",
                408,
                "the headers of a request must arrive within " + limit.toSeconds() + " s",
                null,
                null));
        String head = "HTTP/1.1 408 Request Timeout\r\nContent-Type: " + Answers.PROBLEM + "\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        return ByteBuffer.wrap((head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        timer.stop();
    }

    Supervised supervised() {
        return timer;
    }
}

package fr.gaveurs.console.backend.live;

import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open sockets of one address, with their counts. */
final class SocketGroup {
    private final String endpoint;
    private final Duration messageTime;
    private final Metrics metrics;
    private final Set<FrameSocket> open = ConcurrentHashMap.newKeySet();
    private final Counter received;
    private final Counter sent;

    /** @param messageTime from the first fragment of a message to its last */
    SocketGroup(String endpoint, Duration messageTime, Metrics metrics) {
        this.messageTime = messageTime;
        this.endpoint = endpoint;
        this.metrics = metrics;
        metrics.gauge("websocket.connections.active", "Open WebSockets", open::size, "endpoint", endpoint);
        received = messages("in");
        sent = messages("out");
    }

    private Counter messages(String direction) {
        return metrics.counter(
                "websocket.messages", "WebSocket messages", "endpoint", endpoint, "direction", direction);
    }

    Duration messageTime() {
        return messageTime;
    }

    void opened(FrameSocket socket) {
        open.add(socket);
    }

    void closed(FrameSocket socket) {
        open.remove(socket);
    }

    void countReceived() {
        received.increment();
    }

    void countSent() {
        sent.increment();
    }

    /** @param type a word of a small fixed vocabulary */
    void countError(String type) {
        metrics.counter("websocket.errors", "WebSocket errors", "endpoint", endpoint, "error_type", type)
                .increment();
    }

    int size() {
        return open.size();
    }

    void forEach(Consumer<FrameSocket> action) {
        open.forEach(action);
    }

    /** Closes every socket with 1001 and waits for the closing handshakes. */
    void close(Deadline deadline) throws InterruptedException {
        open.forEach(socket -> socket.close(1001, "the console is shutting down"));
        // A peer that does not answer the close is cut off by the server's own stop.
        Deadline handshakes = Deadline.in(deadline.leftAtMost(Duration.ofSeconds(2)));
        while (!open.isEmpty() && !handshakes.passed()) {
            Thread.sleep(5);
        }
    }
}

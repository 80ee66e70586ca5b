package fr.gaveurs.console.backend.platform.websocket;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open sockets of one address, with their counts. */
public final class SocketGroup {
    private static final long SLOW_NANOS = Duration.ofSeconds(1).toNanos();

    private final String endpoint;
    private final Duration messageTime;
    private final Metrics metrics;
    private final HeldBytes held;
    private final Set<FrameSocket> open = ConcurrentHashMap.newKeySet();
    private final Counter received;
    private final Counter sent;

    /** @param messageTime from the first fragment of a message to its last */
    public SocketGroup(String endpoint, Duration messageTime, Metrics metrics) {
        this(endpoint, messageTime, metrics, HeldBytes.ofHeap());
    }

    /** @param heldLimit bytes that its sockets may hold together */
    public SocketGroup(String endpoint, Duration messageTime, Metrics metrics, long heldLimit) {
        this.messageTime = messageTime;
        this.held = new HeldBytes(heldLimit);
        this.endpoint = endpoint;
        this.metrics = metrics;
        metrics.gauge("websocket.connections.active", "Open WebSockets", open::size, "endpoint", endpoint);
        String help = "Bytes that WebSockets hold: read of messages that are not handled yet, and not yet written";
        metrics.gauge("websocket.held.bytes", help, held::read, "endpoint", endpoint, "direction", "in");
        metrics.gauge("websocket.held.bytes", help, held::toWrite, "endpoint", endpoint, "direction", "out");
        received = messages("in");
        sent = messages("out");
    }

    private Counter messages(String direction) {
        return metrics.counter(
                "websocket.messages", "WebSocket messages", "endpoint", endpoint, "direction", direction);
    }

    public HeldBytes held() {
        return held;
    }

    /**
     * Ends the socket whose message has been coming for the longest, where that is a second or more: of those that may
     * not be let in, if it is one of these that needs room.
     */
    public boolean endSlowest(boolean stranger) {
        FrameSocket slowest = null;
        long longest = SLOW_NANOS;
        for (FrameSocket socket : open) {
            long nanos = socket.messageNanos();
            if (nanos > longest && (!stranger || socket.isStranger())) {
                slowest = socket;
                longest = nanos;
            }
        }
        return slowest != null && slowest.giveUpMessage();
    }

    /** Cuts off the socket whose peer has left the most unread, for a second or more. */
    public void endUnread() {
        FrameSocket worst = null;
        int most = 0;
        for (FrameSocket socket : open) {
            int unread = socket.unreadAnswers();
            if (unread > most) {
                worst = socket;
                most = unread;
            }
        }
        if (worst != null) {
            worst.cutOff();
        }
    }

    /** Ends the sockets whose messages take too long. One where that fails keeps none of the others; the last failure is thrown. */
    public void endLateMessages() {
        Throwable failure = null;
        for (FrameSocket socket : open) {
            try {
                socket.endLateMessage();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(failure);
        }
    }

    public Duration messageTime() {
        return messageTime;
    }

    public void opened(FrameSocket socket) {
        open.add(socket);
    }

    public void closed(FrameSocket socket) {
        open.remove(socket);
    }

    public void countReceived() {
        received.increment();
    }

    public void countSent() {
        sent.increment();
    }

    /** @param type a word of a small fixed vocabulary */
    public void countError(String type) {
        metrics.counter("websocket.errors", "WebSocket errors", "endpoint", endpoint, "error_type", type)
                .increment();
    }

    public int size() {
        return open.size();
    }

    public void forEach(Consumer<FrameSocket> action) {
        open.forEach(action);
    }

    /** Closes every socket with 1001 and waits for the closing handshakes. */
    public void close(Deadline deadline) throws InterruptedException {
        open.forEach(socket -> socket.close(1001, CloseWords.STOPPING));
        // A peer that does not answer the close is cut off by the server's own stop.
        Deadline handshakes = Deadline.in(deadline.leftAtMost(Duration.ofSeconds(2)));
        while (!open.isEmpty() && !handshakes.passed()) {
            Thread.sleep(5);
        }
    }
}

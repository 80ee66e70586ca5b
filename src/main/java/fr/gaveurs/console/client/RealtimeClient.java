package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeListener.Link;
import fr.gaveurs.console.client.RealtimeListener.LinkState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The live half of the contract. Keeps one connection to {@code /ws/realtime/}: reconnects with a growing pause, sees a
 * gap in {@code seq} and asks for a fresh snapshot, notices silence.
 *
 * <p>Everything but the socket's own callbacks runs on one thread, so that the state needs no lock.
 */
public final class RealtimeClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeClient.class);

    /** When the absence of messages is news, when to give the connection up, and how long to pause between tries. */
    public record Timing(Duration silentAfter, Duration giveUpAfter, Duration firstPause, Duration longestPause) {
        /** The backend pulses every second. */
        public static final Timing STANDARD = new Timing(
                Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(250), Duration.ofSeconds(5));
    }

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** A snapshot of 120 stations with matrices is about 1 MB. */
    private static final int LONGEST_MESSAGE = 16 << 20;
    /** Snapshots are large: a client that is too slow must not ask for one after each gap. */
    private static final Duration BETWEEN_RESYNCS = Duration.ofSeconds(2);

    private final URI uri;
    private final @Nullable String token;
    private final Timing timing;
    private final RealtimeListener listener;
    private final HttpClient http;
    private final TaskThread loop = new TaskThread("realtime-client");

    private final Realtime.Filters filters;
    private @Nullable Connection connection;
    private Link link = Link.CONNECTING;
    private int failures;
    /** Whether another attempt is to come by itself. */
    private boolean retrying;

    private boolean closed;

    /**
     * @param base such as {@code http://127.0.0.1:8000}
     * @param filters what to see; {@link Realtime.Filters#NONE} for everything
     */
    public RealtimeClient(
            URI base, @Nullable String token, Realtime.Filters filters, Timing timing, RealtimeListener listener) {
        this.uri = URI.create(
                (base.getScheme().equals("https") ? "wss://" : "ws://") + base.getRawAuthority() + Routes.WS_REALTIME);
        this.token = token;
        this.filters = filters;
        this.timing = timing;
        this.listener = listener;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(loop)
                .build();
    }

    /** Connects, and stays connected until {@link #close()}. */
    public void start() {
        loop.execute(this::connect);
        loop.every(Duration.ofMillis(Math.max(20, timing.silentAfter().toMillis() / 10)), this::watch);
    }

    /** Says goodbye to the backend and stops. Nothing is delivered afterwards. */
    @Override
    public void close() {
        CompletableFuture<Void> goodbye = CompletableFuture.runAsync(
                () -> {
                    closed = true;
                    if (connection != null) {
                        connection.goodbye();
                    }
                },
                loop);
        try {
            goodbye.get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("goodbye to {} failed", uri, e);
        }
        http.shutdownNow();
        loop.stop();
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.trace("closed: nothing is delivered any more", e);
        }
    }

    private void connect() {
        retrying = false;
        if (closed) {
            return;
        }
        tell(Link.CONNECTING, 0, null);
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT_TIMEOUT);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        Connection next = new Connection();
        var unused = builder.buildAsync(uri, next)
                .handleAsync(
                        (socket, failure) -> {
                            if (failure != null) {
                                lost(next, failure);
                            }
                            return null;
                        },
                        loop);
        connection = next; // and where anything above failed there is none: that is noticed
    }

    private void lost(Connection which, @Nullable Throwable failure) {
        if (connection != which || closed) {
            return;
        }
        connection = null;
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        int status = cause instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
        tell(Link.LOST, status, cause == null ? null : cause.toString());
        long pause =
                Math.min(timing.longestPause().toMillis(), timing.firstPause().toMillis() << Math.min(failures++, 16));
        // Spread, so that twenty windows do not come back in one moment.
        long spread = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        var unused = loop.after(Duration.ofMillis(spread), this::connect);
        retrying = true;
        LOG.debug("{} lost ({}); trying again in {} ms", uri, cause, spread);
    }

    private void watch() {
        Connection current = connection;
        if (current == null && !retrying && !closed) {
            connect(); // an error came between: nothing else would
            return;
        }
        if (current == null || !current.open()) {
            return;
        }
        long quiet = System.nanoTime() - current.lastMessage;
        if (quiet > timing.giveUpAfter().toNanos()) {
            current.abort();
            lost(current, new IllegalStateException("no message for " + quiet / 1_000_000_000L + " s"));
        } else if (quiet > timing.silentAfter().toNanos()) {
            tell(Link.SILENT, 0, null);
        }
    }

    private void tell(Link now, int status, @Nullable String reason) {
        if (closed || (link == now && now != Link.LOST)) {
            return;
        }
        link = now;
        // A listener's fault must not cost the connection.
        TaskThread.guarded(() -> listener.link(new LinkState(now, status, reason)));
    }

    /** One socket. Its callbacks arrive one at a time, on whatever thread the JDK likes; the rest runs on the loop. */
    private final class Connection implements WebSocket.Listener {
        /** Touched by the callbacks alone. */
        private final StringBuilder text = new StringBuilder();

        private @Nullable WebSocket socket;
        private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
        private long lastMessage = System.nanoTime();
        private long lastSeq = -1;
        private long lastResync = System.nanoTime() - BETWEEN_RESYNCS.toNanos();
        private boolean resyncPending;

        boolean open() {
            return socket != null;
        }

        @Override
        public void onOpen(WebSocket opened) {
            onLoop(() -> {
                socket = opened;
                lastMessage = System.nanoTime();
                if (closed) {
                    opened.abort();
                    return;
                }
                if (!filters.equals(Realtime.Filters.NONE)) {
                    send(new Realtime.Subscribe(filters));
                }
                opened.request(1);
            });
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (text.length() > LONGEST_MESSAGE) {
                from.abort();
                fail(new IllegalStateException("a message of more than " + LONGEST_MESSAGE + " characters"));
                return null;
            }
            if (!last) {
                from.request(1);
                return null;
            }
            String whole = text.toString();
            text.setLength(0);
            // Asked for only after this one is done with: a slow window slows the socket, not its heap.
            onLoop(() -> {
                try {
                    received(whole);
                } finally {
                    from.request(1);
                }
            });
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            fail(new IllegalStateException("closed " + code + (reason.isEmpty() ? "" : ": " + reason)));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            fail(error);
        }

        private void fail(Throwable why) {
            onLoop(() -> lost(this, why));
        }

        private void received(String whole) {
            if (connection != this || closed) {
                return;
            }
            lastMessage = System.nanoTime();
            failures = 0;
            tell(Link.OPEN, 0, null);
            try {
                JsonNode tree = Json.MAPPER.readTree(whole);
                checkSequence(tree.path("seq").asLong(-1));
                Realtime.ServerMessage message = Json.MAPPER.treeToValue(tree, Realtime.ServerMessage.class);
                if (message instanceof Realtime.Gap) {
                    resync();
                } else if (message instanceof Realtime.Ping) {
                    send(new Realtime.ClientPong());
                }
                listener.message(message);
            } catch (JacksonException e) {
                // A newer console may send what this version does not know: that is no reason to go blind.
                LOG.debug("skipped a message that this version cannot read: {}", e.getOriginalMessage());
            }
        }

        private void checkSequence(long seq) {
            if (seq < 0) {
                return;
            }
            if (lastSeq >= 0 && seq > lastSeq + 1) {
                LOG.debug("{} messages missing before {}", seq - lastSeq - 1, seq);
                resync();
            }
            lastSeq = seq;
        }

        private void resync() {
            long wait = BETWEEN_RESYNCS.toNanos() - (System.nanoTime() - lastResync);
            if (resyncPending) {
                return;
            }
            if (wait <= 0) {
                lastResync = System.nanoTime();
                send(new Realtime.Subscribe(filters));
                return;
            }
            resyncPending = true;
            var unused = loop.after(Duration.ofNanos(wait), () -> {
                resyncPending = false;
                if (connection == this) {
                    lastResync = System.nanoTime();
                    send(new Realtime.Subscribe(filters));
                }
            });
        }

        void send(Realtime.ClientMessage message) {
            WebSocket to = socket;
            if (to == null) {
                return;
            }
            String json = Json.MAPPER.writerFor(Realtime.ClientMessage.class).writeValueAsString(message);
            // The JDK's socket takes one message at a time.
            sending = sending.handle((done, failure) -> null).thenCompose(previous -> to.sendText(json, true));
        }

        void goodbye() {
            WebSocket to = socket;
            if (to != null) {
                sending = sending.handle((done, failure) -> null)
                        .thenCompose(previous -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
            }
        }

        void abort() {
            if (socket != null) {
                socket.abort();
            }
        }
    }
}

package fr.gaveurs.console.client;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.api.realtime.Realtime;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.annotations.OnWebSocketClose;
import org.eclipse.jetty.websocket.api.annotations.OnWebSocketMessage;
import org.eclipse.jetty.websocket.api.annotations.OnWebSocketOpen;
import org.eclipse.jetty.websocket.api.annotations.WebSocket;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A real server on a free port of the loopback, that answers what a test tells it to. */
public final class TestBackend implements AutoCloseable {
    /** What came in. */
    public record Asked(String method, String pathAndQuery, String authorization, String reason) {}

    /** A body that came in, as it was sent. */
    public record Sent(String method, String pathAndQuery, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private record Answer(int status, String type, byte[] body) {
        Answer(int status, String type, String body) {
            this(status, type, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final AtomicLong seq = new AtomicLong();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private volatile List<Realtime.ServerMessage> greeting = List.of();
    private volatile Realtime.@Nullable ServerMessage pulse;
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private volatile CountDownLatch everyGate = new CountDownLatch(0);
    public final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    public final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    public final BlockingQueue<Realtime.ClientMessage> heard = new LinkedBlockingQueue<>();

    public TestBackend() {
        this(0);
    }

    public TestBackend(int port) {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        WebSocketUpgradeHandler sockets = WebSocketUpgradeHandler.from(
                server,
                container -> container.addMapping(Routes.WS_REALTIME, (request, response, callback) -> {
                    record(request);
                    Answer refusal = answers.get(Routes.WS_REALTIME);
                    if (refusal != null) {
                        Response.writeError(request, response, callback, refusal.status());
                        return null;
                    }
                    return new Socket();
                }));
        sockets.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                record(request);
                if (!request.getMethod().equals("GET")) {
                    byte[] body = Content.Source.asInputStream(request).readAllBytes();
                    sent.add(new Sent(request.getMethod(), request.getHttpURI().getPathQuery(), body));
                }
                awaitGate(request.getHttpURI().getPath());
                Answer answer = answers.getOrDefault(
                        request.getHttpURI().getPath(), new Answer(404, "text/plain", "nothing here"));
                response.setStatus(answer.status());
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
                response.write(true, ByteBuffer.wrap(answer.body()), callback);
                return true;
            }
        });
        server.setHandler(sockets);
        try {
            server.start();
            var unused = heart.scheduleAtFixedRate(this::beat, 300, 300, TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return connector.getLocalPort();
    }

    private void awaitGate(String path) {
        CountDownLatch gate = gates.getOrDefault(path, everyGate);
        try {
            if (!gate.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let " + path + " answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code path} answers only once {@code gate} is open. */
    public TestBackend before(String path, CountDownLatch gate) {
        gates.put(path, gate);
        return this;
    }

    /** No path answers before {@code gate} is open. */
    public TestBackend before(CountDownLatch gate) {
        everyGate = gate;
        return this;
    }

    /** From now on {@code path} answers this, as JSON. */
    public TestBackend answer(String path, int status, Object body) {
        String type = status / 100 == 2 || status == 503 ? "application/json" : "application/problem+json";
        answers.put(path, new Answer(status, type, Json.MAPPER.writeValueAsString(body)));
        return this;
    }

    public TestBackend answerText(String path, int status, String body) {
        answers.put(path, new Answer(status, "text/html", body));
        return this;
    }

    public TestBackend answerBytes(String path, String type, byte[] body) {
        answers.put(path, new Answer(200, type, body));
        return this;
    }

    /** Sent to each dashboard that connects. */
    public TestBackend greeting(Realtime.ServerMessage... messages) {
        greeting = List.of(messages);
        return this;
    }

    /** Sent to every dashboard, again and again, as the real one's pulse is. */
    public TestBackend pulse(Realtime.ServerMessage message) {
        pulse = message;
        return this;
    }

    public int dashboards() {
        return sessions.size();
    }

    public void send(Realtime.ServerMessage message) {
        synchronized (sessions) {
            sessions.forEach(session -> send(session, message));
        }
    }

    /** Leaves out so many sequence numbers. */
    public void skip(int messages) {
        seq.addAndGet(messages);
    }

    public void sendText(String text) {
        synchronized (sessions) {
            sessions.forEach(session -> session.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP));
        }
    }

    public void closeSockets(int code, String reason) {
        sessions.forEach(session -> session.close(code, reason, org.eclipse.jetty.websocket.api.Callback.NOOP));
    }

    @Override
    public void close() {
        heart.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void beat() {
        Realtime.ServerMessage message = pulse;
        if (message != null) {
            send(message);
        }
    }

    private void record(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        String reason = request.getHeaders().get(Audit.REASON_HEADER);
        asked.add(new Asked(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                authorization == null ? "" : authorization,
                reason == null ? "" : URLDecoder.decode(reason, StandardCharsets.UTF_8)));
    }

    private void send(Session session, Realtime.ServerMessage message) {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(
                Json.MAPPER.writerFor(Realtime.ServerMessage.class).writeValueAsString(message));
        tree.put("seq", seq.getAndIncrement());
        session.sendText(tree.toString(), org.eclipse.jetty.websocket.api.Callback.NOOP);
    }

    /** Public because Jetty calls it by reflection. */
    @WebSocket
    public final class Socket {
        @OnWebSocketOpen
        public void open(Session session) {
            session.setMaxTextMessageSize(1 << 20);
            // In one go: who has seen the greeting must be among those that are sent to, and numbers must not cross.
            synchronized (sessions) {
                greeting.forEach(message -> send(session, message));
                sessions.add(session);
            }
        }

        @OnWebSocketMessage
        public void text(Session session, String text) {
            heard.add(Json.MAPPER.readValue(text, Realtime.ClientMessage.class));
        }

        @OnWebSocketClose
        public void closed(Session session, int code, String reason) {
            sessions.remove(session);
        }
    }
}

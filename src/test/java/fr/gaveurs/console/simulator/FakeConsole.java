package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import tools.jackson.databind.JsonNode;

/** A sensor socket that keeps what it is sent and answers as a test tells it. */
public final class FakeConsole implements AutoCloseable {
    static final String HELLO_ACK =
            "{\"type\": \"hello_ack\", \"timestamp\": \"2026-11-23T12:00:00Z\", \"message\": \"ok\"}";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile Function<JsonNode, List<String>> answers = FakeConsole::friendly;

    /** Listens on a port of 127.0.0.1; 0 for any that is free. */
    static FakeConsole start(int port) throws Exception {
        FakeConsole console = new FakeConsole();
        console.connector.setHost("127.0.0.1");
        console.connector.setPort(port);
        console.server.addConnector(console.connector);
        console.server.setHandler(WebSocketUpgradeHandler.from(console.server, container -> {
            container.setMaxTextMessageSize(1 << 20);
            container.addMapping("/ws/sensors/", (request, response, callback) -> console.new Endpoint());
        }));
        console.server.start();
        return console;
    }

    int port() {
        return connector.getLocalPort();
    }

    URI uri() {
        return Simulation.socketUri("127.0.0.1:" + port());
    }

    void answer(Function<JsonNode, List<String>> how) {
        answers = how;
    }

    /** Greets and keeps everything. */
    static List<String> friendly(JsonNode message) {
        return switch (message.path("type").asString()) {
            case "esp32_hello" -> List.of(HELLO_ACK);
            case "sensor_data" -> List.of(ack(message, "saved"));
            default -> List.of();
        };
    }

    static String ack(JsonNode sample, String status) {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "ack")
                .put("sample_id", sample.path("sample_id").asString())
                .put("timestamp", sample.path("timestamp").asString())
                .put("status", status)
                .put("fusion_score", 0.9)
                .put("fusion_grade", "A+")
                .toString();
    }

    /** Everything of a type, in the order in which it came. */
    List<JsonNode> received(String type) {
        return received.stream()
                .filter(m -> m.path("type").asString().equals(type))
                .toList();
    }

    List<JsonNode> samples() {
        return received("sensor_data");
    }

    void hangUp() {
        sessions.forEach(Session::disconnect);
    }

    void say(String text) {
        sessions.forEach(s -> s.sendText(text, Callback.NOOP));
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    /** One connection. */
    public final class Endpoint implements Session.Listener.AutoDemanding {
        private volatile Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            sessions.add(opened);
            opened.sendText("{\"type\": \"connection_established\", \"message\": \"hi\"}", Callback.NOOP);
        }

        @Override
        public void onWebSocketText(String text) {
            JsonNode message = Json.MAPPER.readTree(text);
            received.add(message);
            answers.apply(message).forEach(answer -> session.sendText(answer, Callback.NOOP));
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            sessions.remove(session);
            callback.succeed();
        }
    }
}

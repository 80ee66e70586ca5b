package fr.gaveurs.console.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;

/**
 * A Jetty WebSocket in a process of its own that answers each message with an acknowledgement and does nothing else:
 * what the wire alone costs, for the console to be held against.
 */
final class AnsweringSocket implements AutoCloseable {
    /** What it does with a message before it answers. */
    enum Kind {
        /** What an endpoint of Jetty's usually does: takes it as a text, which also checks that it is UTF-8. */
        USUAL,
        /** Nothing: no byte of it is looked at. Leaner than anything that reads messages. */
        LEAN
    }

    private static final int PIECE = 64 << 10; // as the console has it
    private static final String ACK = "{\"type\":\"ack\",\"sample_id\":\"\",\"status\":\"saved\"}";
    private static final byte[] ACK_BYTES = ACK.getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final int port;

    private AnsweringSocket(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static AnsweringSocket start(Kind kind) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnsweringSocket.class.getName(),
                        kind.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("port ")) {
                return new AnsweringSocket(process, Integer.parseInt(line.substring(5)));
            }
        }
        throw new IOException("the answering socket did not start");
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Processor time that it has used, s. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** Ends with the end of its process alone. */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server(new QueuedThreadPool(64, 4));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                switch (Kind.valueOf(arguments[0])) {
                    case USUAL -> usual(server);
                    case LEAN -> lean();
                });
        server.start();
        System.out.println("port " + connector.getLocalPort());
        server.join();
    }

    private static Handler usual(Server server) {
        return org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler.from(server, container -> {
            container.setInputBufferSize(PIECE); // with Jetty's own 4 KiB it would cost a third more
            container.setMaxTextMessageSize(1 << 20);
            container.addMapping("/ws/sensors/", (request, response, callback) -> new Endpoint());
        });
    }

    private static Handler lean() {
        WebSocketComponents components = new WebSocketComponents();
        components.getExtensionRegistry().unregister("permessage-deflate");
        WebSocketUpgradeHandler upgrade = new WebSocketUpgradeHandler(components);
        Configuration.ConfigurationCustomizer customizer = new Configuration.ConfigurationCustomizer();
        customizer.setMaxFrameSize(PIECE);
        customizer.setAutoFragment(true);
        customizer.setInputBufferSize(PIECE);
        customizer.setOutputBufferSize(8 << 10);
        upgrade.addMapping(
                "/ws/sensors/",
                WebSocketNegotiator.from(
                        (request, response, callback) -> new Answerer(),
                        (handler, request, response) -> (FrameHandler) handler,
                        customizer));
        return upgrade;
    }

    /** Public, since Jetty looks its methods up. */
    public static final class Endpoint extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(ACK, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    private static final class Answerer implements FrameHandler {
        private CoreSession session;

        @Override
        public void onOpen(CoreSession opening, Callback callback) {
            session = opening;
            callback.succeeded();
            opening.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            boolean over =
                    frame.isFin() && (frame.getOpCode() == OpCode.TEXT || frame.getOpCode() == OpCode.CONTINUATION);
            callback.succeeded();
            if (over) {
                session.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(ACK_BYTES)), Callback.NOOP, false);
            }
            session.demand();
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            callback.succeeded();
        }
    }
}

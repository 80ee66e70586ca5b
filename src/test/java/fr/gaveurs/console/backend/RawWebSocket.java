package fr.gaveurs.console.backend;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A WebSocket client on a bare socket, that can send whatever bytes it likes and sees every frame as it came. Reads
 * only when asked, so that it can be a reader as slow as a test wants. Not thread-safe, except that one thread may send
 * while another reads.
 */
public final class RawWebSocket implements AutoCloseable {
    /** How long a test waits for what must come. */
    public static final Duration PATIENCE = Patience.LIMIT;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /** What a connection without a close frame ends with; 1006 never stands in a frame. */
    public static final int NO_CLOSE_FRAME = 1006;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[64 << 10];
    private int from;
    private int to;
    private String handshake = "";

    /** How a connection ended. */
    public record Closed(int code, String reason) {}

    /** The server did not switch protocols. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String response;

        Refused(int status, String response) {
            super(response);
            this.status = status;
            this.response = response;
        }

        public int status() {
            return status;
        }

        /** Status line, headers and body. */
        public String response() {
            return response;
        }
    }

    private RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * Connects to 127.0.0.1 and shakes hands.
     *
     * @param headers further header lines, such as {@code Origin: http://evil.example}; one of Host takes the place of
     *     the usual
     * @throws Refused if the answer is not 101
     */
    public static RawWebSocket open(int port, String path, String... headers) throws IOException {
        return open(port, 0, path, headers);
    }

    /** As {@link #open(int, String, String...)}, with a receive buffer of so many bytes: a reader that is soon full. */
    public static RawWebSocket open(int port, int receiveBuffer, String path, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
        RawWebSocket opened = new RawWebSocket(socket);
        try {
            opened.shakeHands(port, path, headers);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return opened;
    }

    private void shakeHands(int port, String path, String... headers) throws IOException {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        if (Arrays.stream(headers).noneMatch(h -> h.regionMatches(true, 0, "Host:", 0, 5))) {
            request.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
                .append(key)
                .append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        sendRaw(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        handshake = RawHttp.head(in);
        int status = Integer.parseInt(handshake.substring(9, 12));
        if (status != 101) {
            throw new Refused(status, handshake + rest(handshake));
        }
        if (!handshake.contains(accept(key))) {
            throw new IOException("the server's Sec-WebSocket-Accept does not answer our key: " + handshake);
        }
    }

    private String rest(String head) throws IOException {
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at < 0) {
            return "";
        }
        int length = Integer.parseInt(
                lower.substring(at + 15, lower.indexOf('\r', at)).strip());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Status line and headers of the server's answer. */
    public String handshake() {
        return handshake;
    }

    // What is sent.

    public void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void sendText(String text) throws IOException {
        send(RawFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendText(byte[] utf8) throws IOException {
        send(RawFrame.TEXT, utf8);
    }

    public void sendJson(Object message) throws IOException {
        sendText(Json.MAPPER.writeValueAsBytes(message));
    }

    public void send(int opcode, byte[] payload) throws IOException {
        sendRaw(RawFrame.of(opcode, payload).masked());
    }

    /** One message in pieces of {@code size} bytes. */
    public void sendFragments(int opcode, byte[] payload, int size) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int at = 0; at == 0 || at < payload.length; at += size) {
            int end = Math.min(payload.length, at + size);
            RawFrame piece = new RawFrame(
                    end == payload.length,
                    0,
                    at == 0 ? opcode : RawFrame.CONTINUATION,
                    Arrays.copyOfRange(payload, at, end));
            frames.writeBytes(piece.masked());
        }
        sendRaw(frames.toByteArray());
    }

    public void sendClose(int code) throws IOException {
        send(RawFrame.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    // What comes.

    /**
     * The next frame, or null at the end of the connection.
     *
     * @throws SocketTimeoutException if none comes in time; what came of one is kept
     */
    public @Nullable RawFrame readFrame(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            RawFrame frame = parse();
            if (frame != null) {
                return frame;
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("no frame within " + limit);
            }
            socket.setSoTimeout((int) left);
            if (!fill()) {
                return null;
            }
        }
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int n;
        try {
            n = in.read(buffer, to, buffer.length - to);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return false; // reset: the end too
        }
        to += Math.max(0, n);
        return n >= 0;
    }

    private @Nullable RawFrame parse() {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, from, to - from);
        RawFrame frame = RawFrame.read(bytes);
        from = bytes.position();
        return frame;
    }

    /** The next text message, whole; null when the connection ended or a close frame came. */
    public @Nullable String readText(Duration limit) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            RawFrame frame = readFrame(limit);
            if (frame == null || frame.opcode() == RawFrame.CLOSE) {
                return null;
            }
            if (frame.opcode() == RawFrame.TEXT || frame.opcode() == RawFrame.CONTINUATION) {
                whole.writeBytes(frame.payload());
                if (frame.fin()) {
                    return whole.toString(StandardCharsets.UTF_8);
                }
            }
        }
    }

    /** The next JSON message; fails at the end of the connection. */
    public JsonNode readJson() throws IOException {
        return readJson(PATIENCE);
    }

    private JsonNode readJson(Duration limit) throws IOException {
        String text = readText(limit);
        if (text == null) {
            throw new EOFException("the connection ended where a message was due");
        }
        return Json.MAPPER.readTree(text);
    }

    /** The next message of a type; others are passed over. */
    public JsonNode awaitJson(String type) throws IOException {
        return awaitJson(message -> type.equals(message.path("type").asString()));
    }

    /** The next message that fits; others are passed over, but not for ever: a dashboard hears a pulse each second. */
    public JsonNode awaitJson(Predicate<JsonNode> wanted) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode message = readJson(Duration.ofNanos(end - System.nanoTime()));
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** Reads to the end of the connection and says how it ended; messages are passed over. */
    public Closed awaitClose() throws IOException {
        while (true) {
            RawFrame frame = readFrame(PATIENCE);
            if (frame == null) {
                return new Closed(NO_CLOSE_FRAME, "");
            }
            if (frame.opcode() == RawFrame.CLOSE) {
                return frame.closed();
            }
        }
    }

    /** Says ping and reads to its pong: whatever the server had to say before is passed over. */
    public void roundTrip() throws IOException {
        send(RawFrame.PING, new byte[] {42});
        while (true) {
            RawFrame frame = readFrame(PATIENCE);
            if (frame == null || frame.opcode() == RawFrame.CLOSE) {
                throw new EOFException("the connection ended where a pong was due");
            }
            if (frame.opcode() == RawFrame.PONG) {
                return;
            }
        }
    }

    /** Cuts the connection without a closing handshake. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}

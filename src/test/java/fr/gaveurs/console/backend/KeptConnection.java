package fr.gaveurs.console.backend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP connection that is kept for request after request, for a load that costs the machine little. */
final class KeptConnection implements AutoCloseable {
    private static final String LENGTH = "\ncontent-length:";

    private final Socket socket;
    private final InputStream in;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param head without {@code Host} and {@code Content-Length}, and without a line's end
     * @return the answer's body
     * @throws IOException also for another status than is wanted
     */
    String exchange(int wanted, String head, String body) throws IOException {
        String request = head + "\r\nHost: 127.0.0.1\r\n"
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = RawHttp.head(in);
        int at = answer.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without a length: " + answer);
        }
        int length = Integer.parseInt(
                answer.substring(at + LENGTH.length(), answer.indexOf('\r', at)).strip());
        byte[] bytes = in.readNBytes(length);
        if (!answer.startsWith("HTTP/1.1 " + wanted + " ")) {
            throw new IOException(answer + new String(bytes, StandardCharsets.UTF_8));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is given up in any case.
        }
    }
}

package fr.gaveurs.console.backend.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** HTTP requests as nobody should make them: bodies that take their time, answers that are read byte by byte, guesses. */
final class HostileRequests {
    private static final int SIZE = 1 << 20;
    private static final int PIECE = 4_096;

    private final BooleanSupplier closed;

    /** @param closed whether to end */
    HostileRequests(BooleanSupplier closed) {
        this.closed = closed;
    }

    /** The report of a bug, 4 KiB a second. */
    void slowReport(Socket socket, int number) throws IOException, InterruptedException {
        send(socket, "POST /api/bugs", "Content-Type: application/json", "Content-Length: " + SIZE);
        slowly(socket, PIECE);
    }

    /** A file for a bug, 1 KiB a second. */
    void slowAttachment(Socket socket, int number) throws IOException, InterruptedException {
        send(
                socket,
                "POST /api/bugs/1/attachments?name=slow" + number + ".txt",
                "Content-Type: text/plain",
                "Content-Length: " + SIZE);
        slowly(socket, 1_024);
    }

    /** A large answer, a byte a second. */
    void slowReader(Socket socket, int number) throws IOException, InterruptedException {
        send(socket, "GET /api/bugs/export.csv");
        while (!closed.getAsBoolean()) {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
            Thread.sleep(1_000);
        }
    }

    /** A token after the other on one connection, four a second. */
    void wrongTokens(Socket socket, int number) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        for (int i = 0; !closed.getAsBoolean(); i++) {
            send(socket, "GET /api/bugs", "Authorization: Bearer guess-" + number + "-" + i);
            Thread.sleep(250);
            if (in.available() == 0) {
                continue;
            }
            if (in.read(new byte[PIECE]) < 0) {
                throw new IOException("closed");
            }
        }
    }

    private void slowly(Socket socket, int bytesEachSecond) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        byte[] piece = new byte[bytesEachSecond];
        Arrays.fill(piece, (byte) ' ');
        for (int sent = 0; sent < SIZE && !closed.getAsBoolean(); sent += piece.length) {
            out.write(piece);
            Thread.sleep(1_000);
        }
    }

    private static void send(Socket socket, String request, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(request).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }
}

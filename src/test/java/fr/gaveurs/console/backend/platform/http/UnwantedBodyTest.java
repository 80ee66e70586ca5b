package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are refused: whoever goes on sending still gets the answer, and who asks first needs not send at all. */
class UnwantedBodyTest {
    private static final int FILE = 24 << 20;

    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port());
        socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/bugs/1/attachments?file_name=film.mp4, 413",
        "POST, /api/bugs, 413",
        "POST, /api/bugs/1/attachments, 400",
        "POST, /api/nowhere, 404",
        "PUT, /api/bugs, 405",
        "GET, /api/bugs, 200",
    })
    void whoSendsAllBeforeReadingGetsTheAnswer(String method, String path, int status) throws IOException {
        for (boolean chunked : new boolean[] {false, true}) {
            try (Socket socket = connect()) {
                send(
                        socket,
                        method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + FILE) + "\r\n\r\n");
                OutputStream out = socket.getOutputStream();
                byte[] piece = new byte[1 << 20];
                for (int sent = 0; sent < FILE; sent += piece.length) {
                    if (chunked) {
                        send(socket, "100000\r\n");
                    }
                    out.write(piece);
                    if (chunked) {
                        send(socket, "\r\n");
                    }
                }
                if (chunked) {
                    send(socket, "0\r\n\r\n");
                }
                assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 " + status);
            }
        }
    }

    @Test
    void whoAsksFirstIsToldNotToSend() throws IOException {
        for (String refused : new String[] {
            "POST /api/bugs/1/attachments?file_name=film.mp4 HTTP/1.1\r\nContent-Length: " + FILE,
            "POST /api/nowhere HTTP/1.1\r\nContent-Length: 5",
            "PUT /api/bugs HTTP/1.1\r\nContent-Length: 5",
            "POST /api/bugs/1/attachments HTTP/1.1\r\nContent-Length: 5",
            "POST /api/bugs?x=y HTTP/1.1\r\nTransfer-Encoding: chunked",
        }) {
            try (Socket socket = connect()) {
                send(socket, refused + "\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\n\r\n");
                assertThat(RawHttp.head(socket.getInputStream()))
                        .as(refused)
                        .startsWith("HTTP/1.1 4")
                        .containsIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void whoIsWelcomeIsAskedToSend() throws IOException {
        String bug = "{\"title\":\"Sent when asked to\",\"description\":\"long enough to be one\"}";
        try (Socket socket = connect()) {
            send(
                    socket,
                    "POST /api/bugs HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: "
                            + bug.length() + "\r\n\r\n");
            assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 100");
            send(socket, bug);
            assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 201");
        }
    }

    /** Jetty ends the exchange of a request that it refuses by itself as soon as the answer is written. */
    @Test
    void whatTheServerItselfRefusesIsNotReadAfterItsEnd() throws IOException {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
        try {
            for (String refused : new String[] {
                "POST /api//bugs HTTP/1.1\r\nContent-Length: 5",
                "POST /api//bugs HTTP/1.1\r\nTransfer-Encoding: chunked",
            }) {
                try (Socket socket = connect()) {
                    send(socket, refused + "\r\nHost: 127.0.0.1\r\n\r\n");
                    assertThat(RawHttp.head(socket.getInputStream()))
                            .as(refused)
                            .startsWith("HTTP/1.1 400")
                            .containsIgnoringCase("connection: close");
                    assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
                }
            }
            await().during(Duration.ofSeconds(2)).until(uncaught::isEmpty);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }
}

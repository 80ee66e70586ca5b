package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawFrame;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sends slowly on purpose holds nothing for long. */
class SlowSenderTest {
    private static final Bounds SHORT = new Bounds(
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            1_024,
            Bounds.STANDARD.answerGrace(),
            1_024,
            Duration.ofMillis(400),
            50,
            10,
            10,
            Bounds.STANDARD.held());

    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().bounds(SHORT).start();
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

    /** Sends a byte every 50 ms until the server has had enough; what it said. */
    private static String drip(Socket socket, String text) throws IOException {
        Thread sender = Thread.startVirtualThread(() -> {
            try {
                for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
                    socket.getOutputStream().write(b);
                    Thread.sleep(50);
                }
            } catch (IOException | InterruptedException e) {
                // Cut off: what the test is about.
            }
        });
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            sender.interrupt();
        }
    }

    private static double ended(String reason) {
        return metric("http_connections_ended_total{reason=\"" + reason + "\"}");
    }

    /** Read past HTTP: the bounds of this console end its own request too, if the machine is busy. */
    private static double metric(String line) {
        return console.backend()
                .metrics()
                .scrape("text/plain")
                .lines()
                .filter(text -> text.startsWith(line + " "))
                .mapToDouble(text -> Double.parseDouble(text.substring(line.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", "\r\n\r\n", "G", ""})
    void headersThatDripInAreEnded(String begin) throws IOException {
        double before = ended("slow_headers");
        try (Socket socket = connect()) {
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));

            assertThat(drip(socket, "x".repeat(1_000)))
                    .startsWith("HTTP/1.1 408")
                    .contains("/problems/too-slow", "the headers of a request must arrive within");
        }
        await().untilAsserted(() -> assertThat(ended("slow_headers")).isEqualTo(before + 1));
    }

    @Test
    void headersThatDripInAfterAWholeRequestAreEndedToo() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGE"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(drip(socket, "T /health/live HTTP/1.1".repeat(50)))
                    .startsWith("HTTP/1.1 200")
                    .contains("HTTP/1.1 408");
        }
    }

    @Test
    void aConnectionThatRestsBetweenRequestsIsLeftAlone() throws Exception {
        try (Socket socket = connect()) {
            byte[] request = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request);
                byte[] answer = new byte[12];
                assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
                Thread.sleep(SHORT.headers().multipliedBy(2));
                socket.getInputStream().skipNBytes(socket.getInputStream().available());
            }
        }
    }

    @Test
    void aBodyThatDripsInIsEnded() throws IOException {
        double before = ended("slow_body");
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("POST /api/admin/tokens HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(drip(socket, "x".repeat(1_000)))
                    .startsWith("HTTP/1.1 408")
                    .contains("/problems/too-slow", "at least 1024 bytes a second");
        }
        await().untilAsserted(() -> assertThat(ended("slow_body")).isEqualTo(before + 1));
    }

    @Test
    void aMessageThatIsNotFinishedEndsItsSocketAndSaysWhy() throws IOException {
        String ended = "websocket_errors_total{endpoint=\"sensors\",error_type=\"slow_message\"}";
        double before = metric(ended);
        try (RawWebSocket socket = console.sensors()) {
            socket.sendRaw(new RawFrame(false, 0, RawFrame.TEXT, new byte[] {'{'}).masked());

            RawWebSocket.Closed closed = socket.awaitClose();

            assertThat(closed.code()).isEqualTo(1008);
            assertThat(closed.reason()).startsWith("a message must be complete within");
        }
        await().untilAsserted(() -> assertThat(metric(ended)).isEqualTo(before + 1));
    }

    @Test
    void pingsAndFurtherPiecesDoNotProlongAMessage() throws Exception {
        try (RawWebSocket socket = console.realtime()) {
            socket.sendRaw(new RawFrame(false, 0, RawFrame.TEXT, new byte[] {'{'}).masked());
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        socket.sendRaw(new RawFrame(false, 0, RawFrame.CONTINUATION, new byte[] {' '}).masked());
                        socket.send(RawFrame.PING, new byte[1]);
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    // Cut off.
                }
            });

            assertThat(socket.awaitClose().code()).isEqualTo(1008);
            sender.interrupt();
        }
    }

    @Test
    void aFrameThatDripsInIsAMessageThatIsNotFinished() throws Exception {
        byte[] frame = new RawFrame(true, 0, RawFrame.TEXT, new byte[5_000]).masked();
        try (RawWebSocket socket = console.sensors()) {
            socket.sendRaw(Arrays.copyOf(frame, 20));

            assertThat(socket.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void aSocketThatRestsBetweenMessagesIsLeftAlone() throws Exception {
        try (RawWebSocket socket = console.sensors()) {
            for (int i = 0; i < 3; i++) {
                TestMessages sample = TestMessages.sample("ESP32_LL_01");
                socket.sendFragments(RawFrame.TEXT, sample.utf8(), 1_000);
                assertThat(socket.awaitJson("ack").get("sample_id").asString()).isEqualTo(sample.id());
                Thread.sleep(SHORT.message().plusMillis(100));
            }
        }
    }

    @Test
    void headersOfSixteenKibibytesAtMost() throws IOException {
        assertThat(RawHttp.get(console.port(), "/health/live", "X-Long: " + "x".repeat(15_000))
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.get(console.port(), "/health/live", "X-Long: " + "x".repeat(16_400))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void oneAddressHasNoMoreConnectionsThanItMay() throws Exception {
        // None of them ends for being slow: five open, and the sixth is one too many.
        Bounds few = new Bounds(
                RawWebSocket.PATIENCE,
                RawWebSocket.PATIENCE,
                1_024,
                SHORT.answerGrace(),
                1_024,
                RawWebSocket.PATIENCE,
                50,
                2,
                5,
                SHORT.held());
        try (TestConsole small = TestConsole.with().bounds(few).start()) {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), small.port()));
            }
            assertThat(answers(open.getLast())).isTrue();
            try (Socket sixth = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
                assertThat(answers(sixth)).isFalse();
            }
            for (Socket socket : open) {
                socket.close();
            }
            await().until(() -> small.backend() != null
                    && small.metric("http_connections_ended_total{reason=\"too_many_of_address\"}") >= 1);
        }
    }

    private static boolean answers(Socket socket) throws IOException {
        socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
        try {
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (java.net.SocketException e) {
            return false;
        }
    }
}

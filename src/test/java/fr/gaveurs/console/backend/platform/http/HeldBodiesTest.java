package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All request bodies together, and all answers, take a bounded part of the memory. */
class HeldBodiesTest {
    private static final int LIMIT = 2 << 20;
    private static final String REPORT =
            "{\"title\":\"held body\",\"description\":\"a large one\",\"reporter\":\"test\"}";

    private static TestConsole patient;
    private static TestConsole impatient;

    private final List<Socket> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        patient = TestConsole.with().bounds(bounds(Duration.ofMinutes(5))).start();
        impatient = TestConsole.with().bounds(bounds(Duration.ofMillis(200))).start();
    }

    @AfterAll
    static void stop() throws Exception {
        patient.close();
        impatient.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        for (TestConsole console : List.of(patient, impatient)) {
            await().untilAsserted(() -> assertThat(held(console, "in")).isZero());
            await().untilAsserted(() -> assertThat(held(console, "out")).isZero());
        }
    }

    private static Bounds bounds(Duration bodyGrace) {
        Bounds standard = Bounds.STANDARD;
        return new Bounds(
                standard.headers(),
                bodyGrace,
                1,
                Duration.ofMinutes(5),
                1_024,
                standard.message(),
                standard.connections(),
                standard.connectionsOfOneAddress(),
                standard.connectionsOfThisMachine(),
                LIMIT);
    }

    private static double held(TestConsole console, String direction) {
        return console.metric("http_held_bytes{direction=\"" + direction + "\"}");
    }

    private static byte[] report(int size) {
        return (REPORT + " ".repeat(size - REPORT.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private Socket connect(TestConsole console) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
        socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
        open.add(socket);
        return socket;
    }

    /** A report of 900 KB of which the last byte is missing. */
    private Socket almost(TestConsole console) throws IOException {
        Socket socket = connect(console);
        byte[] body = report(900_000);
        socket.getOutputStream()
                .write(
                        ("POST /api/bugs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                                        + body.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body, 0, body.length - 1);
        return socket;
    }

    @Test
    void bodiesBeyondTheBoundAreToComeAgainAndThoseOnTheirWayAreTaken() throws Exception {
        Socket first = almost(patient);
        Socket second = almost(patient);
        await().untilAsserted(() -> assertThat(held(patient, "in")).isEqualTo(1_800_000));

        var refused = patient.send("POST", "/api/bugs", report(900_000), "Content-Type", "application/json");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(Json.MAPPER.readTree(refused.body()).get("type").asString()).isEqualTo("/problems/busy");
        // A small one finds its room, and so do those that were there first.
        assertThat(patient.send("POST", "/api/bugs", report(1_000), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(201);
        for (Socket socket : List.of(first, second)) {
            socket.getOutputStream().write(' ');
            assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 201");
        }
        await().untilAsserted(() -> assertThat(held(patient, "in")).isZero());
        assertThat(patient.send("POST", "/api/bugs", report(900_000), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aBodyThatHasBeenComingForTooLongMakesRoomForAnother() throws Exception {
        double before = impatient.metric("http_connections_ended_total{reason=\"slow_body\"}");
        almost(impatient);
        almost(impatient);
        await().untilAsserted(() -> assertThat(held(impatient, "in")).isEqualTo(1_800_000));

        await().untilAsserted(() -> assertThat(impatient
                        .send("POST", "/api/bugs", report(900_000), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(201));

        await().until(() -> impatient.metric("http_connections_ended_total{reason=\"slow_body\"}") > before);
    }

    @Test
    void answersThatNobodyReadsDoNotPileUp() throws Exception {
        String bug = Json.MAPPER.writeValueAsString(Map.of(
                "title", "a large answer",
                "description", "€".repeat(20_000),
                "reproduction_steps", "€".repeat(20_000),
                "error_logs", "€".repeat(200_000)));
        var filed = patient.post("/api/bugs", bug);
        assertThat(filed.statusCode()).as(filed.body()).isEqualTo(201);
        String path = "/api/bugs/"
                + Json.MAPPER.readTree(filed.body()).at("/summary/id").asString();
        for (int i = 0; i < 6; i++) {
            Socket socket = connect(patient);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = RawHttp.head(in);
            assertThat(head.startsWith("HTTP/1.1 200") || (head.contains(" 503 ") && head.contains("Retry-After: 2")))
                    .as(head)
                    .isTrue();
            assertThat(held(patient, "out")).isBetween(700_000.0, LIMIT / 2.0);
        }
    }

    @Test
    void nobodyIsAskedForABodyBeforeItIsKnownWhoHeIs() {
        assertThat(Routes.ALL).noneMatch(route -> route.role() == Role.PUBLIC && route.body() != null);
    }
}

package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads slowly on purpose holds nothing for long, and nothing of the database at all. */
class SlowAnswerTest {
    private static final int BUGS = 4_200;

    private static TestConsole console;
    private static TestConsole impatient;
    private static String attachment;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        Bounds bounds = new Bounds(
                Bounds.STANDARD.headers(),
                Bounds.STANDARD.bodyGrace(),
                1_024,
                Duration.ofMillis(500),
                1_024,
                Bounds.STANDARD.message(),
                100,
                100,
                100,
                Bounds.STANDARD.held());
        impatient = TestConsole.with().bounds(bounds).start();
        for (TestConsole each : List.of(console, impatient)) {
            each.jdbi().useHandle(handle -> handle.createUpdate("INSERT INTO bug_reports (title, description, reporter)"
                            + " SELECT 'bug ' || n || ' ' || :long, 'made up for a test', :long"
                            + " FROM generate_series(1, :bugs) AS n")
                    .bind("long", "x".repeat(90))
                    .bind("bugs", BUGS)
                    .execute());
        }
        byte[] file = new byte[4 << 20];
        new Random(1).nextBytes(file);
        file[0] = 0x1F;
        file[1] = (byte) 0x8B;
        for (TestConsole each : List.of(console, impatient)) {
            String added = each.send("POST", "/api/bugs/1/attachments?file_name=a.gz", file)
                    .body();
            attachment = "/api/bugs/1/attachments/"
                    + Json.MAPPER.readTree(added).get("id").asString();
        }
        assertThat(console.bytes(attachment)).isEqualTo(file);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        impatient.close();
    }

    /** Asks, and reads no more than the head of the answer; the little window lets little pile up on the way. */
    private static Socket ask(TestConsole of, String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), of.port()));
        socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 200");
        return socket;
    }

    private static int readersActive() {
        return console.component("database").at("/figures/readers_active").asInt();
    }

    @Test
    void slowReadersHoldNoConnectionOfTheDatabase() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                slow.add(ask(console, i % 2 == 0 ? "/api/bugs/export.csv" : attachment));
            }
            await().untilAsserted(() -> assertThat(readersActive()).isZero());
            assertThat(console.get("/api/bugs").statusCode()).isEqualTo(200);
            assertThat(console.component("database").get("status").asString()).isEqualTo("up");

            // And whoever reads on gets everything, each bug once.
            String rest = new String(slow.getFirst().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest.lines()
                            .filter(line -> line.contains(",bug "))
                            .map(line -> line.substring(0, line.indexOf(" x")))
                            .distinct())
                    .hasSize(BUGS);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "attachment", "/docs/swagger-ui-bundle.js"})
    void anAnswerThatNobodyReadsEndsItsConnection(String what) throws Exception {
        String path = what.equals("export") ? "/api/bugs/export.csv" : what.equals("attachment") ? attachment : what;
        int whole = impatient.bytes(path).length;
        double before = impatient.metric("http_connections_ended_total{reason=\"slow_reader\"}");
        try (Socket socket = ask(impatient, path)) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            await().until(() -> {
                assertThat(in.read()).isNotNegative(); // a byte now and then
                return impatient.metric("http_connections_ended_total{reason=\"slow_reader\"}") > before;
            });
            assertThat(rest(in)).isLessThan(whole);
        }
    }

    private static int rest(InputStream in) {
        int read = 0;
        try {
            while (in.read() >= 0) {
                read++;
            }
        } catch (IOException e) {
            // Cut off.
        }
        return read;
    }

    @Test
    void whileEveryConnectionIsInUseTheAnswerIsBusyAndTheDatabaseIsNotCalledAway() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        console.jdbi().useTransaction(handle -> {
            handle.execute("LOCK TABLE bug_reports IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 8; i++) {
                waiting.add(CompletableFuture.supplyAsync(
                        () -> console.get("/api/bugs?limit=1"), Thread::startVirtualThread));
            }
            await().untilAsserted(() -> assertThat(readersActive()).isEqualTo(8));
            List<CompletableFuture<HttpResponse<String>>> more = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                more.add(CompletableFuture.supplyAsync(
                        () -> console.get("/api/bugs?limit=2"), Thread::startVirtualThread));
            }
            for (CompletableFuture<HttpResponse<String>> one : more) {
                HttpResponse<String> answer = one.join();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("/problems/busy").doesNotContain("away");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            }
            assertThat(console.metric("circuit_breaker_state{name=\"database_reads\",state=\"open\"}"))
                    .isZero();
        });
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            assertThat(one.join().statusCode()).isEqualTo(200);
        }
        assertThat(console.get("/api/bugs?limit=2").statusCode()).isEqualTo(200);
    }
}

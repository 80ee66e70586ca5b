package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whoever means harm to the consumers' port: many at once, slow, large, smuggled, forged. */
@Timeout(180)
class HostileConsumersTest {
    private static final int ADDRESSES = 10_000;
    private static final int SENDERS = 8;

    private static TestConsole console;
    private static JsonNode product;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().products(TestProducts.PLAN).start();
        product = TestProducts.make(console, "hostile");
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static int port() {
        return console.backend().consumerPort();
    }

    /** Of ten thousand addresses each asks for something else that is not there, while readers and senders dawdle. */
    @Test
    void tenThousandAddressesLearnNothingAndLeaveNothingBehind() throws Exception {
        List<String> paths =
                new ArrayList<>(List.of("/", "/metrics", "/p/", "/p/x", "/.git/config", "/docs", "/ws/sensors/"));
        for (Route route : Routes.ALL) {
            if (!FeedbackApi.ON_CONSUMER_PORT.contains(route)) {
                paths.add(route.template().replaceAll("\\{[a-z0-9_]+}", "1"));
            }
        }
        String page = TestProducts.page(product);
        paths.add(page.substring(0, page.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA");
        List<Socket> slow = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                Socket reader = new Socket(InetAddress.getLoopbackAddress(), port());
                reader.getOutputStream()
                        .write(("GET " + page + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                Socket sender = new Socket(InetAddress.getLoopbackAddress(), port());
                sender.getOutputStream()
                        .write(("POST " + page + " HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nover")
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(reader);
                slow.add(sender);
            }
            AtomicInteger next = new AtomicInteger();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                answers.add(threads.submit(() -> ask(paths, next)));
            }
            int asked = 0;
            for (Future<Integer> answer : answers) {
                asked += answer.get();
            }
            assertThat(asked).isEqualTo(ADDRESSES);
            try (TestVisitor guest = new TestVisitor(console, "203.0.113.90")) {
                assertThat(guest.get(page).statusCode()).as("a guest meanwhile").isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(console.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(console.count("SELECT count(*) FROM consumer_feedbacks WHERE lot = 'hostile'"))
                .isZero();
    }

    /** Else whoever goes out of the network's reach, or wants to, would write an error into the log and open a bug. */
    @Test
    void whoeverLeavesInTheMiddleOfAFormIsNoErrorOfTheConsole() throws Exception {
        String page = TestProducts.page(TestProducts.make(console, "left"));
        for (String start :
                List.of("Content-Length: 900\r\n\r\nover", "Transfer-Encoding: chunked\r\n\r\n10\r\nover")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                socket.getOutputStream()
                        .write(("POST " + page + " HTTP/1.1\r\nHost: x\r\n" + start)
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
        await().until(() -> {
            String metrics = console.get("/metrics").body();
            assertThat(metrics).doesNotContainPattern("http_requests_total\\{[^}]*/p/[^}]*status_code=\"500\"");
            return metrics.lines()
                    .filter(line -> line.startsWith("http_requests_total{") && line.contains("/p/{qr}"))
                    .anyMatch(line -> line.contains("method=\"POST\"") && line.contains("status_code=\"400\""));
        });
        assertThat(console.json("/api/bugs").toString()).doesNotContain("Early EOF", "/p/{qr}");
    }

    private static int ask(List<String> paths, AtomicInteger next) throws IOException {
        int asked = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
            var in = new java.io.BufferedInputStream(socket.getInputStream());
            for (int n = next.getAndIncrement(); n < ADDRESSES; n = next.getAndIncrement()) {
                String path = paths.get(n % paths.size());
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: produits.example.fr\r\nX-Forwarded-For: 100."
                                        + (64 + n % 64) + "." + n / 64 % 256 + "." + n / 16384 + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String head = RawHttp.head(in).toLowerCase(Locale.ROOT);
                assertThat(head)
                        .as(path)
                        .startsWith("http/1.1 404 ")
                        .doesNotContain("server:", "set-cookie", "x-powered");
                int at = head.indexOf("content-length:") + 15;
                byte[] body = in.readNBytes(Integer.parseInt(
                        head.substring(at, head.indexOf('\r', at)).strip()));
                assertThat(new String(body, StandardCharsets.UTF_8))
                        .as(path)
                        .doesNotContain("/docs lists", "Exception", "org.", "role");
                asked++;
            }
        }
        return asked;
    }

    /** Two ways to say where a request ends: whoever passes it on may have read another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "Content-Length: 3, 4\r\n\r\nabcd",
                "Content-Length: +3\r\n\r\nabc",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc",
                "X: y\r\n folded\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Host: other.example\r\nContent-Length: 0\r\n\r\n"
            })
    void whatCouldBeReadInTwoWaysIsRefusedAndTheConnectionEnded(String rest) throws Exception {
        String page = TestProducts.page(product);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
            String smuggled = "GET " + page + " HTTP/1.1\r\nHost: x\r\nX-Smuggled: yes\r\n\r\n";
            socket.getOutputStream()
                    .write(("POST " + page + " HTTP/1.1\r\nHost: produits.example.fr\r\n" + rest + smuggled)
                            .getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).as(rest).matches("(?s)HTTP/1\\.1 (400|411|413|501) .*");
            assertThat(all.split("HTTP/1\\.1 ", -1))
                    .as("no second answer: %s", all)
                    .hasSize(2);
        }
    }

    /** A body of a form is small; one that is not, or is sent in pieces without end, is given up. */
    @Test
    void oversizedBodiesAreRefused() throws Exception {
        String page = TestProducts.page(product);
        byte[] large = "comment=".concat("x".repeat(200_000)).getBytes(StandardCharsets.US_ASCII);
        assertThat(RawHttp.send(port(), "POST", page, large).status()).isEqualTo(413);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("POST " + page + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        socket.getOutputStream()
                                .write(("1000\r\n" + "y".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    // It wanted no more.
                }
            });
            assertThat(RawHttp.head(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
        }
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            many.append("X-").append(i).append(": ").append("z".repeat(20)).append("\r\n");
        }
        assertThat(RawHttp.get(port(), page, many.toString().strip()).status()).isEqualTo(431);
        assertThat(RawHttp.get(port(), "/p/" + "A".repeat(9_000)).status()).isIn(404, 414, 431);
    }

    /** Codes that look like one of ours, to a person or to a reader that is lenient, are none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%E2%80%8B{}",
                "{}%E2%80%8B",
                "{}%00",
                "%E2%80%AE{}",
                "{}.",
                "{}=",
                "{}%0d%0aSet-Cookie:%20a=b",
                "%EF%BC%A6G{2}",
                "F%D0%93{2}",
                "{lower}",
                "{}%252e"
            })
    void codesThatOnlyLookLikeOneAreNone(String pattern) throws Exception {
        String code = TestProducts.page(product).substring(3);
        String path = "/p/"
                + pattern.replace("{}", code)
                        .replace("{2}", code.substring(2))
                        .replace("{lower}", code.toLowerCase(Locale.ROOT));
        RawHttp.Answer answer = RawHttp.get(port(), path);
        assertThat(answer.status()).as(path).isIn(400, 404);
        assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("set-cookie");
        assertThat(answer.body()).doesNotContain("hostile", "<form");
    }

    /** Who is believed about where a request comes from is the proxy that the settings name, and the last hop alone. */
    @Test
    void whatAVisitorSaysOfItselfIsNotBelieved() throws Exception {
        String page = TestProducts.page(product);
        try (TestVisitor first = new TestVisitor(console, "198.51.100.1, 203.0.113.91");
                TestVisitor second = new TestVisitor(console, "198.51.100.2, 203.0.113.91");
                TestVisitor nonsense = new TestVisitor(console, "203.0.113.91\u0009, unknown")) {
            assertThat(first.rate(page, Map.of("overall", "5")).statusCode()).isEqualTo(201);
            assertThat(second.rate(page, Map.of("overall", "1")).statusCode())
                    .as("the same visitor, who made up another hop before")
                    .isEqualTo(409);
            assertThat(nonsense.get(page).statusCode()).isEqualTo(200);
        }
        for (String host : List.of("evil.example", "127.0.0.1:1", "localhost", "[::1]", "produits.example.fr")) {
            RawHttp.Answer answer = RawHttp.get(
                    port(),
                    page,
                    "Host: " + host,
                    "X-Forwarded-Host: evil.example",
                    "X-Forwarded-Proto: gopher",
                    "Forwarded: for=1.2.3.4;host=evil.example",
                    "X-Original-URL: /api/sqal/devices",
                    "X-HTTP-Method-Override: DELETE");
            assertThat(answer.status()).as(host).isEqualTo(200);
            assertThat(answer.head() + answer.body()).doesNotContain("evil.example", "gopher");
        }
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM consumer_feedbacks"));
    }

    /** One form, sent by many from everywhere at once, is one rating. */
    @Test
    void aFormThatIsReplayedFromManyAddressesCountsOnce() throws Exception {
        String page = TestProducts.page(TestProducts.make(console, "replayed"));
        String token;
        try (TestVisitor owner = new TestVisitor(console, "203.0.113.92")) {
            token = owner.token(page);
        }
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                String address = "203.0.113." + (100 + i);
                threads.execute(() -> {
                    try (TestVisitor other = new TestVisitor(console, address)) {
                        int status = other.sendForm(page, token, Map.of("overall", "1"))
                                .statusCode();
                        (status == 201 ? taken : refused).incrementAndGet();
                    }
                });
            }
        }
        assertThat(taken.get()).isEqualTo(1);
        assertThat(refused.get()).isEqualTo(29);
        await().until(() -> console.count("SELECT count(*) FROM consumer_feedbacks WHERE lot = 'replayed'") == 1);
    }
}

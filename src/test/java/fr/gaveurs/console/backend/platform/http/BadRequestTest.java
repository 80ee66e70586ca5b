package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can get wrong, and what it is told. */
class BadRequestTest {
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        console.store(
                TestMessages.graded("ESP32_LL_01", Grade.A_PLUS),
                TestMessages.graded("ESP32_LL_01", Grade.A),
                TestMessages.graded("ESP32_LL_01", Grade.REJECT));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static Problem problem(RawHttp.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
        return Json.MAPPER.readValue(answer.body(), Problem.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour=red | colour | is not a parameter here",
                "DEVICE_ID=x | DEVICE_ID | is not a parameter here",
                "device_id=a&device_id=b | device_id | is given more than once",
                "device_id=a%20b | device_id | must be 1 to 100 letters",
                "device_id=%00 | device_id | must not hold the character U+0000",
                "site_code=lll | site_code | must be two capital letters",
                "grade=D | grade | use one of A+, A, B, C, REJECT, UNGRADED",
                "compliant=maybe | compliant | must be true or false",
                "from=yesterday | from | must be an instant such as 2026-11-23T12:31:17Z",
                "from=2026-13-01T00:00:00Z | from | must be an instant",
                "from=12 | from | must be an instant",
                "to=2026-11-23 | to | must be an instant",
                "from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z | from | must be earlier than to",
                "from=%2B999999999-01-01T00:00:00Z | from | must be",
                "to=-999999999-01-01T00:00:00Z | to | must be",
                "limit=0 | limit | must be at least 1",
                "limit=501 | limit | must be at most 500",
                "limit=ten | limit | must be a number",
                "limit=1e3 | limit | must be a number",
                "limit=99999999999999 | limit | must be a number",
                "cursor=nonsense | cursor | must be the next_cursor of the page before",
                "cursor=%F0%9F%A6%86 | cursor | must be the next_cursor of the page before",
            })
    void aWrongQueryNamesTheParameter(String query, String field, String message) throws IOException {
        Problem problem = problem(RawHttp.get(console.port(), "/api/sqal/samples?" + query), 400);

        assertThat(problem.type()).isEqualTo("/problems/validation");
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.message()).contains(message);
        });
    }

    /** Whoever mends one fault is not told the next one only then. */
    @Test
    void everyWrongParameterIsNamedWithWhatItMayBe() throws IOException {
        Problem problem = problem(
                RawHttp.get(
                        console.port(),
                        "/api/sqal/samples?grade=D&compliant=maybe&limit=ten&site_code=lll&from=12&colour=red"),
                400);
        assertThat(problem.errors())
                .extracting(error -> error.field() + " " + error.message())
                .anySatisfy(said -> assertThat(said).contains("grade", "A+, A, B, C, REJECT"))
                .anySatisfy(said -> assertThat(said).contains("compliant must be true or false"))
                .anySatisfy(said -> assertThat(said).contains("limit must be a number"))
                .anySatisfy(said -> assertThat(said).contains("site_code must be two capital letters"))
                .anySatisfy(said -> assertThat(said).contains("from must be an instant such as"))
                .anySatisfy(said -> assertThat(said).contains("colour is not a parameter here"))
                .hasSize(6);
    }

    @Test
    void everyWrongTypeIsNamedWithWhatItMayBe() throws IOException {
        Problem problem =
                problem(RawHttp.get(console.port(), "/api/bugs?sort=loudest&order=up&limit=many&source=moon"), 400);
        assertThat(problem.errors())
                .extracting(error -> error.field() + " " + error.message())
                .anySatisfy(said -> assertThat(said).startsWith("sort must be one of "))
                .anySatisfy(said -> assertThat(said).startsWith("limit must be a number"));
        assertThat(problem.errors()).hasSizeGreaterThan(2);
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() throws IOException {
        problem(RawHttp.get(console.port(), "/api/sqal/samples?limit=" + "9".repeat(1_890)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats/hourly", "stats/daily", "stats/sites", "stats/grade-distribution"})
    void rangesThatNoCalendarHoldsAreRefused(String route) throws IOException {
        for (String query : new String[] {
            "from=-1000000000-01-01T00:00:00Z",
            "to=%2B1000000000-12-31T23:59:59Z",
            "from=-999999999-01-01T00:00:00Z&to=%2B999999999-01-01T00:00:00Z"
        }) {
            problem(RawHttp.get(console.port(), "/api/sqal/" + route + "?" + query), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:31:17Z\nESP32_LL_01\0\nx",
                "2026-11-23T12:31:17Z\nx",
                "+999999999-01-01T00:00:00Z\na\nb",
                "not a time\na\nb"
            })
    void aCursorOfTheirOwnMakingIsRefused(String inside) throws IOException {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(inside.getBytes(StandardCharsets.UTF_8));

        RawHttp.Answer answer = RawHttp.get(console.port(), "/api/sqal/samples?cursor=" + cursor);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grade=%zz", "grade=%C3%28", "%", "grade=%u0041"})
    void aQueryThatIsNotEncodedIsRefused(String query) throws IOException {
        problem(RawHttp.get(console.port(), "/api/sqal/samples?" + query), 400);
    }

    @Test
    void aPlusIsASpaceAsFormsMeanItButWhereNoneCanBe() throws IOException {
        for (String query : new String[] {"grade=A+", "grade=A%2B", "grade=a%2b", "grade=A_PLUS"}) {
            RawHttp.Answer answer = RawHttp.get(console.port(), "/api/sqal/samples?device_id=ESP32_LL_01&" + query);

            assertThat(Json.MAPPER
                            .readTree(answer.body())
                            .get("items")
                            .findValues("final_grade")
                            .toString())
                    .as(query)
                    .isEqualTo("[\"A+\"]");
        }
        assertThat(RawHttp.get(console.port(), "/api/sqal/samples?from=2020-01-01T01:00:00+01:00")
                        .status())
                .isEqualTo(200);
        console.post(
                "/api/bugs",
                "{\"title\":\"Reported by two words\",\"description\":\"long enough to be one\",\"reporter\":\"Luc Martin\"}");
        console.post(
                "/api/bugs",
                "{\"title\":\"Reported by a plus\",\"description\":\"long enough to be one\",\"reporter\":\"Luc+Martin\"}");
        for (String query : new String[] {"reporter=Luc+Martin", "reporter=Luc%20Martin", "reporter=Luc Martin"}) {
            assertThat(titles(query.replace(" ", "%20"))).as(query).containsExactly("Reported by two words");
        }
        assertThat(titles("reporter=Luc%2BMartin")).containsExactly("Reported by a plus");
        assertThat(titles("q=two+words")).containsExactly("Reported by two words");
    }

    private static List<String> titles(String query) throws IOException {
        return Json.MAPPER
                .readTree(RawHttp.get(console.port(), "/api/bugs?" + query).body())
                .get("items")
                .findValuesAsString("title");
    }

    @Test
    void aRouteWithoutParametersNamesThoseThatAreGiven() throws IOException {
        assertThat(problem(RawHttp.get(console.port(), "/api/bugs/metrics/summary?days=7"), 400)
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("days"));
        assertThat(RawHttp.get(console.port(), "/health/live?from=balancer").status())
                .isEqualTo(200);
    }

    @Test
    void aSlashAtTheEndIsTheSameAddress() throws IOException {
        for (String path :
                new String[] {"/api/bugs/", "/api/sqal/samples/?limit=1", "/api/bugs/board/", "/api/bugs/99/"}) {
            assertThat(RawHttp.get(console.port(), path).body())
                    .as(path)
                    .isEqualTo(RawHttp.get(console.port(), path.replaceFirst("/(\\?|$)", "$1"))
                            .body()
                            .replace("/99\"", "/99/\""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/sqal/samples/%FF, 400",
        "/api/sqal/samples/%00, 400",
        "/api/bugs/%2e%2e/x, 400",
        "/api/bugs/1%2F..%2F2, 404",
        "/api/bugs/%31, 404",
        "/api/b%75gs/metrics/summary, 200",
    })
    void partsOfAPathAreDecodedOnceOrRefused(String path, int status) throws IOException {
        console.jdbi().useHandle(handle -> handle.execute("DELETE FROM bug_reports"));
        RawHttp.Answer answer = RawHttp.get(console.port(), path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void anEmptyParameterIsNone() {
        assertThat(console.json("/api/sqal/samples?grade=&limit=&device_id=ESP32_LL_01")
                        .get("items")
                        .size())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name | is needed",
                "{\"name\":\"\"} | name | must be 1 to 60 letters",
                "{\"name\":\"\uD83E\uDD86 canard\"} | name | must be 1 to 60 letters",
                "{\"name\":\"..\"} | name | must be 1 to 60 letters",
                "{\"name\":\"  \"} | name | must be 1 to 60 letters",
                "{\"name\":[\"a\"]} | name | must be text",
                "{\"name\":\"a\",\"rle\":\"admin\"} | rle | is not a field here; known are name, role",
                "{\"name\":\"a\",\"name\":\"b\"} | name | is given more than once",
                "{\"name\":\"a\",\"role\":\"king\"} | role | must be one of public, consumer, device, viewer, operator, admin",
                "{\"name\":\"a\",\"role\":\"public\"} | role | must be viewer, operator or admin",
            })
    void aWrongBodyNamesTheField(String body, String field, String message) throws IOException {
        Problem problem = problem(post(body.getBytes(StandardCharsets.UTF_8)), 400);

        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.message()).contains(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\":",
                "nonsense",
                "{\"name\":\"a\"} more",
                "{\"name\":\"a\\ud83e\"}",
                "{'name':'a'}",
                "{\"name\":NaN}"
            })
    void aBodyThatIsNoJsonIsRefused(String body) throws IOException {
        problem(post(body.getBytes(StandardCharsets.UTF_8)), 400);
    }

    /** Of what is no object no field is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"name\":\"a\"}]", "null", "5", "true", "\"text\"", "\"\""})
    void aBodyThatIsNoObjectIsSaidToBeNone(String body) throws IOException {
        for (String route : List.of("/api/admin/tokens", "/api/reports", "/api/bugs", "/api/reports/scheduled")) {
            Problem problem = problem(
                    RawHttp.send(
                            console.port(),
                            "POST",
                            route,
                            body.getBytes(StandardCharsets.UTF_8),
                            "Content-Type: application/json"),
                    400);

            assertThat(problem.detail()).as(route).startsWith("the body must be a JSON object");
            assertThat(problem.errors()).as(route).isNullOrEmpty();
        }
    }

    @Test
    void hostileBodiesAreRefused() throws IOException {
        problem(post("[".repeat(10_000).getBytes(StandardCharsets.UTF_8)), 400);
        problem(post(("{\"name\":" + "1".repeat(5_000) + "}").getBytes(StandardCharsets.UTF_8)), 400);
        problem(post(("{\"" + "x".repeat(60_000) + "\":1}").getBytes(StandardCharsets.UTF_8)), 400);
        problem(post(new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'}), 400);
        problem(post(new byte[] {0}), 400);
        assertThat(console.json("/api/admin/tokens").get("items").size()).isZero();
    }

    @Test
    void aBodyIsNeeded() throws IOException {
        assertThat(problem(RawHttp.send(console.port(), "POST", "/api/admin/tokens", new byte[0]), 400)
                        .detail())
                .isEqualTo("a JSON body is needed");
    }

    @Test
    void aBodyOfMoreThanAMebibyteIsTooLarge() throws IOException {
        assertThat(problem(post(new byte[(1 << 20) + 1]), 413).type()).isEqualTo("/problems/too-large");
    }

    private static RawHttp.Answer post(byte[] body) throws IOException {
        return RawHttp.send(
                console.port(), "POST", "/api/admin/tokens", body, "Content-Type: application/json; charset=utf-8");
    }

    @Test
    void aTokenOfTheSameNameIsAConflict() {
        console.post("/api/admin/tokens", "{\"name\":\"wall\"}");

        HttpResponse<String> second = console.post("/api/admin/tokens", "{\"name\":\"wall\"}");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("revoke it first").doesNotContain("gvc_");
        assertThat(console.send("DELETE", "/api/admin/tokens/wall", null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatJettyItselfRefusesIsAProblemToo() throws IOException {
        problem(RawHttp.get(console.port(), "/api/sqal/devices/%zz"), 400);
        Problem headers = problem(RawHttp.get(console.port(), "/health", "X-Long: " + "x".repeat(40_000)), 431);
        assertThat(headers.detail()).contains("16 KiB", "cookies");
        Problem address = problem(RawHttp.get(console.port(), "/health?" + "x".repeat(40_000)), 414);
        assertThat(address.detail()).contains("16 KiB");
        problem(RawHttp.get(console.port(), "/health", "Host: a", "Host: b"), 400);
    }

    @Test
    void aSampleIdMayHoldWhateverIsPrintable() throws IOException {
        for (String id : new String[] {"a b", "50%", "é\uD83E\uDD86", "semi;colon", "a+b", "a?b#c", "x/y", "\"q\""}) {
            TestMessages sample = TestMessages.sample("ESP32_MT_07").id(id);
            console.store(sample);
            StringBuilder encoded = new StringBuilder();
            for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
                encoded.append(String.format("%%%02X", b));
            }

            RawHttp.Answer answer = RawHttp.get(console.port(), "/api/sqal/samples/" + encoded);

            assertThat(answer.status()).as(id + answer.body()).isEqualTo(200);
            assertThat(Json.MAPPER.readTree(answer.body()).get("sample_id").asString())
                    .isEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//api/sqal/devices | two slashes in a row",
                "/api//sqal/devices | two slashes in a row",
                "/api/sqal/..;a=b/devices | a semicolon",
                "/api/sqal/%zz | percent",
                "/api/sqal/%ff | UTF-8",
            })
    void anAddressThatIsNotReadSaysWhatToMend(String target, String said) throws IOException {
        Problem problem = problem(RawHttp.get(console.port(), target), 400);

        assertThat(problem.detail()).contains(said).doesNotContain("Ambiguous");
    }

    @Test
    void whatIsNoHttpThatIsSpokenHereIsNoFaultOfTheConsole() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("GET /health HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1")
                    .doesNotContain("failed to answer");
        }
    }

    /** A status line and the header lines, in lower case; the body is read, too. */
    private static String head(InputStream in) throws IOException {
        String lines = RawHttp.head(in).toLowerCase(Locale.ROOT);
        Matcher length = Pattern.compile("content-length: (\\d+)").matcher(lines);
        assertThat(length.find()).isTrue();
        in.readNBytes(Integer.parseInt(length.group(1)));
        return lines;
    }

    @Test
    void aRefusalOfABodyThatHasNotComeSaysThatTheConnectionEnds() throws IOException {
        String refused = "POST /api/bugs/1/attachments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\n";
        String good = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
            socket.getOutputStream().write((refused + "hello").getBytes(StandardCharsets.UTF_8));
            assertThat(head(socket.getInputStream())).startsWith("http/1.1 400").doesNotContain("connection: close");
            socket.getOutputStream().write(good.getBytes(StandardCharsets.UTF_8));
            assertThat(head(socket.getInputStream())).startsWith("http/1.1 200");
            socket.getOutputStream().write(refused.getBytes(StandardCharsets.UTF_8));
            assertThat(head(socket.getInputStream())).startsWith("http/1.1 400").contains("connection: close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void soDoesARefusalOfWhatIsNoRoute() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout((int) RawWebSocket.PATIENCE.toMillis());
            socket.getOutputStream()
                    .write("POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(head(socket.getInputStream())).startsWith("http/1.1 404").contains("connection: close");
        }
    }
}

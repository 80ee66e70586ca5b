package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What consumers say, from the code to the inbox, over a running console. */
@Timeout(120)
class FeedbackTest {
    private static TestClock clock;
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        clock = new TestClock(Instant.now());
        console = TestConsole.with().products(TestProducts.PLAN).clock(clock).start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static TestVisitor visitor(String address) {
        return new TestVisitor(console, address);
    }

    private static ObjectNode rating(JsonNode product, int overall) {
        return Json.MAPPER
                .createObjectNode()
                .put("qr", product.get("qr").asString())
                .put("overall", overall);
    }

    private static HttpResponse<String> send(ObjectNode rating) {
        return console.post("/api/consumer/feedback", rating.toString());
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private static List<String> faults(HttpResponse<String> answer) {
        return read(answer)
                .path("errors")
                .valueStream()
                .map(e -> e.get("field").asString())
                .toList();
    }

    private static JsonNode newest(JsonNode product) {
        return console.json("/api/consumer/feedbacks?product_id=" + TestProducts.id(product))
                .at("/items/0");
    }

    @Test
    void aRatingIsTakenAndStandsInTheInbox() throws Exception {
        JsonNode product = TestProducts.make(console, "inbox");
        double before = console.metric("feedback_total{rating=\"5\"}");

        HttpResponse<String> answer = send(rating(product, 5)
                .put("texture", 4)
                .put("comment", "Fondant 🦆")
                .put("context", "gift")
                .put("email", "luc@example.fr")
                .put("product_id", TestProducts.id(product)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(read(answer).get("status").asString()).isEqualTo("published");
        JsonNode stored = newest(product);
        assertThat(stored.get("overall").asInt()).isEqualTo(5);
        assertThat(stored.get("texture").asInt()).isEqualTo(4);
        assertThat(stored.get("flavor").isNull()).isTrue();
        assertThat(stored.get("comment").asString()).isEqualTo("Fondant 🦆");
        assertThat(stored.get("context").asString()).isEqualTo("gift");
        assertThat(stored.get("email").asString()).isEqualTo("luc@example.fr");
        assertThat(stored.get("lot").asString()).isEqualTo("inbox");
        assertThat(console.metric("feedback_total{rating=\"5\"}")).isEqualTo(before + 1);
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route LIKE '%eedback%' AND address IS NOT NULL"
                        + " AND route <> 'changeFeedback'"))
                .as("no row of the journal says where a consumer came from")
                .isZero();
    }

    @Test
    void whoOnlyReadsSeesNoAddresses() throws Exception {
        JsonNode product = TestProducts.make(console, "private");
        send(rating(product, 5).put("email", "luc@example.fr"));
        // On this machine everybody may do everything: what a viewer is told is asked of the queries themselves.
        var queries = new FeedbackQueries(console.jdbi(), java.time.ZoneOffset.UTC);
        long id = newest(product).get("id").asLong();
        assertThat(queries.need(id, Role.VIEWER.includes(Role.OPERATOR)).email())
                .isNull();
        assertThat(queries.need(id, true).email()).isEqualTo("luc@example.fr");
    }

    @Test
    void codesThatAreNoneAreNotFound() throws Exception {
        JsonNode product = TestProducts.make(console, "codes");
        String qr = product.get("qr").asString();
        for (String none : List.of(
                "",
                "x",
                TestProducts.id(product),
                qr.substring(0, qr.length() - 1),
                qr.substring(0, qr.length() - 1) + (qr.endsWith("A") ? "B" : "A"),
                "FG_LL_20261127_0001.AAAAAAAAAAAAAAAAAAAAAA",
                "' OR 1=1 --",
                "<script>")) {
            HttpResponse<String> answer =
                    send(Json.MAPPER.createObjectNode().put("qr", none).put("overall", 5));
            assertThat(answer.statusCode()).as(none).isEqualTo(404);
        }
        assertThat(console.get("/api/consumer/scan/FG_LL_20261127_0001.AAAAAAAAAAAAAAAAAAAAAA")
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.get("/api/consumer/scan/%3Cscript%3E").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/public/traceability/FG_LL_20000101_0001").statusCode())
                .isEqualTo(404);
        assertThat(console.get("/api/public/traceability/x").statusCode()).isEqualTo(404);
    }

    @Test
    void theCodeOfAnotherProductIsFoundOut() throws Exception {
        JsonNode one = TestProducts.make(console, "mixed up");
        JsonNode other = TestProducts.make(console, "mixed up");

        HttpResponse<String> answer = send(rating(one, 5).put("product_id", TestProducts.id(other)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(faults(answer)).containsExactly("product_id");
    }

    @Test
    void aProductIsRatedOnceFromAnAddressInThirtyDays() throws Exception {
        JsonNode product = TestProducts.make(console, "once");
        JsonNode other = TestProducts.make(console, "once");

        assertThat(send(rating(product, 5)).statusCode()).isEqualTo(201);
        assertThat(send(rating(product, 1)).statusCode()).isEqualTo(409);
        assertThat(send(rating(other, 5)).statusCode()).as("another product").isEqualTo(201);
        try (TestVisitor neighbour = visitor("198.51.100.7")) {
            assertThat(neighbour
                            .rate(TestProducts.page(product), Map.of("overall", "4"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(neighbour
                            .rate(TestProducts.page(product), Map.of("overall", "4"))
                            .statusCode())
                    .isEqualTo(409);
        }
        try (TestVisitor home = visitor("2001:db8:1:2:aaaa::1");
                TestVisitor phoneAtHome = visitor("2001:db8:1:2:bbbb::2");
                TestVisitor nextDoor = visitor("2001:db8:1:3::1")) {
            assertThat(home.rate(TestProducts.page(product), Map.of("overall", "4"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(phoneAtHome
                            .rate(TestProducts.page(product), Map.of("overall", "4"))
                            .statusCode())
                    .as("one household")
                    .isEqualTo(409);
            assertThat(nextDoor.rate(TestProducts.page(product), Map.of("overall", "4"))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aSaltThatChangesDoesNotLetAnybodyRateTwice() throws Exception {
        JsonNode product = TestProducts.make(console, "salted");
        assertThat(send(rating(product, 5)).statusCode()).isEqualTo(201);
        long salts = console.count("SELECT count(*) FROM visitor_salts");

        clock.advance(Visitors.PERIOD);

        assertThat(send(rating(product, 5)).statusCode())
                .as("by the database's clock no day has passed")
                .isEqualTo(409);
        assertThat(console.count("SELECT count(*) FROM visitor_salts")).isGreaterThan(salts);
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE consumer_feedbacks SET created_at = now() - interval '31 days' WHERE product_id = ?",
                        TestProducts.id(product)));
        assertThat(send(rating(product, 3)).statusCode()).as("a month later").isEqualTo(201);
    }

    @Test
    void theAddressIsKeptNowhere() throws Exception {
        JsonNode product = TestProducts.make(console, "nowhere");
        JsonNode other = TestProducts.make(console, "nowhere");
        try (TestVisitor visitor = visitor("198.51.100.99")) {
            visitor.rate(TestProducts.page(product), Map.of("overall", "4"));
            visitor.rate(TestProducts.page(other), Map.of("overall", "4"));
        }
        for (String table : List.of("consumer_feedbacks", "audit_log", "visitor_salts", "consumer_emails")) {
            assertThat(console.count("SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%198.51.100.99%'"))
                    .as(table)
                    .isZero();
        }
        assertThat(console.count("SELECT count(DISTINCT visitor_hash) FROM consumer_feedbacks WHERE lot = 'nowhere'"))
                .as("nor can one product's visitor be found at another one")
                .isEqualTo(2);
    }

    @Test
    void ofManyWhoSendAtOnceFromOneAddressOneIsTaken() throws Exception {
        JsonNode product = TestProducts.make(console, "at once");
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> send(rating(product, 5)));
            }
            for (Future<HttpResponse<String>> call : many.invokeAll(calls)) {
                statuses.add(call.get().statusCode());
            }
        }
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void whatIsRecalledCannotBeRatedAlsoFromAPageThatWasOpen() throws Exception {
        JsonNode product = TestProducts.make(console, "recalled meanwhile");
        try (TestVisitor visitor = visitor("198.51.100.20")) {
            String path = TestProducts.page(product);
            String token = visitor.token(path);
            assertThat(console.post(
                                    "/api/products/lots/recalled%20meanwhile/recall",
                                    "{\"reason\":\"Corps étranger\",\"confirm\":\"recalled meanwhile\"}")
                            .statusCode())
                    .isEqualTo(201);

            HttpResponse<String> late = visitor.sendForm(path, token, Map.of("overall", "5"));

            assertThat(late.statusCode()).isEqualTo(410);
            assertThat(late.body())
                    .contains("Produit rappelé")
                    .contains("Corps étranger")
                    .doesNotContain("<form");
            assertThat(visitor.get(path).statusCode()).isEqualTo(200);
            assertThat(visitor.get(path).body()).contains("Corps étranger").doesNotContain("<form");
        }
        assertThat(send(rating(product, 5)).statusCode()).isEqualTo(410);
        JsonNode scan =
                console.json("/api/consumer/scan/" + TestProducts.page(product).substring(3));
        assertThat(scan.get("status").asString()).isEqualTo("recalled");
        assertThat(scan.at("/recall/reason").asString()).isEqualTo("Corps étranger");
        assertThat(console.json("/api/public/traceability/" + TestProducts.id(product))
                        .get("status")
                        .asString())
                .isEqualTo("recalled");
    }

    @Test
    void eachFieldThatIsWrongIsNamedWith422() throws Exception {
        JsonNode product = TestProducts.make(console, "wrong");
        HttpResponse<String> answer = send(rating(product, 6)
                .put("texture", 0)
                .put("freshness", -1)
                .put("email", "luc@nowhere")
                .put("comment", "x".repeat(1_001)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(faults(answer)).containsExactlyInAnyOrder("overall", "texture", "freshness", "email", "comment");

        assertThat(faults(send(Json.MAPPER.createObjectNode()))).containsExactlyInAnyOrder("qr", "overall");
        HttpResponse<String> words = console.post("/api/consumer/feedback", "{\"qr\":\"x\",\"overall\":\"five\"}");
        assertThat(words.statusCode()).isEqualTo(422);
        assertThat(faults(words)).containsExactly("overall");
        HttpResponse<String> place = send(rating(product, 5).put("context", "moon"));
        assertThat(place.statusCode()).isEqualTo(422);
        assertThat(place.body()).contains("home, restaurant, special_event, gift");
        HttpResponse<String> several = console.post(
                "/api/consumer/feedback",
                "{\"qr\":\"x\",\"overall\":9,\"texture\":\"x\",\"context\":\"moon\",\"email\":\"nobody\"}");
        assertThat(several.statusCode()).isEqualTo(422);
        assertThat(faults(several)).containsExactlyInAnyOrder("overall", "texture", "context", "email");
        HttpResponse<String> unknown = send(rating(product, 5).put("smell", 3));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(faults(unknown)).containsExactly("smell");
        assertThat(console.post("/api/consumer/feedback", "no json").statusCode())
                .isEqualTo(400);
        HttpResponse<String> large = send(rating(product, 5).put("comment", "x".repeat(40_000)));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("32 KiB");
        assertThat(console.count("SELECT count(*) FROM consumer_feedbacks WHERE lot = 'wrong'"))
                .isZero();
    }

    @Test
    void commentsAreKeptAsGivenAndCountedAsPeopleCount() throws Exception {
        Map<String, Integer> comments = new HashMap<>();
        comments.put("🦆".repeat(1_000), 201);
        comments.put("🦆".repeat(1_001), 422);
        comments.put("<b>bold</b> & \"quoted\" 'x'; DROP TABLE consumer_feedbacks;--", 201);
        comments.put("\u202Eعربي \u05E9\u05DC\u05D5\u05DD\n\tnew line", 201);
        comments.put("e\u0301 %00 {{x}} ${x} \\ \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", 201);
        for (Map.Entry<String, Integer> each : comments.entrySet()) {
            JsonNode product = TestProducts.make(console, "comments");
            HttpResponse<String> answer = send(rating(product, 5).put("comment", each.getKey()));
            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
            if (each.getValue() == 201) {
                assertThat(newest(product).get("comment").asString())
                        .isEqualTo(each.getKey().replace("\u202E", ""));
            } else {
                assertThat(faults(answer)).containsExactly("comment");
            }
        }
    }

    @Test
    void averagesAreToldFromFiveRatingsOn() throws Exception {
        JsonNode product = TestProducts.make(console, "public");
        String stats = "/api/consumer/product/" + TestProducts.id(product) + "/stats";
        int[] stars = {5, 5, 4, 2, 5};
        for (int i = 0; i < stars.length; i++) {
            JsonNode before = console.json(stats);
            assertThat(before.get("ratings").asInt()).isEqualTo(i);
            assertThat(before.get("public_from").asInt()).isEqualTo(5);
            assertThat(before.get("average").isNull()).isTrue();
            assertThat(before.get("distribution").isNull()).isTrue();
            assertThat(before.get("nps").isNull()).isTrue();
            assertThat(before.get("trend").valueStream())
                    .allMatch(step -> step.get("average").isNull());
            try (TestVisitor visitor = visitor("203.0.113." + i)) {
                HttpResponse<String> sent = visitor.rate(
                        TestProducts.page(product), Map.of("overall", Integer.toString(stars[i]), "texture", "3"));
                assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
            }
        }
        JsonNode after = console.json(stats + "?interval=week");
        assertThat(after.get("average").asDouble()).isEqualTo(4.2);
        assertThat(after.at("/distribution/5").asInt()).isEqualTo(3);
        assertThat(after.at("/distribution/2").asInt()).isEqualTo(1);
        assertThat(after.at("/aspects/texture").asDouble()).isEqualTo(3);
        assertThat(after.at("/aspects/flavor").isNull()).isTrue();
        // Three of five recommend it, one would not.
        assertThat(after.get("nps").asInt()).isEqualTo(40);
        assertThat(after.get("trend").size()).isEqualTo(1);
        assertThat(console.json("/api/consumer/producer/lot/public/stats")
                        .get("average")
                        .asDouble())
                .isEqualTo(4.2);
        assertThat(console.json("/api/consumer/producer/site/LL/stats")
                        .get("ratings")
                        .asInt())
                .isGreaterThanOrEqualTo(5);
        assertThat(console.json("/api/consumer/producer/lot/public/stats?to=2020-01-01T00:00:00Z")
                        .get("ratings")
                        .asInt())
                .isZero();
        for (String unknown : List.of("lot/nobody", "site/ZZ")) {
            assertThat(console.get("/api/consumer/producer/" + unknown + "/stats")
                            .statusCode())
                    .as(unknown)
                    .isEqualTo(404);
        }
        assertThat(console.get("/api/consumer/product/FG_LL_20000101_0001/stats")
                        .statusCode())
                .isEqualTo(404);
        try (TestVisitor visitor = visitor("203.0.113.200")) {
            assertThat(visitor.get(TestProducts.page(product)).body()).contains("Note moyenne : 4,2 sur 5 (5 avis)");
        }
    }

    @Test
    void whatHasToBeLookedAtDoesNotCountUntilSomebodyDid() throws Exception {
        JsonNode product = TestProducts.make(console, "held");
        HttpResponse<String> answer =
                send(rating(product, 1).put("comment", "Quelle merde, voir http://a.example et http://b.example"));
        assertThat(read(answer).get("status").asString()).isEqualTo("held");
        String stats = "/api/consumer/product/" + TestProducts.id(product) + "/stats";
        assertThat(console.json(stats).get("ratings").asInt()).isZero();
        JsonNode held = newest(product);
        assertThat(held.get("held_for").toString()).contains("profanity").contains("links");
        assertThat(console.json("/api/consumer/feedbacks?status=held&product_id=" + TestProducts.id(product))
                        .get("items")
                        .size())
                .isEqualTo(1);

        String path = "/api/consumer/feedbacks/" + held.get("id").asLong();
        HttpResponse<String> published =
                patch(path, "{\"status\":\"published\",\"reply\":\"Appelé le client\",\"version\":1}");

        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        assertThat(read(published).get("reply").asString()).isEqualTo("Appelé le client");
        assertThat(read(published).get("version").asInt()).isEqualTo(2);
        assertThat(console.json(stats).get("ratings").asInt()).isEqualTo(1);
        assertThat(patch(path, "{\"status\":\"rejected\",\"version\":1}").statusCode())
                .as("somebody else was first")
                .isEqualTo(409);
        assertThat(patch(path, "{\"status\":\"rejected\",\"version\":2}").statusCode())
                .isEqualTo(200);
        assertThat(console.json(stats).get("ratings").asInt()).isZero();
        assertThat(newest(product).get("reply").asString()).as("stays").isEqualTo("Appelé le client");
        assertThat(patch(path, "{\"status\":\"held\",\"version\":3}").statusCode())
                .isEqualTo(409);
        assertThat(patch(path, "{\"reply\":\"\",\"version\":3}").statusCode()).isEqualTo(200);
        assertThat(newest(product).get("reply").isNull()).isTrue();
        assertThat(patch("/api/consumer/feedbacks/999999", "{\"version\":1}").statusCode())
                .isEqualTo(404);
        assertThat(console.count(
                        "SELECT count(*) FROM audit_log WHERE route = 'changeFeedback' AND object_id = ?",
                        Long.toString(held.get("id").asLong())))
                .isEqualTo(3);
    }

    private static HttpResponse<String> patch(String path, String body) {
        return console.send("PATCH", path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Its links are relative, and would lead nowhere from there. */
    @Test
    void anAddressWithASlashBehindItLeadsToThePage() throws Exception {
        String path = TestProducts.page(TestProducts.make(console, "slashed"));
        try (TestVisitor visitor = visitor("198.51.100.33")) {
            for (HttpResponse<String> answer : List.of(
                    visitor.get(path + "/"),
                    visitor.send("POST", path + "/", "overall=5".getBytes(StandardCharsets.UTF_8)))) {
                assertThat(answer.statusCode()).isEqualTo(308);
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .endsWith("../" + path.substring(3));
            }
            assertThat(visitor.get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFormCountsOnceAndOnlyWhereItWasGivenOut() throws Exception {
        JsonNode product = TestProducts.make(console, "forms");
        JsonNode other = TestProducts.make(console, "forms");
        String path = TestProducts.page(product);
        try (TestVisitor visitor = visitor("198.51.100.30");
                TestVisitor thief = visitor("198.51.100.31")) {
            String token = visitor.token(path);
            assertThat(visitor.sendForm(TestProducts.page(other), token, Map.of("overall", "5"))
                            .statusCode())
                    .as("of another page")
                    .isEqualTo(403);
            HttpResponse<String> without = visitor.sendForm(path, "", Map.of("overall", "5"));
            assertThat(without.statusCode()).isEqualTo(403);
            assertThat(without.body()).contains("pas été donné par cette page").doesNotContain("trop longtemps");
            HttpResponse<String> foreign =
                    visitor.sendForm(path, token, Map.of("overall", "5"), "Sec-Fetch-Site", "cross-site");
            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(foreign.body()).contains("ne vient pas de cette page");

            HttpResponse<String> taken =
                    visitor.sendForm(path, token, Map.of("overall", "5"), "Sec-Fetch-Site", "same-origin");
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
            assertThat(taken.body()).contains("Merci");
            HttpResponse<String> replayed = thief.sendForm(path, token, Map.of("overall", "1"));
            assertThat(replayed.statusCode()).as("replayed from elsewhere").isEqualTo(409);
            assertThat(replayed.body()).contains("déjà été envoyé").doesNotContain("noté d’ici");

            String old = thief.token(path);
            clock.advance(Duration.ofHours(5));
            HttpResponse<String> expired = thief.sendForm(path, old, Map.of("overall", "2", "comment", "mon <avis>"));
            assertThat(expired.statusCode()).isEqualTo(403);
            assertThat(expired.body()).contains("trop longtemps").contains("mon &lt;avis&gt;");
            // What is shown then can be sent.
            assertThat(thief.sendForm(path, TestVisitor.tokenOf(expired.body()), Map.of("overall", "2"))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aFormFilledInWronglyComesBackWithWhatWasWritten() throws Exception {
        JsonNode product = TestProducts.make(console, "faulty form");
        String path = TestProducts.page(product);
        try (TestVisitor visitor = visitor("198.51.100.40").reading("en-GB")) {
            HttpResponse<String> answer = visitor.rate(path, Map.of("comment", "x".repeat(1_001), "email", "nobody"));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("Choose 1 to 5 stars")
                    .contains("This address is not complete", "fault-comment")
                    .contains("x".repeat(1_001));
            HttpResponse<String> odd =
                    visitor.rate(path, Map.of("overall", "4", "texture", "x", "context", "moon", "flavor", "9"));
            assertThat(odd.statusCode()).isEqualTo(422);
            assertThat(odd.body()).contains("fault-texture", "fault-context", "fault-flavor");
            HttpResponse<String> oversized =
                    visitor.send("POST", path, ("comment=" + "x".repeat(40_000)).getBytes(StandardCharsets.UTF_8));
            assertThat(oversized.statusCode()).isEqualTo(413);
            assertThat(visitor.rate(path, Map.of("overall", "4")).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void figuresStandBesideRatings() throws Exception {
        JsonNode product = TestProducts.make(console, "figures");
        send(rating(product, 4));

        JsonNode report = console.json("/api/consumer/satisfaction?lot=figures");

        assertThat(report.get("enough_cases").asInt()).isEqualTo(30);
        assertThat(report.get("correlations").size()).isEqualTo(9);
        assertThat(report.at("/correlations/0/cases").asInt()).isEqualTo(1);
        assertThat(report.at("/correlations/0/correlation").isNull()).isTrue();
        assertThat(report.at("/products/0/product_id").asString()).isEqualTo(TestProducts.id(product));
        assertThat(report.at("/products/0/rating").asDouble()).isEqualTo(4);
        assertThat(report.at("/products/0/figures/final_score").asDouble()).isBetween(0.85, 1.0);
        assertThat(report.at("/sites/0/name").asString()).isEqualTo("LL");
        assertThat(report.at("/lots/0/average").isNull())
                .as("below five ratings")
                .isTrue();
    }

    @Test
    void satisfactionIsThatOfAProductALotOrASiteAndOfAPeriod() throws Exception {
        JsonNode product = TestProducts.make(console, "of-period");
        int[] stars = {5, 5, 4, 2, 5};
        for (int i = 0; i < stars.length; i++) {
            try (TestVisitor visitor = visitor("203.0.113." + (70 + i))) {
                assertThat(visitor.rate(TestProducts.page(product), Map.of("overall", Integer.toString(stars[i])))
                                .statusCode())
                        .isEqualTo(201);
            }
        }
        for (String about : List.of("lot=of-period", "product_id=" + TestProducts.id(product))) {
            JsonNode total = console.json("/api/consumer/satisfaction?interval=day&" + about)
                    .get("total");
            assertThat(total.get("ratings").asInt()).as(about).isEqualTo(5);
            assertThat(total.get("average").asDouble()).isEqualTo(4.2);
            assertThat(total.get("nps").asInt()).isEqualTo(40);
            assertThat(total.at("/distribution/5").asInt()).isEqualTo(3);
            assertThat(total.at("/trend/0/average").asDouble()).isEqualTo(4.2);
        }
        assertThat(console.json("/api/consumer/satisfaction?product_id=FG_LL_20200101_1")
                        .at("/total/ratings")
                        .asInt())
                .isZero();
        JsonNode before = console.json("/api/consumer/satisfaction?lot=of-period&to=2020-01-01T00:00:00Z");
        assertThat(before.at("/total/ratings").asInt()).isZero();
        assertThat(before.at("/total/nps").isNull()).isTrue();
        assertThat(before.get("products").size()).isZero();
    }
}

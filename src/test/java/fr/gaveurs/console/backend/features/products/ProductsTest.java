package fr.gaveurs.console.backend.features.products;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Products from the sample to the recall, over the routes of a running console. */
@Timeout(120)
class ProductsTest {
    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().products(TestProducts.PLAN).start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static TestMessages sample(String lot) {
        return TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).lot(lot);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private static HttpResponse<String> make(TestMessages sample, String... more) {
        return console.post("/api/products", TestProducts.body(sample, more));
    }

    @Test
    void aSampleBecomesAProductWithItsDatesAndASignedCode() throws Exception {
        TestMessages sample = sample("A-1").at(Instant.parse("2026-11-20T23:30:00Z"));
        console.store(sample);

        HttpResponse<String> answer = make(
                sample,
                "\"produced_on\":\"2026-11-20\"",
                "\"packaged_on\":\"2026-11-22\"",
                "\"certifications\":[\"Label Rouge\"]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode product = read(answer);
        // By the site's clock it was the next day already.
        assertThat(TestProducts.id(product)).matches("FG_LL_20261121_[0-9]{4}");
        assertThat(product.get("qr").asString())
                .matches("https://produits\\.example\\.fr/p/FG_LL_20261121_[0-9]{4}\\.[A-Za-z0-9_-]{22}");
        assertThat(product.get("qr_is_address").asBoolean()).isTrue();
        assertThat(product.get("controlled_on").asString()).isEqualTo("2026-11-21");
        assertThat(product.get("produced_on").asString()).isEqualTo("2026-11-20");
        assertThat(product.get("packaged_on").asString()).isEqualTo("2026-11-22");
        assertThat(product.get("best_before").asString()).isEqualTo("2026-12-06");
        assertThat(product.get("certifications").get(0).asString()).isEqualTo("Label Rouge");
        assertThat(product.get("grade").asString()).isEqualTo("A+");
        assertThat(product.get("lot").asString()).isEqualTo("A-1");
        assertThat(product.get("weight_g").asDouble()).isPositive();
        assertThat(product.get("status").asString()).isEqualTo("active");
        assertThat(console.count(
                        "SELECT count(*) FROM audit_log WHERE route = 'makeProduct' AND object_id = ?",
                        TestProducts.id(product)))
                .isEqualTo(1);
    }

    @Test
    void theSameSampleGivesTheSameProductHoweverManyAskAtOnce() throws Exception {
        TestMessages sample = sample("A-2");
        console.store(sample);
        Set<String> ids = new HashSet<>();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(() -> make(sample));
            }
            for (Future<HttpResponse<String>> call : many.invokeAll(calls)) {
                statuses.add(call.get().statusCode());
                ids.add(TestProducts.id(read(call.get())));
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(console.count("SELECT count(*) FROM consumer_products WHERE sample_id = ?", sample.id()))
                .isEqualTo(1);
        assertThat(console.count(
                        "SELECT count(*) FROM audit_log WHERE object_id = ?",
                        ids.iterator().next()))
                .as("one act, one row")
                .isEqualTo(1);
    }

    @Test
    void whatIsNotCompliantIsNotSold() throws Exception {
        for (Grade grade : List.of(Grade.REJECT, Grade.UNGRADED)) {
            TestMessages sample = TestMessages.graded("ESP32_LL_01", grade);
            console.store(sample);

            HttpResponse<String> answer = make(sample);

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains(grade.letter()).contains("compliant");
        }
        assertThat(make(sample("never sent")).statusCode()).isEqualTo(404);
    }

    @Test
    void datesInAWrongOrderAndInventedCertificationsAreNamed() throws Exception {
        TestMessages sample = sample("A-3").at(Instant.parse("2026-11-20T12:00:00Z"));
        console.store(sample);

        HttpResponse<String> dates = make(
                sample,
                "\"produced_on\":\"2026-11-21\"",
                "\"packaged_on\":\"2026-11-19\"",
                "\"best_before\":\"2026-11-18\"");
        assertThat(dates.statusCode()).isEqualTo(400);
        assertThat(read(dates).get("errors").valueStream().map(e -> e.get("field")
                        .asString()))
                .containsExactlyInAnyOrder("produced_on", "packaged_on", "best_before");

        HttpResponse<String> invented = make(sample, "\"certifications\":[\"Meilleur du monde\"]");
        assertThat(invented.statusCode()).isEqualTo(400);
        assertThat(read(invented).at("/errors/0/message").asString())
                .startsWith("each must be one of \"")
                .contains("\"Label Rouge\"");
        assertThat(make(sample, "\"packaged_on\":\"demain\"").statusCode()).isEqualTo(400);
        assertThat(console.count("SELECT count(*) FROM consumer_products WHERE sample_id = ?", sample.id()))
                .isZero();
    }

    @Test
    void aLotBecomesProductsInOneGoAndWhatIsMissingIsAddedLater() throws Exception {
        String lot = "LOT é/ñ 7";
        List<TestMessages> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(sample(lot).at(Instant.parse("2026-11-18T10:00:00Z").plusSeconds(i)));
        }
        all.add(TestMessages.graded("ESP32_LL_01", Grade.REJECT).lot(lot));
        all.add(TestMessages.graded("ESP32_LS_01", Grade.B).lot(lot).at(Instant.parse("2026-11-18T10:00:09Z")));
        console.store(all);
        assertThat(make(all.get(3)).statusCode()).isEqualTo(201);

        JsonNode made = read(console.post("/api/products/of-lot", "{\"lot\":\"" + lot + "\"}"));

        assertThat(made.get("made").asInt()).isEqualTo(7);
        assertThat(made.get("existed").asInt()).isEqualTo(1);
        assertThat(made.get("refused").asInt()).isEqualTo(1);
        assertThat(made.get("more").asBoolean()).isFalse();
        assertThat(console.count("SELECT count(*) FROM audit_log WHERE route = 'makeProducts' AND object_id = ?", lot))
                .isEqualTo(1);
        assertThat(console.count("SELECT max(sequence) - count(*) FROM (SELECT right(product_id, 4)::int AS sequence"
                        + " FROM consumer_products WHERE product_id LIKE 'FG_LL_20261118_%') AS numbered"))
                .as("numbers follow one another")
                .isZero();

        console.store(sample(lot).at(Instant.parse("2026-11-18T11:00:00Z")));
        JsonNode again = read(console.post("/api/products/of-lot", "{\"lot\":\"" + lot + "\",\"site_code\":\"LL\"}"));
        assertThat(again.get("made").asInt()).isEqualTo(1);
        assertThat(again.get("existed").asInt()).isEqualTo(7);
        assertThat(console.post("/api/products/of-lot", "{\"lot\":\"nobody's\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void isFoundByIdByCodeByLotAndBySample() throws Exception {
        TestMessages sample = sample("findable");
        JsonNode product = TestProducts.make(console, sample);
        String id = TestProducts.id(product);
        String qr = product.get("qr").asString();

        for (String q : List.of(
                id, id.substring(0, id.length() - 2), qr, qr.substring(qr.indexOf("FG_")), sample.id(), "findable")) {
            JsonNode found = console.json(
                    "/api/products?q=" + java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8));
            assertThat(found.get("items").valueStream().map(TestProducts::id))
                    .as(q)
                    .contains(id);
        }
        HttpResponse<String> forged = console.get("/api/products?q=" + id + ".AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(forged.statusCode()).isEqualTo(404);
        assertThat(forged.body()).contains("signature");
        assertThat(console.json("/api/products?q=%25%27%3B--").get("items").size())
                .isZero();
        assertThat(console.get("/api/products?cursor=x").statusCode()).isEqualTo(400);
        assertThat(console.get("/api/products/FG_LL_20000101_0001").statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesFollowOneAnotherWithoutGap() throws Exception {
        List<TestMessages> samples = List.of(sample("paged"), sample("paged"), sample("paged"));
        for (TestMessages each : samples) {
            TestProducts.make(console, each);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = console.json("/api/products?lot=paged&limit=2" + cursor);
            page.get("items").valueStream().map(TestProducts::id).forEach(seen::add);
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);
        assertThat(seen).hasSize(3).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aRecallStrikesTheWholeLotAtOnceAndNothingIsMadeOfItAnyMore() throws Exception {
        JsonNode one = TestProducts.make(console, "struck");
        JsonNode two = TestProducts.make(console, "struck");
        JsonNode other = TestProducts.make(console, "spared");

        assertThat(recall("lots/struck", "Listeria", "struk").statusCode())
                .as("a slip")
                .isEqualTo(400);
        HttpResponse<String> answer = recall("lots/struck", "Listeria monocytogenes", "struck");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(read(answer).get("products").asInt()).isEqualTo(2);
        for (JsonNode product : List.of(one, two)) {
            JsonNode now = console.json("/api/products/" + TestProducts.id(product));
            assertThat(now.get("status").asString()).isEqualTo("recalled");
            assertThat(now.at("/recall/reason").asString()).isEqualTo("Listeria monocytogenes");
            assertThat(console.get("/api/products/" + TestProducts.id(product) + "/label")
                            .statusCode())
                    .as("nothing recalled gets a label")
                    .isEqualTo(409);
        }
        assertThat(console.json("/api/products/" + TestProducts.id(other))
                        .get("status")
                        .asString())
                .isEqualTo("active");
        TestMessages late = sample("struck");
        console.store(late);
        assertThat(make(late).statusCode()).isEqualTo(409);
        assertThat(console.post("/api/products/of-lot", "{\"lot\":\"struck\"}").statusCode())
                .isEqualTo(409);
        assertThat(recall("lots/struck", "again", "struck").statusCode()).isEqualTo(409);
        assertThat(recall("lots/unknown", "why", "unknown").statusCode()).isEqualTo(404);
        assertThat(console.json("/api/products?status=recalled&lot=struck")
                        .get("items")
                        .size())
                .isEqualTo(2);
        assertThat(console.json("/api/products/recalls").at("/items/0/subject").asString())
                .isNotEmpty();
        String why = console.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT reason FROM audit_log WHERE route = 'recallLot' AND object_id = 'struck'")
                .mapTo(String.class)
                .one());
        assertThat(why).isEqualTo("Listeria monocytogenes");
    }

    private static HttpResponse<String> recall(String what, String reason, String confirm) {
        return console.post(
                "/api/products/" + what + "/recall", "{\"reason\":\"" + reason + "\",\"confirm\":\"" + confirm + "\"}");
    }

    @Test
    void aLotOfWhichNothingWasMadeIsCalledBackSoThatNothingIs() throws Exception {
        TestMessages kept = sample("kept back");
        console.store(kept);

        HttpResponse<String> answer = recall("lots/kept%20back", "Salmonelles", "kept back");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(read(answer).get("products").asInt()).isZero();
        assertThat(make(kept).statusCode()).isEqualTo(409);
        assertThat(console.post("/api/products/of-lot", "{\"lot\":\"kept back\"}")
                        .statusCode())
                .isEqualTo(409);
        long id = read(answer).get("id").asLong();
        assertThat(console.post("/api/products/recalls/" + id + "/lift", "{\"reason\":\"second analysis\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(make(kept).statusCode()).isEqualTo(201);
    }

    @Test
    void recallsFollowOneAnotherWithoutGapAlsoThoseThatWereTakenBack() throws Exception {
        List<Long> made = new ArrayList<>();
        for (String lot : List.of("listed-1", "listed-2", "listed-3")) {
            TestProducts.make(console, lot);
            made.add(read(recall("lots/" + lot, "Motif", lot)).get("id").asLong());
        }
        console.post("/api/products/recalls/" + made.get(1) + "/lift", "{\"reason\":\"Erreur\"}");
        List<JsonNode> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = console.json("/api/products/recalls?limit=2" + cursor);
            page.get("items").valueStream().forEach(seen::add);
            cursor = page.get("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (cursor != null);
        List<Long> ids = seen.stream().map(recall -> recall.get("id").asLong()).toList();
        assertThat(ids)
                .containsAll(made)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        JsonNode lifted = seen.get(ids.indexOf(made.get(1)));
        assertThat(lifted.get("lift_reason").asString()).isEqualTo("Erreur");
        assertThat(lifted.get("lifted_at").isNull()).isFalse();
        assertThat(console.get("/api/products/recalls?cursor=x").statusCode()).isEqualTo(400);
        assertThat(console.get("/api/products/recalls?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void aMistakenRecallIsTakenBackWithAReasonAndWhatElseHoldsStays() throws Exception {
        JsonNode one = TestProducts.make(console, "mistaken");
        JsonNode two = TestProducts.make(console, "mistaken");
        assertThat(recall(TestProducts.id(one), "Verre", TestProducts.id(one)).statusCode())
                .isEqualTo(201);
        long lot = read(recall("lots/mistaken", "Erreur", "mistaken")).get("id").asLong();

        HttpResponse<String> lifted =
                console.post("/api/products/recalls/" + lot + "/lift", "{\"reason\":\"wrong lot\"}");

        assertThat(lifted.statusCode()).isEqualTo(201);
        assertThat(read(lifted).get("lift_reason").asString()).isEqualTo("wrong lot");
        assertThat(console.json("/api/products/" + TestProducts.id(two))
                        .get("status")
                        .asString())
                .isEqualTo("active");
        assertThat(console.json("/api/products/" + TestProducts.id(one))
                        .get("status")
                        .asString())
                .as("called back by itself, too")
                .isEqualTo("recalled");
        assertThat(console.post("/api/products/recalls/" + lot + "/lift", "{\"reason\":\"twice\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(console.post("/api/products/recalls/999999/lift", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(console.post("/api/products/recalls/x/lift", "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aProductOfARecalledLotIsRecalledForItsOwnReasonAndStaysSo() throws Exception {
        String id = TestProducts.id(TestProducts.make(console, "twofold"));
        long lot =
                read(recall("lots/twofold", "Étiquette", "twofold")).get("id").asLong();

        HttpResponse<String> own = recall(id, "Ve\u202Erre", id);

        assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
        assertThat(console.json("/api/products/" + id).at("/recall/reason").asString())
                .isEqualTo("Verre");
        assertThat(recall(id, "Encore", id).statusCode()).as("once").isEqualTo(409);
        assertThat(console.post("/api/products/recalls/" + lot + "/lift", "{\"reason\":\"relabelled\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(console.json("/api/products/" + id).get("status").asString()).isEqualTo("recalled");
        assertThat(console.json("/api/products?status=recalled&q=" + id)
                        .get("items")
                        .size())
                .isEqualTo(1);
        long mine = read(own).get("id").asLong();
        assertThat(console.post("/api/products/recalls/" + mine + "/lift", "{\"reason\":\"no glass\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(console.json("/api/products/" + id).get("status").asString()).isEqualTo("active");
    }

    @Test
    void whoeverRecallsWhileOthersMakeProductsStrikesThemAllOrStopsThem() throws Exception {
        List<TestMessages> samples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            samples.add(sample("raced"));
        }
        console.store(samples);
        assertThat(make(samples.getFirst()).statusCode()).isEqualTo(201);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            samples.forEach(each -> calls.add(() -> make(each)));
            calls.add(6, () -> recall("lots/raced", "Raced", "raced"));
            for (Future<HttpResponse<String>> call : many.invokeAll(calls)) {
                assertThat(call.get().statusCode()).isIn(200, 201, 409);
            }
        }
        assertThat(console.json("/api/products?lot=raced&status=active")
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void anotherConsoleOnTheDatabaseKnowsOfARecallAtOnceAndOneWithAnotherKeySignsNothing() throws Exception {
        JsonNode product = TestProducts.make(console, "of both");
        try (TestConsole other = TestConsole.with()
                        .database(console.database())
                        .products(TestProducts.PLAN)
                        .start();
                TestConsole foreign = TestConsole.with()
                        .database(console.database())
                        .products(ProductPlan.OFF)
                        .start()) {
            assertThat(recall("lots/of%20both", "Histamine", "of both").statusCode())
                    .isEqualTo(201);
            assertThat(other.json("/api/products/" + TestProducts.id(product))
                            .get("status")
                            .asString())
                    .isEqualTo("recalled");
            assertThat(other.json("/api/products/" + TestProducts.id(product)).get("qr"))
                    .isEqualTo(product.get("qr"));

            // No console tells another of it: there is neither a Redis nor a notice between these two.
            try (TestVisitor visitor = new TestVisitor(other, "203.0.113.30")) {
                assertThat(visitor.get(TestProducts.page(product)).body())
                        .as("the other console's page, at once")
                        .contains("Histamine", "class=\"recall\"")
                        .doesNotContain("<form");
                assertThat(visitor.send(
                                        "POST",
                                        TestProducts.page(product),
                                        "overall=5".getBytes(StandardCharsets.UTF_8))
                                .statusCode())
                        .isIn(403, 410);
            }

            JsonNode seen = foreign.json("/api/products/" + TestProducts.id(product));
            assertThat(seen.get("qr").isNull()).isTrue();
            assertThat(seen.get("status").asString()).isEqualTo("recalled");
            HttpResponse<String> scan = foreign.get(
                    "/api/consumer/scan/" + TestProducts.page(product).substring(3));
            assertThat(scan.statusCode()).isEqualTo(503);
            assertThat(scan.body()).contains("product-key");
            assertThat(foreign.json("/api/sqal/conditions").toString()).contains("product_key_differs");
        }
    }

    @Test
    void aKeyOfTheConsolesOwnIsMadeOnceAndIsNobodyElsesToRead() throws Exception {
        Path folder = MemoryFolder.make("key-");
        String first;
        TestConsole.Options options = TestConsole.with().folder(folder);
        try (TestConsole own = options.start()) {
            own.keepFolder();
            first = TestProducts.make(own, "own key").get("qr").asString();
            assertThat(first).startsWith("FG_LL_");
            assertThat(Files.readString(folder.resolve("product-key")).strip()).hasSize(43);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve("product-key")))
                        .hasSize(2);
            }
            assertThat(own.count(
                            "SELECT count(*) FROM product_keys WHERE encode(fingerprint, 'escape') LIKE ?",
                            "%"
                                    + Files.readString(folder.resolve("product-key"))
                                            .strip() + "%"))
                    .isZero();
        }
        try (TestConsole again = options.start()) {
            assertThat(again.json("/api/products").at("/items/0/qr").asString()).isEqualTo(first);
        }
    }

    @Test
    void packagingTodayIsTheUsualAndBestBeforeFollows() throws Exception {
        TestMessages sample = sample("A-4");
        JsonNode product = TestProducts.make(console, sample);
        LocalDate today = LocalDate.ofInstant(sample.time(), ZoneId.of("Europe/Paris"));

        assertThat(LocalDate.parse(product.get("packaged_on").asString())).isBetween(today, today.plusDays(1));
        assertThat(LocalDate.parse(product.get("best_before").asString()))
                .isEqualTo(
                        LocalDate.parse(product.get("packaged_on").asString()).plusDays(14));
        assertThat(console.json("/api/products/options").get("certifications").size())
                .isEqualTo(2);
    }
}

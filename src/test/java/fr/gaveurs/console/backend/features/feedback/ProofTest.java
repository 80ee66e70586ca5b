package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.log.Log.LaterEntry;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import fr.gaveurs.console.backend.platform.tlog.ProofCheck;
import fr.gaveurs.console.backend.platform.tlog.RecallStatement;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A product's page tells whether the product is as it was signed, and gives the proof to whoever asks. */
@Timeout(120)
class ProofTest {
    private static String state(TestConsole console, JsonNode product) {
        return console.json("/api/public/traceability/" + TestProducts.id(product))
                .at("/proof/state")
                .asString();
    }

    @Test
    void whatWasSignedIsVerifiedAndWhatWasChangedByHandIsNot() throws Exception {
        try (TestConsole console =
                        TestConsole.with().products(TestProducts.PLAN).start();
                TestVisitor visitor = new TestVisitor(console, "203.0.113.70")) {
            JsonNode product = TestProducts.make(console, "proven");
            JsonNode changed = TestProducts.make(console, "changed");
            await().until(() -> state(console, product).equals("verified"));
            await().until(() ->
                    state(console, changed).equals("verified")); // else its entry is made of what is changed
            assertThat(visitor.get(TestProducts.page(product)).body()).contains("Vérifié : ");

            HttpResponse<String> file = visitor.get(TestProducts.page(product) + "/proof");
            assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
            Proof proof = Json.MAPPER.readValue(file.body(), Proof.class);
            assertThat(ProofCheck.fault(proof, null)).isNull();
            assertThat(proof.entry()).contains(TestProducts.id(product));
            assertThat(visitor.get("/p/FG_LL_20261127_0001.AAAAAAAAAAAAAAAAAAAAAA/proof")
                            .statusCode())
                    .isEqualTo(404);

            console.jdbi()
                    .useHandle(handle -> handle.execute(
                            "UPDATE consumer_products SET best_before = best_before + 30 WHERE product_id = ?",
                            TestProducts.id(changed)));
            await().until(() -> state(console, changed).equals("altered"));
            assertThat(visitor.get(TestProducts.page(changed)).body()).contains("Non vérifié : ");
        }
    }

    private static long recall(TestConsole console, String lot) {
        return Json.MAPPER
                .readTree(console.post(
                                "/api/products/lots/" + lot + "/recall",
                                "{\"reason\":\"Listeria\",\"confirm\":\"" + lot + "\"}")
                        .body())
                .get("id")
                .asLong();
    }

    private static void byHand(TestConsole console, String sql, Object... values) {
        console.jdbi().useHandle(handle -> handle.execute(sql, values));
    }

    /** Whoever has the database's password can switch no recall off, or on, without the page saying so. */
    @Test
    void whetherAProductIsRecalledIsWhatTheLogHas() throws Exception {
        try (TestConsole console =
                        TestConsole.with().products(TestProducts.PLAN).start();
                TestVisitor visitor = new TestVisitor(console, "203.0.113.71")) {
            JsonNode erased = TestProducts.make(console, "erased");
            JsonNode lifted = TestProducts.make(console, "lifted");
            JsonNode moved = TestProducts.make(console, "moved");
            JsonNode made = TestProducts.make(console, "made");
            JsonNode spared = TestProducts.make(console, "spared");
            long first = recall(console, "erased");
            long second = recall(console, "lifted");
            long third = recall(console, "moved");
            for (JsonNode product : List.of(erased, lifted, moved, made, spared)) {
                await().until(() -> state(console, product).equals("verified"));
            }
            assertThat(console.count(
                            "SELECT count(*) FROM information_schema.columns WHERE (table_name, column_name) IN"
                                    + " (('consumer_products', 'recall_id'), ('product_recalls', 'holds'))"))
                    .as("places beside the log where it could be said")
                    .isZero();

            byHand(console, "DELETE FROM product_recalls WHERE id = ?", first);
            byHand(console, "INSERT INTO product_recall_lifts (recall_id, reason) VALUES (?, 'by hand')", second);
            byHand(console, "UPDATE product_recalls SET subject = 'elsewhere' WHERE id = ?", third);
            byHand(
                    console,
                    "INSERT INTO product_recalls (scope, subject, reason, products) VALUES ('lot', 'made', 'by hand', 1)");

            for (JsonNode product : List.of(erased, lifted, moved, made)) {
                assertThat(state(console, product))
                        .as("at once: %s", product.get("lot"))
                        .isEqualTo("altered");
                assertThat(visitor.get(TestProducts.page(product)).body())
                        .contains("Non vérifié : ")
                        .doesNotContain("Vérifié : ces");
            }
            assertThat(state(console, spared)).isEqualTo("verified");
            console.post("/api/log/verification", "{}");
            await().until(() -> !console.json("/api/log/verification")
                    .get("state")
                    .asString()
                    .equals("running"));
            String found = console.json("/api/log/verification").toString();
            assertThat(found).contains("row_deleted", "row_altered", "row_inserted");
        }
    }

    /** What is shown is never told to be verified by what was found of it before it was changed. */
    @Test
    void whatWasJustVerifiedIsNotOnceItIsChanged() throws Exception {
        try (TestConsole console =
                TestConsole.with().products(TestProducts.PLAN).start()) {
            JsonNode product = TestProducts.make(console, "kept");
            await().until(() -> state(console, product).equals("verified"));
            for (String change : List.of("best_before = best_before + 30", "certifications = '{AOP}'", "grade = 'C'")) {
                byHand(console, "UPDATE consumer_products SET " + change);
                assertThat(state(console, product)).as(change).isEqualTo("altered");
            }
            byHand(
                    console,
                    "INSERT INTO consumer_products (product_id, site_code, lot, device_id, sample_id, sample_time, grade,"
                            + " produced_on, controlled_on, packaged_on, best_before) SELECT 'FG_LL_20200101_0001', site_code,"
                            + " lot, device_id, 'forged', sample_time, grade, produced_on, controlled_on, packaged_on,"
                            + " best_before FROM consumer_products");
            assertThat(console.json("/api/public/traceability/FG_LL_20200101_0001")
                            .at("/proof/state")
                            .asString())
                    .as("what was put in by hand waits for nothing")
                    .isEqualTo("altered");
        }
    }

    /** Whoever has the file alone is told of the recall, and of one that was taken back. */
    @Test
    void theProofOfARecalledProductSaysThatItIsRecalled() throws Exception {
        try (TestConsole console =
                        TestConsole.with().products(TestProducts.PLAN).start();
                TestVisitor visitor = new TestVisitor(console, "203.0.113.72")) {
            JsonNode product = TestProducts.make(console, "traced");
            String page = TestProducts.page(product) + "/proof";
            await().until(() -> state(console, product).equals("verified"));
            Proof sold = proof(visitor, page);
            assertThat(sold.later()).isEmpty();
            assertThat(RecallStatement.of(sold)).startsWith("not recalled, by what the file has");

            long recall = recall(console, "traced");
            Proof recalled = proof(visitor, page);
            assertThat(ProofCheck.fault(recalled, null)).isNull();
            assertThat(recalled.later()).singleElement().satisfies(entry -> assertThat(entry.entry())
                    .contains("\"reason\":\"Listeria\""));
            assertThat(RecallStatement.of(recalled))
                    .startsWith("recalled: " + TestProducts.id(product)
                            + " must not be eaten; its lot traced was called" + " back at ")
                    .contains("Listeria");
            assertThat(Json.MAPPER.readValue(
                            console.get("/api/public/proof/" + TestProducts.id(product))
                                    .body(),
                            Proof.class))
                    .isEqualTo(recalled);
            LaterEntry entry = recalled.later().getFirst();
            assertThat(ProofCheck.fault(
                            with(
                                    recalled,
                                    new LaterEntry(
                                            entry.index(),
                                            entry.entry().replace("Listeria", "nothing"),
                                            entry.proof())),
                            null))
                    .contains("is not number " + entry.index());

            console.post("/api/products/recalls/" + recall + "/lift", "{\"reason\":\"a mistake\"}");
            Proof lifted = proof(visitor, page);
            assertThat(ProofCheck.fault(lifted, null)).isNull();
            assertThat(lifted.later()).hasSize(2);
            assertThat(RecallStatement.of(lifted)).startsWith("not recalled any more");
        }
    }

    private static Proof with(Proof proof, LaterEntry later) {
        return new Proof(
                proof.format(),
                proof.origin(),
                proof.index(),
                proof.entry(),
                proof.proof(),
                proof.checkpoint(),
                proof.verifierKey(),
                List.of(later));
    }

    /** Whatever was just said of a product is in its proof, or there is none for some seconds. */
    private static Proof proof(TestVisitor visitor, String page) {
        AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
        await().until(() -> {
            answer.set(visitor.get(page));
            assertThat(answer.get().statusCode()).isIn(200, 503);
            return answer.get().statusCode() == 200;
        });
        return Json.MAPPER.readValue(answer.get().body(), Proof.class);
    }

    @Test
    void aRecallIsInTheLogAndOneThatIsDeletedByHandIsNamed() throws Exception {
        try (TestConsole console =
                TestConsole.with().products(TestProducts.PLAN).start()) {
            TestProducts.make(console, "recalled");
            long recall = Json.MAPPER
                    .readTree(console.post(
                                    "/api/products/lots/recalled/recall",
                                    "{\"reason\":\"Listeria\",\"confirm\":\"recalled\"}")
                            .body())
                    .get("id")
                    .asLong();
            await().until(() ->
                    console.json("/api/log/entries?kind=recall").get("items").size() == 1);
            assertThat(console.post("/api/products/recalls/" + recall + "/lift", "{\"reason\":\"a mistake\"}")
                            .statusCode())
                    .isEqualTo(201);
            await().until(() -> console.json("/api/log/entries?kind=recall_lift")
                            .get("items")
                            .size()
                    == 1);

            console.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM product_recall_lifts");
                handle.execute("UPDATE product_recalls SET reason = 'nothing'");
            });
            console.post("/api/log/verification", "{}");
            await().until(() -> console.json("/api/log/verification").toString().contains("row_altered"));
            await().until(() -> console.json("/api/log/verification").toString().contains("recall_lift"));
        }
    }
}

package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import fr.gaveurs.console.backend.platform.tlog.ProofCheck;
import java.net.http.HttpResponse;
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

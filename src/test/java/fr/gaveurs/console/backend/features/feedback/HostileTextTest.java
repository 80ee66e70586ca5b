package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** SQL, HTML, emoji and text from right to left in every field that somebody can fill in: all of it is text, and nothing else. */
@Timeout(180)
class HostileTextTest {
    private static final List<String> EVIL = List.of(
            "'); DROP TABLE consumer_feedbacks;--",
            "\" OR 1=1; DELETE FROM consumer_products; --",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "</textarea></form><form action=//evil>",
            "👨‍👩‍👧🦆",
            "\u202Eعربي שלום");

    /** Of the ratings. */
    private static final List<String> FIELDS = List.of(
            "qr",
            "product_id",
            "overall",
            "texture",
            "flavor",
            "color",
            "aroma",
            "freshness",
            "comment",
            "context",
            "email",
            "form",
            "no_such_field");

    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().products(TestProducts.PLAN).start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static void nothingIsBroken(String what, int before) {
        assertThat(console.count("SELECT count(*) FROM consumer_products"))
                .as(what)
                .isEqualTo(before);
        assertThat(console.count("SELECT count(*) FROM consumer_feedbacks"))
                .as(what)
                .isNotNegative();
    }

    @Test
    void inEveryFieldOfTheFormAndOfTheApi() throws Exception {
        int address = 0;
        for (String evil : EVIL) {
            JsonNode product = TestProducts.make(console, "hostile");
            int products = (int) console.count("SELECT count(*) FROM consumer_products");
            for (String field : FIELDS) {
                address++;
                String from = "198.51." + address / 200 + "." + (1 + address % 200);
                try (TestVisitor visitor = new TestVisitor(console, from)) {
                    Map<String, String> form = new HashMap<>(Map.of("overall", "4"));
                    form.put(field, evil);
                    HttpResponse<String> answer = visitor.rate(TestProducts.page(product), form);
                    assertThat(answer.statusCode())
                            .as("form, %s: %s", field, evil)
                            .isIn(200, 201, 400, 403, 404, 422);
                    assertThat(answer.body())
                            .as("form, %s: %s", field, evil)
                            .doesNotContain("<script>")
                            .doesNotContain("<img src=x")
                            .doesNotContain("</textarea></form><form");
                }
                ObjectNode body = Json.MAPPER.createObjectNode();
                body.put("qr", product.get("qr").asString()).put("overall", 4).put(field, evil);
                int status =
                        console.post("/api/consumer/feedback", body.toString()).statusCode();
                assertThat(status).as("api, %s: %s", field, evil).isIn(201, 400, 404, 409, 422);
                if (status == 201) {
                    assertThat(field).as("only a comment takes any text").isEqualTo("comment");
                }
                nothingIsBroken(field + ": " + evil, products);
            }
        }
    }

    @Test
    void inTheLotTheReasonTheReplyAndWhatIsLookedFor() throws Exception {
        for (String evil : EVIL) {
            JsonNode product = TestProducts.make(console, "answered");
            int products = (int) console.count("SELECT count(*) FROM consumer_products");
            try (TestVisitor visitor = new TestVisitor(console, "203.0.113." + (100 + EVIL.indexOf(evil)))) {
                assertThat(visitor.rate(TestProducts.page(product), Map.of("overall", "4", "comment", evil))
                                .statusCode())
                        .isEqualTo(201);
            }
            JsonNode stored = console.json("/api/consumer/feedbacks?product_id=" + TestProducts.id(product))
                    .at("/items/0");
            ObjectNode patch = Json.MAPPER.createObjectNode();
            patch.put("reply", evil).put("version", stored.get("version").asInt());
            assertThat(console.send(
                                    "PATCH",
                                    "/api/consumer/feedbacks/"
                                            + stored.get("id").asLong(),
                                    patch.toString().getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .as(evil)
                    .isEqualTo(200);
            ObjectNode recall = Json.MAPPER.createObjectNode();
            recall.put("reason", evil).put("confirm", TestProducts.id(product));
            assertThat(console.post("/api/products/" + TestProducts.id(product) + "/recall", recall.toString())
                            .statusCode())
                    .as(evil)
                    .isIn(200, 201);
            String page = console.get(TestProducts.page(product)).body();
            assertThat(page)
                    .as(evil)
                    .doesNotContain("<script>")
                    .doesNotContain("<img src=x")
                    .doesNotContain("</textarea></form><form");
            String looked = URLEncoder.encode(evil, StandardCharsets.UTF_8);
            for (String path : List.of(
                    "/api/products?q=",
                    "/api/products?lot=",
                    "/api/consumer/feedbacks?lot=",
                    "/api/consumer/feedbacks?product_id=",
                    "/api/consumer/feedbacks?cursor=",
                    "/api/consumer/satisfaction?lot=",
                    "/api/consumer/satisfaction?product_id=",
                    "/api/products/labels?lot=",
                    "/api/consumer/scan/",
                    "/p/",
                    "/api/consumer/producer/lot/")) {
                assertThat(console.get(path + looked.replace("+", "%20")).statusCode())
                        .as(path + evil)
                        .isIn(200, 400, 404, 422);
            }
            nothingIsBroken(evil, products);
        }
    }
}

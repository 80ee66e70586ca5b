package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.TestVisitor;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The port of their own that consumers have: their pages, and nothing else. */
@Timeout(120)
class ConsumerPortTest {
    private static TestConsole console;
    private static TestVisitor visitor;
    private static JsonNode product;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.with().products(TestProducts.PLAN).start();
        visitor = new TestVisitor(console, "203.0.113.5");
        product = TestProducts.make(console, "port");
    }

    @AfterAll
    static void stop() throws Exception {
        visitor.close();
        console.close();
    }

    @Test
    void thePageIsThereAndItsHeadersAreStrict() {
        HttpResponse<String> page = visitor.get(TestProducts.page(product));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Foie gras de canard cru")
                .contains("Lot")
                .contains("port");
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(page.headers().firstValue("set-cookie")).isEmpty();
        assertThat(page.headers().firstValue("server")).isEmpty();
        assertThat(page.headers().firstValue("content-language")).hasValue("fr");
    }

    @Test
    void theLanguageIsThatOfTheReader() throws Exception {
        for (Map.Entry<String, String> each : Map.of(
                        "en-GB,en;q=0.9,fr;q=0.8", "en",
                        "fr-CA", "fr",
                        "de, en;q=0.5", "en",
                        "de,es", "fr",
                        "*", "fr",
                        "", "fr")
                .entrySet()) {
            try (TestVisitor reader = new TestVisitor(console, "203.0.113.6").reading(each.getKey())) {
                assertThat(reader.get(TestProducts.page(product)).body())
                        .as(each.getKey())
                        .contains("<html lang=\"" + each.getValue() + "\">");
            }
        }
    }

    @Test
    void whatIsAddedToAnAddressOnItsWayDoesNotMatter() {
        assertThat(visitor.get(TestProducts.page(product) + "?fbclid=x&utm_source=y")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void codesThatAreNoneGetAPageForPeople() {
        for (String path :
                List.of("/p/x", "/p/FG_LL_20261127_0001.AAAAAAAAAAAAAAAAAAAAAA", "/p/%3Cscript%3E", "/p/%00")) {
            HttpResponse<String> page = visitor.get(path);
            assertThat(page.statusCode()).as(path).isIn(400, 404);
            if (page.statusCode() == 404) {
                assertThat(page.body()).contains("Produit inconnu").doesNotContain("<script>");
            }
        }
    }

    @Test
    void nothingElseAnswersThere() throws Exception {
        int port = console.backend().consumerPort();
        for (Route route : Routes.ALL) {
            if (FeedbackApi.ON_CONSUMER_PORT.contains(route)) {
                continue;
            }
            String path = route.template().replaceAll("\\{[a-z0-9_]+}", "1");
            for (String method : List.of("GET", "POST", "PATCH", "PUT", "OPTIONS", "DELETE")) {
                assertThat(RawHttp.send(port, method, path, new byte[0]).status())
                        .as("%s %s", method, path)
                        .isEqualTo(404);
            }
        }
        for (String path : List.of(
                "/",
                "/docs",
                "/docs/",
                "/docs/swagger-ui.css",
                "/openapi.json",
                "/metrics",
                "/health",
                "/ws/sensors/",
                "/ws/realtime/",
                "/p",
                "/p/",
                "/p/a/b",
                "/favicon.ico",
                "/problems/not-found",
                "/p/../api/sqal/devices")) {
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body()).as(path).doesNotContain("/docs lists");
        }
        assertThat(RawHttp.send(port, "PUT", TestProducts.page(product), new byte[0])
                        .status())
                .isEqualTo(405);
    }

    @Test
    void aTokenOpensNothingThere() throws Exception {
        assertThat(visitor.send(
                                "POST",
                                "/api/consumer/feedback",
                                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(404);
    }

    private static void assertThatABrowserIsToldInAPage(TestVisitor eager, String path) {
        HttpResponse<String> answer;
        int asked = 0;
        do {
            answer = eager.send("GET", path, new byte[0], "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        } while (answer.statusCode() == 200 && ++asked < 20);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
        assertThat(answer.body())
                .contains("<html lang=\"fr\">", "Trop de pages sont demandées depuis votre réseau.")
                .doesNotContain("<script", "/ws/");
    }

    @Test
    void oneWhoAsksTooOftenIsToldToWaitAndHisNeighbourIsNot() throws Exception {
        ProductPlan plan = TestProducts.PLAN;
        ProductPlan limited = new ProductPlan(
                plan.key(),
                plan.publicBase(),
                plan.house(),
                plan.certifications(),
                plan.bestBeforeDays(),
                plan.consumerPort(),
                plan.proxies(),
                false,
                5,
                2);
        try (TestConsole own = TestConsole.with().products(limited).start();
                TestVisitor eager = new TestVisitor(own, "203.0.113.8");
                TestVisitor neighbour = new TestVisitor(own, "203.0.113.9")) {
            String path = TestProducts.page(TestProducts.make(own, "limited"));
            int refused = 0;
            for (int i = 0; i < 8; i++) {
                HttpResponse<String> answer = eager.get(path);
                refused += answer.statusCode() == 429 ? 1 : 0;
                if (answer.statusCode() == 429) {
                    assertThat(answer.headers().firstValue("retry-after")).isPresent();
                    assertThat(answer.body()).as("of what is elsewhere").doesNotContain("/ws/");
                }
            }
            assertThat(refused).isBetween(1, 3);
            assertThatABrowserIsToldInAPage(eager, path);
            // Whoever has an IPv6 network has as many addresses as he likes, and counts as one.
            refused = 0;
            for (int i = 0; i < 8; i++) {
                try (TestVisitor another = new TestVisitor(own, "2001:db8:7:7::" + (i + 1))) {
                    refused += another.get(path).statusCode() == 429 ? 1 : 0;
                }
            }
            assertThat(refused).isBetween(1, 3);
            String token = neighbour.token(path);
            assertThat(neighbour
                            .sendForm(path, token, Map.of("comment", "no stars"))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(neighbour.sendForm(path, token, Map.of("overall", "5")).statusCode())
                    .isEqualTo(201);
            HttpResponse<String> third = neighbour.sendForm(path, token, Map.of("overall", "5", "comment", "kept"));
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("kept");

            // A customer of a provider may hold 65,536 such networks: together they have a limit of their own.
            assertThat(ratings(own, path, "2001:db8:8:", 12))
                    .as("of one network of 48 bits")
                    .isBetween(8, 10);
            assertThat(ratings(own, path, "2001:db8:9:", 4))
                    .as("of another one")
                    .isEqualTo(4);
        }
    }

    /** How many were taken of visitors who come from a network of 64 bits each. */
    private static int ratings(TestConsole console, String path, String network, int visitors) throws Exception {
        int taken = 0;
        for (int i = 0; i < visitors; i++) {
            try (TestVisitor visitor = new TestVisitor(console, network + Integer.toHexString(i) + "::1")) {
                taken += visitor.rate(path, Map.of("overall", "1")).statusCode() == 201 ? 1 : 0;
            }
        }
        return taken;
    }

    @Test
    void withoutASettingThereIsNoSuchPort() throws Exception {
        try (TestConsole closed = TestConsole.start()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> closed.backend().consumerPort())
                    .isInstanceOf(NullPointerException.class);
            // On the console's own machine the page can be looked at nevertheless.
            JsonNode here = TestProducts.make(closed, "here");
            assertThat(closed.get(TestProducts.page(here)).statusCode()).isEqualTo(200);
        }
    }
}

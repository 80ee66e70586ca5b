package fr.gaveurs.console.backend.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.security.Access;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How often one program may ask. */
class RestLimitTest {
    private static final String PATH = "/api/sqal/devices";

    private static long header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValueAsLong(name).orElse(-1);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgainAndIsServedThen() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimitRest(30).start()) {
            HttpResponse<String> first = console.get(PATH);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(header(first, "RateLimit-Limit")).isEqualTo(30);
            assertThat(header(first, "RateLimit-Remaining")).isEqualTo(29);
            assertThat(header(first, "RateLimit-Reset")).isBetween(1L, 2L);
            for (int i = 0; i < 28; i++) {
                assertThat(console.get(PATH).statusCode()).isEqualTo(200);
            }
            await().until(() -> console.get(PATH).statusCode() == 429);
            // Every two seconds one may ask again, which may be now.
            HttpResponse<String> refused = await().until(() -> console.get(PATH), answer -> answer.statusCode() == 429);

            assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(header(refused, "Retry-After")).isBetween(1L, 2L);
            assertThat(header(refused, "RateLimit-Limit")).isEqualTo(30);
            assertThat(header(refused, "RateLimit-Remaining")).isZero();
            assertThat(header(refused, "RateLimit-Reset")).isBetween(55L, 60L);
            JsonNode problem = Json.MAPPER.readTree(refused.body());
            assertThat(problem.get("type").asString()).isEqualTo("/problems/rate-limited");
            assertThat(problem.get("status").asInt()).isEqualTo(429);
            assertThat(problem.get("detail").asString()).contains("more than 30 requests a minute", "ask less often");
            assertThat(console.metric("rate_limit_rejections_total{kind=\"rest\"}"))
                    .isGreaterThanOrEqualTo(2);

            await().pollInterval(Duration.ofMillis(500))
                    .until(() -> console.get(PATH).statusCode() == 200);
        }
    }

    @Test
    void aTokenIsCountedByItselfAndWhatIsPublicNotAtAll() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimitRest(5).start()) {
            String token = Json.MAPPER
                    .readTree(console.post("/api/admin/tokens", "{\"name\":\"wall\"}")
                            .body())
                    .get("token")
                    .asString();
            await().until(() -> console.get(PATH).statusCode() == 429);

            HttpResponse<String> withToken = console.get(PATH, "Authorization", "Bearer " + token);
            assertThat(withToken.statusCode()).isEqualTo(200);
            assertThat(header(withToken, "RateLimit-Remaining")).isEqualTo(4);
            assertThat(console.get(PATH, "Authorization", "Bearer gvc_made_up").statusCode())
                    .as("one that is none counts for the address")
                    .isEqualTo(429);
            for (String open :
                    List.of("/health", "/health/live", "/health/ready", "/metrics", "/openapi.json", "/docs/")) {
                for (int i = 0; i < 8; i++) {
                    HttpResponse<String> answer = console.get(open);
                    assertThat(answer.statusCode()).as(open).isEqualTo(200);
                    assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
                }
            }
        }
    }

    @Test
    void theConsolesOwnWindowIsNotStarvedByAnotherProgram() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimitRest(5).start()) {
            await().until(() -> console.get(PATH).statusCode() == 429);

            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = console.get(
                        PATH, "Authorization", "Bearer " + console.backend().windowKey());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
            }
            assertThat(console.get(PATH).statusCode()).isEqualTo(429);
            assertThat(console.count("SELECT count(*) FROM api_tokens")).isZero();
        }
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        try (TestConsole console = TestConsole.with().rateLimitRest(0).start()) {
            for (int i = 0; i < 50; i++) {
                HttpResponse<String> answer = console.get(PATH);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
            }
        }
    }

    @Test
    void tooManyWrongTokensAreAProblemToo() {
        ProblemException problem = RequestProblems.denied(new Access.Denied(429, "wait", 6, null));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.kind()).isEqualTo("rate-limited");
        assertThat(problem.headers()).containsEntry("Retry-After", "6");
    }
}

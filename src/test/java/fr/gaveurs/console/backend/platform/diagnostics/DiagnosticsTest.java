package fr.gaveurs.console.backend.platform.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class DiagnosticsTest {
    private static final Logger LOG = LoggerFactory.getLogger(DiagnosticsTest.class);

    private static TestConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    @Test
    void theDiagnosticsTellEverythingButSecrets() {
        String password = console.database().password();
        String token = Json.MAPPER
                .readTree(console.post("/api/admin/tokens", "{\"name\": \"planted\", \"role\": \"admin\"}")
                        .body())
                .path("token")
                .asString();
        assertThat(password).hasSizeGreaterThan(8);
        assertThat(token).startsWith("gvc_");
        // Somebody's careless line.
        LOG.warn("asked {} with {}", TestConsole.url(console.database()), token);
        console.get("/api/sqal/devices", "Authorization", "Bearer " + token);
        console.get("/api/sqal/devices?token=" + token);

        HttpResponse<String> answer = console.get("/api/admin/diagnostics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body())
                .contains("Gaveurs Console 9.9.9")
                .contains("== Settings ==")
                .contains("databaseUrl: postgresql://***@127.0.0.1:")
                .contains("database: up since ")
                .contains("answer_ms")
                .contains("writers_active")
                .contains("== Circuit breakers ==")
                .contains("== Changes from ")
                .contains("http_requests_total{")
                .contains("platform threads by state: ")
                .contains("Gaveurs Console 9.9.9 is ready")
                .contains("asked postgresql://***@")
                .doesNotContain(password)
                .doesNotContain(token);
        assertThat(console.get("/api/admin/log?limit=1000").body())
                .contains("asked postgresql://***@")
                .doesNotContain(password)
                .doesNotContain(token);
    }

    @Test
    void theLogIsReadFromWhereOneStopped() {
        long next = console.json("/api/admin/log?limit=1").path("next").asLong();
        LOG.info("first of the planted lines");
        LOG.error("second of the planted lines", new IllegalArgumentException("its trace"));

        JsonNode both = console.json("/api/admin/log?search=PLANTED%20lines&after=" + next);
        assertThat(both.path("events").values())
                .extracting(event -> event.path("level").asString())
                .containsExactly("info", "error");
        JsonNode one = console.json("/api/admin/log?level=error&after=" + next).path("events");
        assertThat(one.values()).singleElement().satisfies(event -> {
            assertThat(event.path("logger").asString()).isEqualTo("DiagnosticsTest");
            assertThat(event.path("trace").asString()).contains("IllegalArgumentException: its trace");
        });
    }

    @Test
    void aQueryThatMakesNoSenseIsExplained() {
        HttpResponse<String> answer = console.get("/api/admin/log?level=loud");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("must be one of trace, debug, info, warn, error");
        assertThat(console.get("/api/admin/log?limit=1001").statusCode()).isEqualTo(400);
    }

    @Test
    void theHistoryFollowsProbesComponentsAndBreakers() {
        await().untilAsserted(() -> {
            JsonNode history = console.json("/health/history");
            assertThat(history.path("from").asString())
                    .isLessThan(history.path("to").asString());
            assertThat(history.path("tracks").values())
                    .extracting(track -> track.path("kind").asString() + " "
                            + track.path("name").asString() + " "
                            + track.path("changes")
                                    .path(track.path("changes").size() - 1)
                                    .path("status")
                                    .asString())
                    .contains(
                            "probe startup started",
                            "probe live live",
                            "probe ready ready",
                            "component database up",
                            "component sockets up",
                            "component rate limits up",
                            "breaker database closed");
        });
    }

    @Test
    void theFiguresTellWhoIsConnected() throws Exception {
        try (var device = console.sensors();
                var dashboard = console.realtime()) {
            assertThat(device).isNotNull();
            dashboard.awaitJson("snapshot");
            await().untilAsserted(() -> assertThat(
                            console.json("/health").path("components").values())
                    .filteredOn(component -> component.path("name").asString().equals("sockets"))
                    .singleElement()
                    .satisfies(sockets -> {
                        assertThat(sockets.path("weight").asString()).isEqualTo("auxiliary");
                        assertThat(sockets.path("figures").path("devices").asInt())
                                .isEqualTo(1);
                        assertThat(sockets.path("figures").path("dashboards").asInt())
                                .isEqualTo(1);
                    }));
        }
    }
}

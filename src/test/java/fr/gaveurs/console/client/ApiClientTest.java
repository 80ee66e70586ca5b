package fr.gaveurs.console.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    private TestBackend backend;
    private ApiClient client;

    @BeforeEach
    void open() {
        backend = new TestBackend();
        client = new ApiClient(backend.base(), "secret");
    }

    @AfterEach
    void close() {
        client.close();
        backend.close();
    }

    @Test
    void readsListsPagesAndSingleRecords() {
        var device = MadeUp.station("ESP32_LL_01").build();
        backend.answer("/api/sqal/devices", 200, new Listing<>(List.of(device.device())))
                .answer("/api/sqal/samples", 200, new Page<>(List.of(), "next"))
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(3));

        assertThat(client.devices().join().items()).containsExactly(device.device());
        assertThat(client.samples(query(null)).join().nextCursor()).isEqualTo("next");
        assertThat(client.overview().join()).isEqualTo(MadeUp.overview(3));
    }

    @Test
    void sendsTheTokenAndTheQueryUnderTheContractsNames() throws InterruptedException {
        backend.answer("/api/sqal/samples", 200, new Page<>(List.of(), null));

        client.samples(new Samples.SampleQuery(
                        "ESP32_LL_01", null, Grade.A_PLUS, true, Instant.parse("2026-03-14T10:00:00Z"), null, null, 50))
                .join();

        TestBackend.Asked asked = backend.asked.take();
        assertThat(asked.authorization()).isEqualTo("Bearer secret");
        assertThat(asked.pathAndQuery())
                .isEqualTo("/api/sqal/samples?device_id=ESP32_LL_01&grade=A%2B&compliant=true"
                        + "&from=2026-03-14T10%3A00%3A00Z&limit=50");
    }

    @Test
    void percentEncodesWhatStandsInThePath() {
        assertThat(RouteCaller.expand("/api/sqal/samples/{sample_id}", Map.of("sample_id", "a b/c?d")))
                .isEqualTo("/api/sqal/samples/a%20b%2Fc%3Fd");
    }

    @Test
    void aProblemBecomesAnExceptionThatCarriesIt() {
        Problem problem = new Problem(
                "/problems/validation",
                "Not valid",
                422,
                "limit must be at most 500",
                "/api/sqal/samples",
                List.of(new FieldError("limit", "must be at most 500")));
        backend.answer("/api/sqal/samples", 422, problem);

        ApiException failure = failure(client.samples(query(501)));

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure).hasMessage("limit must be at most 500");
        assertThat(failure.unreachable()).isFalse();
    }

    @Test
    void anAnswerThatIsNoJsonIsUnreadableRatherThanACrash() {
        backend.answerText("/api/sqal/devices", 502, "<html>Bad Gateway</html>");
        assertThat(failure(client.devices()).problem().status()).isEqualTo(502);

        backend.answerText("/api/sqal/dashboard/overview", 200, "<html>hello</html>");
        assertThat(failure(client.overview())).hasMessageContaining("cannot read");
    }

    @Test
    void aProbesBadNewsIsAnAnswer() {
        backend.answer("/health/ready", 503, MadeUp.probe("not_ready")).answer("/health", 503, MadeUpHealth.bad());

        ApiClient.ProbeAnswer answer = client.probe(HealthApi.HEALTH_READY).join();

        assertThat(answer.httpStatus()).isEqualTo(503);
        assertThat(answer.probe().status()).isEqualTo("not_ready");
        assertThat(client.health().join().status()).isEqualTo(Health.Readiness.DEGRADED);
    }

    @Test
    void nobodyThereIsSaidAsSuch() {
        backend.close();

        ApiException failure = failure(client.devices());

        assertThat(failure.unreachable()).isTrue();
        assertThat(failure).hasMessageContaining("is the console running there?");
        backend = new TestBackend();
    }

    @Test
    void approvingIsAPost() throws InterruptedException {
        backend.answer(
                "/api/sqal/devices/ESP32_MT_04/approve",
                200,
                MadeUp.station("ESP32_MT_04").build().device());

        client.approve("ESP32_MT_04", null).join();

        assertThat(backend.asked.take().method()).isEqualTo("POST");
    }

    private static Samples.SampleQuery query(@Nullable Integer limit) {
        return new Samples.SampleQuery(null, null, null, null, null, null, null, limit);
    }

    private static ApiException failure(CompletableFuture<?> future) {
        return ApiException.of(catchThrowable(future::join));
    }
}

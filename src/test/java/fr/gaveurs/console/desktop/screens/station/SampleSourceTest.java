package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.TestBackend;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Over HTTP, against a server that answers what it is told. */
class SampleSourceTest {
    private final Sample sample =
            TestSamples.sample(7, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0.02), null);

    @Test
    void asksForTheListAndForOneSampleByIdAndTime() throws Exception {
        try (TestBackend backend = new TestBackend();
                ApiClient api = new ApiClient(backend.base(), null)) {
            backend.answer("/api/sqal/samples", 200, new Page<>(List.of(TestSamples.summary(sample)), null));
            backend.answer("/api/sqal/samples/" + sample.sampleId(), 200, sample);
            SampleSource source = SampleSource.of(api);
            SampleRow row = SampleRow.of(source.recent(TestSamples.DEVICE, 50)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .getFirst());
            assertThat(row).isEqualTo(SampleRow.of(sample));
            Sample read =
                    source.sample(TestSamples.DEVICE, row).toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(SampleRow.of(read)).isEqualTo(row);
            assertThat(Shown.of(read).zones()).isNotNull();
            assertThat(backend.asked.take().pathAndQuery())
                    .startsWith("/api/sqal/samples?")
                    .contains("device_id=ESP32_LL_01", "limit=50");
            assertThat(backend.asked.take().pathAndQuery())
                    .startsWith("/api/sqal/samples/" + sample.sampleId() + "?")
                    .contains("device_id=ESP32_LL_01", "timestamp=2026-11-23T13%3A02%3A38.125Z");
        }
    }

    @Test
    void aRefusalKeepsItsProblem() {
        try (TestBackend backend = new TestBackend();
                ApiClient api = new ApiClient(backend.base(), null)) {
            backend.answer(
                    "/api/sqal/samples/" + sample.sampleId(),
                    404,
                    new Problem("/problems/not-found", "Not found", 404, "no such sample", "/", null));
            assertThatThrownBy(() -> SampleSource.of(api)
                            .sample(TestSamples.DEVICE, SampleRow.of(sample))
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(ApiException.class)
                    .hasRootCauseMessage("no such sample");
        }
    }
}

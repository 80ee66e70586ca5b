package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.TestMessages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes a device sends: an answer, never an exception, and what is taken can be graded and written. */
class ParserPropertiesTest {
    private final Instant now = Instant.now();
    private static final DeviceGradingState LANE = new DeviceGradingState(Duration.ofDays(90));

    @Provide
    Arbitrary<byte[]> messages() {
        return Mutations.of(
                TestMessages.sample("ESP32_LL_01").claim("A", 0.7).utf8(),
                TestMessages.sample("ESP32_LL_01").bins(2).utf8(),
                TestMessages.hello("ESP32_LL_01").getBytes(StandardCharsets.UTF_8),
                TestMessages.heartbeat("ESP32_LL_01", 3).getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 4_000)
    void aMessageIsTakenOrRefusedInFewWords(@ForAll("messages") byte[] bytes) {
        DeviceMessage message = DeviceMessages.parse(bytes, 0, bytes.length, now);

        switch (message) {
            case DeviceMessage.SensorData data -> {
                GradedSample graded = LANE.grade(data.measurement(), now, System.nanoTime());
                byte[] kept = Json.MAPPER.writeValueAsBytes(graded);
                GradedSample read = Json.MAPPER.readValue(kept, GradedSample.class);
                assertThat(Json.MAPPER.writeValueAsBytes(read)).isEqualTo(kept);
                assertThat(Json.MAPPER.writeValueAsBytes(SampleView.of(graded))).isNotEmpty();
            }
            case DeviceMessage.Refused refused -> {
                assertThat(refused.message()).isNotBlank().hasSizeLessThan(500);
                assertThat(refused.errors()).hasSizeLessThanOrEqualTo(DeviceMessages.MAX_ERRORS);
                assertThat(Json.MAPPER.writeValueAsBytes(refused.errors())).hasSizeLessThan(8_000);
            }
            default -> assertThat(message).isNotNull();
        }
    }

    @Provide
    Arbitrary<byte[]> histograms() {
        return Mutations.of(
                HistogramCodec.encode(64, 2, new float[128]),
                HistogramCodec.encode(2, 3, new float[] {1, 0, 2, 0, 0, 3}));
    }

    @Property(tries = 2_000)
    void packedHistogramsAreUnpackedOrRefused(@ForAll("histograms") byte[] bytes) {
        HistogramCodec.Histograms read;
        try {
            read = HistogramCodec.decode(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("packed histogram");
            return;
        }
        assertThat(read.counts()).hasSize(read.zones() * read.bins());
    }
}

package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.SpectralChannel;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StuckChannelsTest {
    private static final Instant T0 = Instant.parse("2026-11-23T12:00:00Z");

    private static double[] counts(int i) {
        double[] counts = new double[10];
        Arrays.setAll(counts, c -> 1000 + 10 * i + c);
        counts[SpectralChannel.NIR.index()] = 800;
        return counts;
    }

    @Test
    void theTwentiethSampleOfOneValueMakesAChannelStuck() {
        StuckChannels stuck = new StuckChannels();
        for (int i = 1; i <= 19; i++) {
            assertThat(stuck.observe(counts(i))).isEmpty();
        }
        assertThat(stuck.observe(counts(20))).containsExactly(SpectralChannel.NIR);
        assertThat(stuck.observe(counts(21))).containsExactly(SpectralChannel.NIR);
    }

    @Test
    void anotherValueFreesItAtOnce() {
        StuckChannels stuck = new StuckChannels();
        for (int i = 1; i <= 30; i++) {
            stuck.observe(counts(i));
        }
        double[] moved = counts(31);
        moved[SpectralChannel.NIR.index()] = 801;
        assertThat(stuck.observe(moved)).isEmpty();
        assertThat(stuck.stuck()).isEmpty();
        for (int i = 1; i <= 19; i++) {
            assertThat(stuck.observe(counts(i))).isEmpty();
        }
        assertThat(stuck.observe(counts(20))).containsExactly(SpectralChannel.NIR);
    }

    @Test
    void aMissingChannelOrSpectrumStartsOver() {
        StuckChannels stuck = new StuckChannels();
        double[] without = counts(0);
        without[SpectralChannel.NIR.index()] = Double.NaN;
        for (int i = 1; i <= 60; i++) {
            assertThat(stuck.observe(i % 15 == 0 ? without : counts(i))).isEmpty();
        }
        for (int i = 1; i <= 60; i++) {
            assertThat(stuck.observe(i % 15 == 0 ? null : counts(i))).isEmpty();
        }
    }

    @Test
    void aSampleSentAgainIsNotAnotherSample() {
        StuckChannels stuck = new StuckChannels();
        for (int i = 0; i < 100; i++) {
            assertThat(stuck.observe(sample("S-1", T0, counts(1)))).isEmpty();
        }
        for (int i = 2; i <= 19; i++) {
            assertThat(stuck.observe(sample("S-1", T0.plusSeconds(i), counts(i))))
                    .isEmpty();
        }
        assertThat(stuck.observe(sample("S-20", T0, counts(20)))).containsExactly(SpectralChannel.NIR);
    }

    private static Measurement sample(String id, Instant time, double[] counts) {
        return new Measurement(
                "ESP32_LL_01",
                id,
                time,
                "LL",
                null,
                null,
                null,
                null,
                null,
                Trays.liver(),
                Trays.filled(60),
                Trays.filled(100),
                Trays.filled(100),
                Trays.statuses(5),
                counts,
                100.0,
                8.0,
                null,
                null,
                null,
                null);
    }
}

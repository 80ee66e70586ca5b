package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramCodecTest {
    @Test
    void nothingIsLost() {
        Random random = new Random(1);
        float[] counts = new float[64 * 128];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = random.nextBoolean() ? 0 : random.nextFloat() * 30;
        }
        counts[0] = Float.MAX_VALUE;
        counts[1] = -Float.MIN_VALUE;
        byte[] packed = HistogramCodec.encode(64, 128, counts);
        HistogramDecoder.Histograms unpacked = HistogramDecoder.decode(packed);
        assertThat(unpacked.zones()).isEqualTo(64);
        assertThat(unpacked.bins()).isEqualTo(128);
        assertThat(unpacked.counts()).isEqualTo(counts);
        assertThat(packed.length).isLessThan(18_000);
    }

    @Test
    void theFormatIsAsWritten() {
        byte[] packed = HistogramCodec.encode(1, 10, new float[] {0, 1, 0, 0, 0, 0, 0, 0, 0, -2});
        assertThat(packed).containsExactly(1, 0, 1, 0, 10, 0b0100_0000, 0b0100_0000, 0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0);
    }

    @Test
    void extremes() {
        assertThat(HistogramDecoder.decode(HistogramCodec.encode(0, 0, new float[0]))
                        .counts())
                .isEmpty();
        assertThat(HistogramCodec.encode(64, 128, new float[64 * 128])).hasSize(5 + 1024);
        float[] full = new float[64 * 128];
        Arrays.fill(full, 1);
        assertThat(HistogramDecoder.decode(HistogramCodec.encode(64, 128, full)).counts())
                .isEqualTo(full);
    }

    @Test
    void whatIsNoHistogramIsRefused() {
        byte[] good = HistogramCodec.encode(64, 128, new float[64 * 128]);
        assertThatThrownBy(() -> HistogramDecoder.decode(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistogramDecoder.decode(new byte[] {2, 0, 0, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistogramDecoder.decode(Arrays.copyOf(good, good.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistogramDecoder.decode(Arrays.copyOf(good, good.length + 4)))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] claimsMore = good.clone();
        claimsMore[20] = 1;
        assertThatThrownBy(() -> HistogramDecoder.decode(claimsMore)).isInstanceOf(IllegalArgumentException.class);
        byte[] huge = {1, -1, -1, -1, -1, 0};
        assertThatThrownBy(() -> HistogramDecoder.decode(huge)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistogramCodec.encode(64, 128, new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

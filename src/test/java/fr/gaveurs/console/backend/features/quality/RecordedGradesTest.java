package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.SpectralChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of every recorded sample, against the tables that lie beside the recordings. */
class RecordedGradesTest {
    @ParameterizedTest
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    @CsvSource({
        "esp32-compact.ndjson.gz, expected-grades-compact.csv, 396",
        "esp32-full.ndjson.gz, expected-grades-full.csv, 20"
    })
    void everyFigureIsAsExpected(String recording, String table, int samples) throws IOException {
        List<String> messages = Recordings.samples(recording);
        assertThat(messages).hasSize(samples);
        // Both channels are stuck in the recordings.
        GradeTable.check(
                messages,
                Files.readAllLines(Recordings.file(table)),
                EnumSet.of(SpectralChannel.NIR, SpectralChannel.CLEAR),
                1e-4);
    }

    /**
     * Eight samples of the simulator, reckoned apart from this program: statuses absent (with reflectance 0–255), some
     * invalid; a channel missing; a bump; oxidised; bump and dent; two of each in dim light with odd amplitudes; no
     * spectrum.
     */
    @Test
    void ourOwnSamplesToo() throws IOException {
        GradeTable.check(Recordings.ownSamples(), Recordings.resource("own-grades.csv"), Set.of(), 2e-6);
    }

    @Test
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    void aFullMessageBringsItsHistograms() {
        Measurement m = GradeTable.parse(Recordings.samples(Recordings.FULL).getFirst());
        byte[] packed = Objects.requireNonNull(m.histogram());
        HistogramDecoder.Histograms histograms = HistogramDecoder.decode(packed);
        assertThat(histograms.zones()).isEqualTo(64);
        assertThat(histograms.bins()).isEqualTo(128);
        assertThat(histograms.counts()[0]).isEqualTo((float) 1.201973831790255);
        assertThat(m.histogramBinMm()).isEqualTo(37.5);
    }
}

package fr.gaveurs.console.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.api.Samples.Fusion;
import fr.gaveurs.console.api.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.Samples.TofAnalysis;
import fr.gaveurs.console.api.SpectralChannel;
import fr.gaveurs.console.backend.quality.DeviceMessage.SensorData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of every recorded sample, against the table that lies beside the recordings. */
@EnabledIf("fr.gaveurs.console.backend.quality.Recordings#exist")
class RecordedGradesTest {
    private static final Instant AFTER_THE_RECORDING = Instant.parse("2026-11-24T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "esp32-compact.ndjson.gz, expected-grades-compact.csv, 396",
        "esp32-full.ndjson.gz, expected-grades-full.csv, 20"
    })
    void everyFigureIsAsExpected(String recording, String table, int samples) throws IOException {
        List<String> rows = Files.readAllLines(Recordings.file(table));
        List<String> names = List.of(rows.getFirst().split(","));
        List<String> messages = Recordings.samples(recording);
        assertThat(messages).hasSize(samples);
        assertThat(rows).hasSize(samples + 1);

        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < samples; i++) {
            Measurement m = parse(messages.get(i));
            Map<String, Object> figures =
                    figures(m, Grader.grade(m, EnumSet.of(SpectralChannel.NIR, SpectralChannel.CLEAR)));
            String[] expected = rows.get(i + 1).split(",", -1);
            assertThat(names).hasSameElementsAs(figures.keySet());
            for (int column = 0; column < expected.length; column++) {
                String name = names.get(column);
                Object figure = figures.get(name);
                if (figure instanceof Double number) {
                    softly.assertThat(number)
                            .as("%s of %s", name, m.sampleId())
                            .isCloseTo(Double.parseDouble(expected[column]), within(1e-4));
                } else {
                    softly.assertThat(Objects.toString(figure, ""))
                            .as("%s of %s", name, m.sampleId())
                            .isEqualTo(expected[column]);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void aFullMessageBringsItsHistograms() {
        Measurement m = parse(Recordings.samples(Recordings.FULL).getFirst());
        byte[] packed = Objects.requireNonNull(m.histogram());
        HistogramCodec.Histograms histograms = HistogramCodec.decode(packed);
        assertThat(histograms.zones()).isEqualTo(64);
        assertThat(histograms.bins()).isEqualTo(128);
        assertThat(histograms.counts()[0]).isEqualTo((float) 1.201973831790255);
        assertThat(m.histogramBinMm()).isEqualTo(37.5);
    }

    private static Measurement parse(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        DeviceMessage parsed = DeviceMessages.parse(utf8, 0, utf8.length, AFTER_THE_RECORDING);
        assertThat(parsed).isInstanceOf(SensorData.class);
        return ((SensorData) parsed).measurement();
    }

    private static Map<String, Object> figures(Measurement m, Grading grading) {
        TofAnalysis tof = grading.tof();
        SpectrumAnalysis spectrum = Objects.requireNonNull(grading.spectrum());
        Fusion fusion = grading.fusion();
        Grade claimed = Objects.requireNonNull(m.claimedGrade());
        Map<String, Object> figures = new HashMap<>();
        figures.put("sample_id", m.sampleId());
        figures.put("volume_mm3", tof.volumeMm3());
        figures.put("weight_g", tof.weightG());
        figures.put("max_height_mm", tof.maxHeightMm());
        figures.put("tof_defects", tof.defects().size());
        figures.put("tof_score", tof.score());
        figures.put("tof_grade", tof.grade().letter());
        figures.put("freshness", spectrum.freshness());
        figures.put("fat_quality", spectrum.fatQuality());
        figures.put("oxidation", spectrum.oxidation());
        figures.put("color_uniformity", spectrum.colorUniformity());
        figures.put("spectral_anomalies", spectrum.anomalies().size());
        figures.put("spectral_score", spectrum.score());
        figures.put("spectral_grade", spectrum.grade().letter());
        figures.put("final_score", fusion.finalScore());
        figures.put("final_grade", fusion.finalGrade().letter());
        figures.put("claimed_grade", claimed.letter());
        return figures;
    }
}

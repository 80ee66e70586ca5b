package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** A table of expected grades, a row for each sample of a recording. */
final class GradeTable {
    private static final Instant AFTER_ALL_RECORDINGS = Instant.parse("2026-11-24T00:00:00Z");

    private GradeTable() {}

    /** Parses and grades each message and compares every column of its row. */
    static void check(List<String> messages, List<String> rows, Set<SpectralChannel> ignored, double tolerance) {
        List<String> names = List.of(rows.getFirst().split(","));
        assertThat(rows).hasSize(messages.size() + 1);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < messages.size(); i++) {
            Measurement m = parse(messages.get(i));
            Map<String, @Nullable Object> figures = figures(m, Grader.grade(m, ignored, TofCalibration.USUAL));
            assertThat(names).hasSameElementsAs(figures.keySet());
            String[] expected = rows.get(i + 1).split(",", -1);
            assertThat(expected).hasSameSizeAs(names);
            for (int column = 0; column < expected.length; column++) {
                String name = names.get(column);
                if (figures.get(name) instanceof Double number) {
                    softly.assertThat(number)
                            .as("%s of %s", name, m.sampleId())
                            .isCloseTo(Double.parseDouble(expected[column]), within(tolerance));
                } else {
                    softly.assertThat(Objects.toString(figures.get(name), ""))
                            .as("%s of %s", name, m.sampleId())
                            .isEqualTo(expected[column]);
                }
            }
        }
        softly.assertAll();
    }

    static Measurement parse(String message) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        DeviceMessage parsed = DeviceMessages.parse(utf8, 0, utf8.length, AFTER_ALL_RECORDINGS);
        assertThat(parsed).isInstanceOf(SensorData.class);
        return ((SensorData) parsed).measurement();
    }

    private static Map<String, @Nullable Object> figures(Measurement m, Grading grading) {
        TofAnalysis tof = grading.tof();
        SpectrumAnalysis spectrum = grading.spectrum();
        Fusion fusion = grading.fusion();
        Grade claimed = Objects.requireNonNull(m.claimedGrade());
        Map<String, @Nullable Object> figures = new HashMap<>();
        figures.put("sample_id", m.sampleId());
        figures.put("volume_mm3", tof.volumeMm3());
        figures.put("weight_g", tof.weightG());
        figures.put("max_height_mm", tof.maxHeightMm());
        figures.put("tof_defects", tof.defects().size());
        figures.put("tof_score", tof.score());
        figures.put("tof_grade", tof.grade().letter());
        figures.put("freshness", spectrum == null ? null : spectrum.freshness());
        figures.put("fat_quality", spectrum == null ? null : spectrum.fatQuality());
        figures.put("oxidation", spectrum == null ? null : spectrum.oxidation());
        figures.put("color_uniformity", spectrum == null ? null : spectrum.colorUniformity());
        figures.put(
                "spectral_anomalies",
                spectrum == null ? null : spectrum.anomalies().size());
        figures.put("spectral_score", spectrum == null ? null : spectrum.score());
        figures.put("spectral_grade", spectrum == null ? null : spectrum.grade().letter());
        figures.put("final_score", fusion.finalScore());
        figures.put("final_grade", fusion.finalGrade().letter());
        figures.put("claimed_grade", claimed.letter());
        return figures;
    }
}

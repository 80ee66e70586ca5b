package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.GradeReason;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.screens.station.SpectrumBars.Remark;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the screen works out of a sample for the eye is what the backend graded it by. */
class GradingRulesTest {
    private static final int TRAYS = 400;

    private final Random random = new Random(5);

    /** A tray with anything on it: livers, dents, other things, zones that do not count. */
    private Sample anything() {
        TestTray tray = new TestTray(random.nextInt());
        if (random.nextInt(8) > 0) {
            tray.liver(
                    60 + random.nextInt(180),
                    40 + random.nextInt(100),
                    40 + random.nextInt(60),
                    25 + random.nextInt(40),
                    2 + random.nextInt(60));
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            tray.height(random.nextInt(8), random.nextInt(8), random.nextInt(60) - 12);
        }
        for (int i = random.nextInt(5) == 0 ? random.nextInt(48) : random.nextInt(4); i > 0; i--) {
            tray.status(random.nextInt(8), random.nextInt(8), random.nextInt(3) == 0 ? 9 : 255);
        }
        if (random.nextInt(12) == 0) {
            for (int i = 0; i < 8; i++) {
                tray.status(0, i, 255).status(7, i, 255);
            }
        }
        Map<SpectralChannel, Double> counts =
                new EnumMap<>(TestSamples.spectrum(0).raw().channels());
        for (SpectralChannel channel : SpectralChannel.values()) {
            if (random.nextInt(20) == 0) {
                counts.put(channel, List.of(9.0, 10.0, 65_499.0, 65_500.0).get(random.nextInt(4)));
            }
        }
        return TestSamples.sample(0, tray.tof(), TestSamples.graded(counts, List.of()), null);
    }

    @Test
    void zonesAreValidOccupiedAndDentedAsTheyWereGraded() {
        int graded = 0;
        for (int i = 0; i < TRAYS; i++) {
            Sample sample = anything();
            var analysis = sample.vl53l8ch().analysis();
            Zones zones = Objects.requireNonNull(Zones.of(sample.vl53l8ch()));
            assertThat(zones.validCount()).isEqualTo(analysis.validZones());
            if (analysis.grade() == Grade.UNGRADED) {
                continue;
            }
            graded++;
            int occupied = 0;
            double volume = 0;
            for (int zone = 0; zone < Zones.COUNT; zone++) {
                occupied += zones.occupied(zone) ? 1 : 0;
                volume += zones.occupied(zone) ? zones.height(zone) * Zones.WIDTH_MM * Zones.HEIGHT_MM : 0;
            }
            assertThat(occupied).isEqualTo(analysis.occupiedZones());
            assertThat(volume).isCloseTo(Objects.requireNonNull(analysis.volumeMm3()), within(1e-3));
            for (int d = 0; d < analysis.defects().size(); d++) {
                int covered = 0;
                for (boolean zone : zones.covered(d)) {
                    covered += zone ? 1 : 0;
                }
                assertThat(covered).isEqualTo(analysis.defects().get(d).zones());
            }
        }
        assertThat(graded).isGreaterThan(TRAYS / 2);
    }

    @Test
    void theReasonSaidIsTheRuleThatDecided() {
        Set<GradeReason> met = EnumSet.noneOf(GradeReason.class);
        for (int i = 0; i < TRAYS; i++) {
            Sample sample = anything();
            var tof = sample.vl53l8ch().analysis();
            Zones zones = Objects.requireNonNull(Zones.of(sample.vl53l8ch()));
            GradeReason reason = GradeReason.of(sample);
            met.add(reason);
            Grade grade = sample.fusion().finalGrade();
            switch (reason) {
                case NONE -> assertThat(grade).isNotIn(Grade.REJECT, Grade.UNGRADED);
                case FEW_ZONES -> assertThat(zones.validCount()).isLessThan(GradingRules.MIN_VALID_ZONES);
                case NO_FLOOR -> assertThat(zones.validBorderCount()).isLessThan(GradingRules.MIN_VALID_BORDER_ZONES);
                case EMPTY_TRAY ->
                    assertThat(zones.validBorderCount()).isGreaterThanOrEqualTo(GradingRules.MIN_VALID_BORDER_ZONES);
                case DEFECTS -> assertThat(tof.defects()).hasSizeGreaterThanOrEqualTo(GradingRules.REJECTING_DEFECTS);
                case FOREIGN_BODY -> assertThat(tof.defects()).anyMatch(GradingRules::rejects);
                case TOF_SCORE -> assertThat(tof.score()).isLessThan(Grade.C.threshold());
                case SPECTRAL_SCORE ->
                    assertThat(sample.fusion().spectralScore()).isLessThan(Grade.C.threshold());
                case FINAL_SCORE -> assertThat(sample.fusion().finalScore()).isLessThan(Grade.C.threshold());
            }
            boolean ungraded = Set.of(GradeReason.FEW_ZONES, GradeReason.NO_FLOOR, GradeReason.EMPTY_TRAY)
                    .contains(reason);
            assertThat(ungraded).isEqualTo(grade == Grade.UNGRADED);
        }
        assertThat(met)
                .contains(
                        GradeReason.NONE,
                        GradeReason.FEW_ZONES,
                        GradeReason.NO_FLOOR,
                        GradeReason.EMPTY_TRAY,
                        GradeReason.DEFECTS,
                        GradeReason.FOREIGN_BODY);
    }

    @Test
    void theLinesOfTheSumMakeTheScore() {
        for (int i = 0; i < TRAYS; i++) {
            Sample sample = anything();
            if (sample.fusion().finalScore() == null || sample.fusion().spectralScore() == null) {
                continue;
            }
            List<ScoreLine> lines = ScoreLine.of(sample);
            double tof = sum(lines, "volume", "reflectance", "consistency")
                    * line(lines, "defects").value();
            double spectrum = Math.max(
                    0,
                    sum(lines, "freshness", "fat", "color", "oxidation")
                            - line(lines, "anomalies").value());
            assertThat(tof).isCloseTo(sample.fusion().tofScore(), within(1e-5));
            assertThat(spectrum).isCloseTo(sample.fusion().spectralScore(), within(1e-5));
            assertThat(line(lines, "tof").weight() * tof
                            + line(lines, "spectrum").weight() * spectrum)
                    .isCloseTo(sample.fusion().finalScore(), within(1e-5));
        }
    }

    private static ScoreLine line(List<ScoreLine> lines, String key) {
        return lines.stream()
                .filter(line -> line.key().equals("station.score." + key))
                .findFirst()
                .orElseThrow();
    }

    private static double sum(List<ScoreLine> lines, String... keys) {
        double sum = 0;
        for (String key : keys) {
            ScoreLine line = line(lines, key);
            if (line.value() != null) {
                sum += line.weight() * (line.kind() == ScoreLine.Kind.INVERSE ? 1 - line.value() : line.value());
            }
        }
        return sum;
    }

    @Test
    void channelsAreDarkAndSaturatedWhereTheGradingCountsThem() {
        int odd = 0;
        for (int i = 0; i < TRAYS; i++) {
            var spectrum = Objects.requireNonNull(anything().as7341());
            for (SpectrumBars.Bar bar : SpectrumBars.of(spectrum, true).bars()) {
                String label = bar.channel().label();
                List<String> anomalies = spectrum.analysis().anomalies();
                assertThat(bar.remark() == Remark.DARK).isEqualTo(anomalies.contains(label + "_dark"));
                assertThat(bar.remark() == Remark.SATURATED).isEqualTo(anomalies.contains(label + "_saturated"));
                odd += bar.remark() == Remark.NONE ? 0 : 1;
            }
        }
        assertThat(odd).isPositive();
    }

    @Test
    void oneForeignBodyRejectsAboveItsLimitAlone() {
        assertThat(GradingRules.rejects(new Defect(DefectType.FOREIGN_BODY, 0.7, 1, 0, 0, 17.5)))
                .isFalse();
        assertThat(GradingRules.rejects(new Defect(DefectType.FOREIGN_BODY, 0.71, 1, 0, 0, 17.8)))
                .isTrue();
        assertThat(GradingRules.rejects(new Defect(DefectType.SURFACE_DEFORMATION, 1, 1, 0, 0, 12)))
                .isFalse();
    }
}

package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of every measurement that validation lets through. */
class GradingPropertiesTest {
    private static final double TINY = 1e-9;

    /** Whole tenths of a millimetre, so that sums do not depend on their order by more than rounding. */
    @Provide
    Arbitrary<double[]> distances() {
        Arbitrary<Double> tray = Arbitraries.integers().between(50, 120).map(d -> d.doubleValue());
        Arbitrary<Double> any = Arbitraries.integers().between(0, 4000).map(d -> d.doubleValue());
        Arbitrary<Double> floor = Arbitraries.just(100.0);
        return Arbitraries.oneOf(
                matrices(any), matrices(tray), matrices(Arbitraries.oneOf(floor, floor, tray, floor, any)));
    }

    private static Arbitrary<double[]> matrices(Arbitrary<Double> zone) {
        return zone.array(Double[].class).ofSize(64).map(GradingPropertiesTest::unboxed);
    }

    private static double[] unboxed(Double[] boxed) {
        double[] values = new double[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }

    @Provide
    Arbitrary<double[]> reflectances() {
        return matrices(Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 100), Arbitraries.doubles().between(0, 255)));
    }

    @Provide
    Arbitrary<double[]> amplitudes() {
        return matrices(Arbitraries.doubles().between(0, 4095));
    }

    @Provide
    Arbitrary<int[]> statuses() {
        return Arbitraries.oneOf(
                Arbitraries.just(Trays.statuses(0)),
                Arbitraries.frequency(Tuple.of(8, 5), Tuple.of(1, 9), Tuple.of(1, 255))
                        .array(Integer[].class)
                        .ofSize(64)
                        .map(boxed ->
                                Arrays.stream(boxed).mapToInt(Integer::intValue).toArray()));
    }

    @Provide
    Arbitrary<double[]> spectra() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles().between(0, 65_535),
                        Arbitraries.doubles().between(500, 5000),
                        Arbitraries.of(0.0, 9.0, 10.0, 65_500.0, 65_535.0, Double.NaN))
                .array(Double[].class)
                .ofSize(10)
                .map(GradingPropertiesTest::unboxed);
    }

    @Property
    void figuresStayInTheirRange(
            @ForAll("distances") double[] distance,
            @ForAll("reflectances") double[] reflectance,
            @ForAll("amplitudes") double[] amplitude,
            @ForAll("statuses") int[] status,
            @ForAll("spectra") double[] spectrum,
            @ForAll Set<SpectralChannel> ignored) {
        Grading grading = Grader.grade(
                measurement(distance, reflectance, amplitude, status, spectrum), ignored, TofCalibration.USUAL);
        TofAnalysis tof = grading.tof();
        SpectrumAnalysis s = grading.spectrum();
        assertThat(s).isNotNull();
        inUnit(tof.score(), tof.volumeScore(), tof.reflectanceScore(), tof.consistencyScore());
        inUnit(s.score(), s.freshness(), s.fatQuality(), s.oxidation(), s.colorUniformity());
        inUnit(grading.fusion().finalScore());
        for (Defect defect : tof.defects()) {
            inUnit(defect.severity());
            assertThat(defect.severity()).isPositive();
        }
        assertThat(tof.score() == null).isEqualTo(tof.grade() == Grade.UNGRADED);
        assertThat(s.score() == null).isEqualTo(s.grade() == Grade.UNGRADED);
        assertThat(grading.fusion().finalGrade() == Grade.UNGRADED).isEqualTo(tof.grade() == Grade.UNGRADED);
        assertThat(s.spectralRatios().values()).allMatch(Double::isFinite);
        assertThat(Json.MAPPER.writeValueAsString(grading))
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }

    private static void inUnit(@Nullable Double... figures) {
        for (Double figure : figures) {
            if (figure != null) {
                assertThat(figure).isBetween(0.0, 1.0);
            }
        }
    }

    @Property
    void eitherPartRejectsAndSoDoDefects(@ForAll("distances") double[] distance, @ForAll("spectra") double[] spectrum) {
        Grading grading = Grader.grade(
                measurement(distance, Trays.filled(60), Trays.filled(100), Trays.statuses(0), spectrum),
                Set.of(),
                TofCalibration.USUAL);
        TofAnalysis tof = grading.tof();
        SpectrumAnalysis s = grading.spectrum();
        assertThat(s).isNotNull();
        if (tof.grade() == Grade.UNGRADED) {
            return;
        }
        boolean defective = tof.defects().size() >= 5
                || tof.defects().stream().anyMatch(d -> d.type() == DefectType.FOREIGN_BODY && d.severity() > 0.7);
        assertThat(tof.grade()).isEqualTo(defective ? Grade.REJECT : Grade.of(tof.score()));
        if (tof.grade() == Grade.REJECT || s.grade() == Grade.REJECT) {
            assertThat(grading.fusion().finalGrade()).isEqualTo(Grade.REJECT);
            assertThat(grading.fusion().isCompliant()).isFalse();
        } else {
            assertThat(grading.fusion().finalGrade())
                    .isEqualTo(Grade.of(grading.fusion().finalScore()));
        }
    }

    @Property
    void aMirroredOrTurnedTrayIsGradedAlike(@ForAll("distances") double[] distance) {
        TofAnalysis tof = tof(distance);
        alike(tof, tof(Trays.mirrored(distance)));
        alike(tof, tof(Trays.transposed(distance)));
    }

    private static TofAnalysis tof(double[] distance) {
        return TofGrader.grade(distance, Trays.filled(60), Trays.filled(100), Trays.statuses(0), TofCalibration.USUAL);
    }

    private static void alike(TofAnalysis a, TofAnalysis b) {
        assertThat(b.grade()).isEqualTo(a.grade());
        assertThat(b.validZones()).isEqualTo(a.validZones());
        assertThat(b.occupiedZones()).isEqualTo(a.occupiedZones());
        assertThat(b.floorMm()).isEqualTo(a.floorMm());
        assertThat(b.maxHeightMm()).isEqualTo(a.maxHeightMm());
        assertThat(b.defects().stream().map(Defect::severity).sorted().toList())
                .isEqualTo(a.defects().stream().map(Defect::severity).sorted().toList());
        if (a.volumeMm3() != null) {
            assertThat(b.volumeMm3()).isCloseTo(a.volumeMm3(), within(1e-6 * a.volumeMm3() + TINY));
            assertThat(b.score()).isCloseTo(a.score(), within(1.1e-6));
        }
    }

    @Property
    void liftingTheSensorChangesNothing(@ForAll @DoubleRange(min = 1, max = 100) double by) {
        double[] lifted = Trays.with(Trays.liver(), 6, 6, 1, 1, 105);
        TofAnalysis before = tof(lifted);
        for (int i = 0; i < 64; i++) {
            lifted[i] += by;
        }
        TofAnalysis after = tof(lifted);
        assertThat(after.volumeMm3()).isCloseTo(before.volumeMm3(), within(1e-3));
        assertThat(after.score()).isCloseTo(before.score(), within(2.1e-6));
    }

    @Property
    void volumeGrowsWithTheLiver(
            @ForAll @IntRange(min = 10, max = 98) int height, @ForAll @DoubleRange(min = 0.1, max = 1) double more) {
        double lower =
                tof(Trays.with(Trays.empty(), 2, 5, 2, 5, Trays.FLOOR - height)).volumeMm3();
        double higher = tof(Trays.with(Trays.empty(), 2, 5, 2, 5, Trays.FLOOR - height - more))
                .volumeMm3();
        assertThat(higher).isGreaterThan(lower);
    }

    @Property
    void volumeScoreFallsWithTheDistanceFromItsTarget(
            @ForAll @DoubleRange(min = 0, max = 2) double rel, @ForAll @DoubleRange(min = 0, max = 1) double more) {
        double near = TofGrader.volumeScore(700_000 * (1 + rel));
        assertThat(TofGrader.volumeScore(700_000 * (1 + rel + more))).isLessThanOrEqualTo(near + TINY);
        assertThat(TofGrader.volumeScore(700_000 * (1 - rel))).isCloseTo(near, within(TINY));
    }

    @Property
    void aDeeperDentIsNeverBetter(
            @ForAll @DoubleRange(min = 103.1, max = 130) double bottom,
            @ForAll @DoubleRange(min = 0, max = 20) double deeper) {
        double shallow = tof(Trays.with(Trays.liver(), 6, 6, 1, 1, bottom)).score();
        double deep =
                tof(Trays.with(Trays.liver(), 6, 6, 1, 1, bottom + deeper)).score();
        assertThat(deep).isLessThanOrEqualTo(shallow);
    }

    @Property
    void aRatioScoresLessTheFartherItIsFromItsOptimum(
            @ForAll SpectralRatio ratio,
            @ForAll @DoubleRange(min = 0, max = 3) double value,
            @ForAll @DoubleRange(min = 0, max = 1) double step) {
        double score = SpectrumGrader.subScore(ratio, value);
        if (value >= ratio.optimalHigh()) {
            assertThat(SpectrumGrader.subScore(ratio, value + step)).isLessThanOrEqualTo(score + TINY);
        }
        if (value <= ratio.optimalLow()) {
            assertThat(SpectrumGrader.subScore(ratio, value - step)).isLessThanOrEqualTo(score + TINY);
        }
    }

    @Property
    void theSpectrumIsGradedByItsRatiosNotItsBrightness(
            @ForAll("spectra") double[] spectrum, @ForAll @DoubleRange(min = 0.5, max = 0.9) double dimmed) {
        for (double count : spectrum) {
            if (!(count >= 50 && count < 65_500)) {
                return;
            }
        }
        double[] darker = spectrum.clone();
        for (int i = 0; i < darker.length; i++) {
            darker[i] *= dimmed;
        }
        SpectrumAnalysis a = SpectrumGrader.grade(spectrum, Set.of());
        SpectrumAnalysis b = SpectrumGrader.grade(darker, Set.of());
        if (a.anomalies().equals(b.anomalies())) {
            assertThat(b.score()).isCloseTo(a.score(), within(2.1e-6));
        }
    }

    private static Measurement measurement(
            double[] distance, double[] reflectance, double[] amplitude, int[] status, double[] spectrum) {
        return new Measurement(
                "ESP32_LL_01",
                "S-1",
                Instant.EPOCH,
                "LL",
                null,
                null,
                null,
                null,
                null,
                distance,
                reflectance,
                amplitude,
                Trays.filled(100),
                status,
                spectrum,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

package fr.gaveurs.console.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.backend.features.quality.SpectrumGrader;
import fr.gaveurs.console.backend.features.quality.TofCalibration;
import fr.gaveurs.console.backend.features.quality.TofGrader;
import fr.gaveurs.console.simulator.LiverModel.Condition;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The console's grader finds what the model put on the tray. */
class LiverModelTest {
    private static TofAnalysis tof(Sensed s) {
        return TofGrader.grade(s.distance(), s.reflectance(), s.amplitude(), s.status(), TofCalibration.USUAL);
    }

    private static SpectrumAnalysis spectrum(Sensed s) {
        return SpectrumGrader.grade(Arrays.stream(s.counts()).asDoubleStream().toArray(), Set.of());
    }

    @Property(tries = 500)
    void volumeAndWeightAreRecovered(@ForAll long seed, @ForAll Condition condition) {
        Specimen specimen = new LiverModel(seed).specimen(condition, 0, 0);
        TofAnalysis tof = tof(specimen.sensed());
        Truth truth = specimen.truth();
        assertThat(tof.volumeMm3()).isCloseTo(truth.volumeMm3(), within(0.03 * truth.volumeMm3()));
        assertThat(tof.weightG()).isCloseTo(0.947e-3 * truth.volumeMm3(), within(0.03 * tof.weightG()));
        assertThat(tof.floorMm()).isCloseTo(TrayGrid.FLOOR_MM, within(0.5));
        assertThat(tof.defects()).isEmpty();
    }

    @Property(tries = 500)
    void everyForeignBodyAndDentIsFoundAndNothingElse(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 2) int bodies,
            @ForAll @IntRange(min = 0, max = 2) int dents) {
        Specimen specimen = new LiverModel(seed).specimen(Condition.SOUND, bodies, dents);
        TofAnalysis tof = tof(specimen.sensed());
        assertFound(tof, DefectType.FOREIGN_BODY, specimen.truth().foreignBodies());
        assertFound(tof, DefectType.SURFACE_DEFORMATION, specimen.truth().dents());
        assertThat(tof.defects()).hasSize(bodies + dents);
    }

    private static void assertFound(TofAnalysis tof, DefectType type, Iterable<Truth.Spot> spots) {
        for (Truth.Spot spot : spots) {
            assertThat(tof.defects())
                    .filteredOn(d -> d.type() == type && d.row() == spot.row() && d.column() == spot.column())
                    .singleElement()
                    .extracting(Defect::extentMm)
                    .satisfies(extent -> assertThat(extent).isCloseTo(spot.extentMm(), within(1.5)));
        }
    }

    @Property(tries = 500)
    void theSpectrumTellsFreshnessFatAndOxidation(@ForAll long seed, @ForAll Condition condition) {
        Specimen specimen = new LiverModel(seed).specimen(condition, 0, 0);
        SpectrumAnalysis s = spectrum(specimen.sensed());
        Truth truth = specimen.truth();
        truth.ratios().forEach((ratio, value) -> assertThat(s.spectralRatios().get(ratio))
                .as(ratio.key())
                .isCloseTo(value, within(0.02 * value)));
        assertThat(s.freshness()).isCloseTo(truth.freshness(), within(0.05));
        assertThat(s.fatQuality()).isCloseTo(truth.fatQuality(), within(0.05));
        assertThat(s.colorUniformity()).isCloseTo(truth.colorUniformity(), within(0.05));
        assertThat(s.score()).isCloseTo(truth.spectralScore(), within(Truth.SCORE_TOLERANCE));
        if (condition == Condition.OXIDISED) {
            assertThat(s.oxidation()).isGreaterThanOrEqualTo(0.7);
        }
        if (condition == Condition.SOUND) {
            assertThat(s.oxidation()).isLessThan(0.35);
        }
    }

    @Property(tries = 1000)
    void theGradeIsOneThatTheTruthAllows(@ForAll long seed) {
        Specimen specimen = new LiverModel(seed).next();
        TofAnalysis tof = tof(specimen.sensed());
        SpectrumAnalysis s = spectrum(specimen.sensed());
        double score = 0.6 * tof.score() + 0.4 * s.score();
        boolean rejected = tof.grade() == Grade.REJECT || s.grade() == Grade.REJECT;
        Grade grade = rejected ? Grade.REJECT : Grade.of(score);
        assertThat(score).isCloseTo(specimen.truth().expectedScore(), within(Truth.SCORE_TOLERANCE));
        assertThat(grade)
                .isBetween(specimen.truth().bestGrade(), specimen.truth().worstGrade());
    }

    @Test
    void aSeedIsRepeatable() {
        LiverModel one = new LiverModel(42);
        LiverModel other = new LiverModel(42);
        Set<Truth> truths = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Specimen a = one.next();
            Specimen b = other.next();
            assertThat(b.truth()).isEqualTo(a.truth());
            assertThat(b.sensed().distance()).isEqualTo(a.sensed().distance());
            assertThat(b.sensed().counts()).isEqualTo(a.sensed().counts());
            truths.add(a.truth());
        }
        assertThat(truths).hasSize(100);
        assertThat(new LiverModel(43).next().truth()).isNotIn(truths);
    }

    @Test
    void aDayHasEveryGrade() {
        LiverModel model = new LiverModel(7);
        Map<Grade, Integer> grades = new EnumMap<>(Grade.class);
        for (int i = 0; i < 2000; i++) {
            grades.merge(model.next().truth().bestGrade(), 1, Integer::sum);
        }
        assertThat(grades.keySet()).contains(Grade.A_PLUS, Grade.A, Grade.B, Grade.REJECT);
        assertThat(grades.get(Grade.A_PLUS)).isGreaterThan(grades.get(Grade.REJECT));
    }
}

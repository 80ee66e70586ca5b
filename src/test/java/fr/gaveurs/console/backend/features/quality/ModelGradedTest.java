package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A model's figures in the place of the formula's. */
class ModelGradedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final GradedSample formula =
            TestMessages.graded("ESP32_LL_01", Grade.B).at(NOW).received(NOW);

    private static ModelFigures said(
            @Nullable Double freshness, @Nullable Double fatQuality, @Nullable Double oxidation) {
        return new ModelFigures(new ModelRef(7, "November", "abc"), "Entier", freshness, fatQuality, oxidation);
    }

    @Test
    void theFormulasOwnFiguresMakeTheFormulasGrade() {
        Grading plain = formula.grading();
        Grading same = formula.with(said(
                        plain.spectrum().freshness(),
                        plain.spectrum().fatQuality(),
                        plain.spectrum().oxidation()))
                .grading();
        assertThat(same.fusion()).isEqualTo(plain.fusion());
        assertThat(same.spectrum().score()).isCloseTo(plain.spectrum().score(), within(1e-6));
        assertThat(same.gradedWith()).isNotNull();
    }

    @Test
    void betterFiguresMakeABetterGradeAndWhatTheFormulaSaidIsKept() {
        Grading plain = formula.grading();
        Grading better = formula.with(said(1.0, 1.0, 0.0)).grading();
        Grading worse = formula.with(said(0.0, 0.0, 1.0)).grading();
        assertThat(better.fusion().finalScore())
                .isGreaterThanOrEqualTo(plain.fusion().finalScore());
        assertThat(worse.fusion().finalScore()).isLessThan(plain.fusion().finalScore());
        assertThat(worse.spectrum().freshness()).isZero();
        assertThat(worse.spectrum().oxidation()).isOne();
        assertThat(worse.spectrum().anomalies()).isEqualTo(plain.spectrum().anomalies());
        assertThat(worse.gradedWith().formulaScore()).isEqualTo(plain.fusion().finalScore());
        assertThat(worse.gradedWith().formulaGrade()).isEqualTo(plain.fusion().finalGrade());
        assertThat(worse.gradedWith().formulaFreshness())
                .isEqualTo(plain.spectrum().freshness());
        assertThat(worse.tof()).isEqualTo(plain.tof());
    }

    @Test
    void whatTheModelDoesNotSayIsTheFormulas() {
        Grading partly = formula.with(said(0.25, null, null)).grading();
        assertThat(partly.spectrum().freshness()).isEqualTo(0.25);
        assertThat(partly.spectrum().fatQuality())
                .isEqualTo(formula.grading().spectrum().fatQuality());
        assertThat(partly.gradedWith().fatQuality()).isNull();
        assertThat(formula.with(said(null, null, null)).grading()).isEqualTo(formula.grading());
    }

    @Test
    void whereThereIsNoGradeToChangeNothingIsChanged() {
        GradedSample bare =
                TestMessages.sample("ESP32_LL_01").noSpectrum().at(NOW).received(NOW);
        assertThat(bare.with(said(1.0, 1.0, 0.0)).grading()).isEqualTo(bare.grading());
        GradedSample empty =
                TestMessages.graded("ESP32_LL_01", Grade.UNGRADED).at(NOW).received(NOW);
        assertThat(empty.with(said(1.0, 1.0, 0.0)).grading()).isEqualTo(empty.grading());
    }

    @Test
    void aSpoolKeepsItAndOneOfAnOlderConsoleIsRead() {
        GradedSample graded = formula.with(said(0.5, 0.5, 0.5));
        String kept = Json.MAPPER.writeValueAsString(graded);
        assertThat(Json.MAPPER.readValue(kept, GradedSample.class).grading().gradedWith())
                .isEqualTo(graded.grading().gradedWith());
        String older = Json.MAPPER.writeValueAsString(formula).replace(",\"graded_with\":null", "");
        assertThat(older).doesNotContain("graded_with");
        assertThat(Json.MAPPER.readValue(older, GradedSample.class).grading()).isEqualTo(formula.grading());
    }
}

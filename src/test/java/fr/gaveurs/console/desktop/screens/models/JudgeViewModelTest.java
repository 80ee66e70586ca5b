package fr.gaveurs.console.desktop.screens.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.models.Truth.Inspection;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.screens.models.JudgeViewModel.Question;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeViewModelTest {
    private final JudgeViewModel model = new JudgeViewModel();

    private static BlindSample sample(int number) {
        return new BlindSample(
                "ESP32_LL_01",
                "S-" + number,
                Instant.EPOCH.plusSeconds(number),
                "LL",
                null,
                new double[8][8],
                new double[8][8],
                Map.of(),
                false);
    }

    private Inspection said() {
        Inspection said = model.inspection();
        assertThat(said).isNotNull();
        return said;
    }

    @Test
    void stepsAnswerOneQuestionAfterAnother() {
        model.queue(List.of(sample(1), sample(2)));
        model.answer(4);
        model.answer(3);
        model.leaveOpen();
        model.answer(5);
        assertThat(said().freshness()).isEqualTo(0.7);
        assertThat(said().fatQuality()).isEqualTo(0.5);
        assertThat(said().oxidation()).as("left open").isNull();
        assertThat(said().grade()).isEqualTo(Grade.REJECT);
        model.kept();
        assertThat(model.sample()).extracting(BlindSample::sampleId).isEqualTo("S-2");
        assertThat(model.isAnswered()).isFalse();
        assertThat(model.question()).isEqualTo(Question.FRESHNESS);
        assertThat(model.judged()).isEqualTo(1);
    }

    @Test
    void whatWasMeasuredTakesTheStepsPlaceAndBack() {
        model.queue(List.of(sample(1)));
        model.answer(Question.OXIDATION, 2);
        model.exact(Question.OXIDATION, 0.123);
        model.grams(612.0);
        assertThat(said().oxidation()).isEqualTo(0.123);
        assertThat(said().weightG()).isEqualTo(612.0);
        model.answer(Question.OXIDATION, 2);
        assertThat(said().oxidation()).isEqualTo(0.3);
        model.exact(Question.OXIDATION, null);
        assertThat(said().oxidation()).as("an empty field takes nothing away").isEqualTo(0.3);
    }

    @Test
    void nothingIsKeptWhereNothingWasSaid() {
        assertThat(model.inspection()).isNull();
        model.queue(List.of(sample(1)));
        assertThat(model.inspection()).isNull();
        model.answer(6);
        model.answer(0);
        assertThat(model.inspection()).isNull();
    }

    @Test
    void whatWasPassedOrJudgedDoesNotComeAgain() {
        model.queue(List.of(sample(1), sample(2)));
        model.pass();
        model.answer(1);
        model.kept();
        model.queue(List.of(sample(1), sample(2), sample(3), sample(3)));
        assertThat(model.sample()).extracting(BlindSample::sampleId).isEqualTo("S-3");
        model.pass();
        assertThat(model.sample()).isNull();
        assertThat(model.isShort()).isTrue();
    }

    @Test
    void somebodyElseIsGivenWhatTheOneBeforeJudged() {
        model.queue(List.of(sample(1), sample(2)));
        model.answer(1);
        model.kept();
        model.someoneElse();
        assertThat(model.sample()).isNull();
        assertThat(model.hasLast()).as("not theirs to correct").isFalse();
        assertThat(model.judged()).isZero();
        model.queue(List.of(sample(1)));
        assertThat(model.sample()).extracting(BlindSample::sampleId).isEqualTo("S-1");
    }

    @Test
    void theLastOneComesBackWithWhatWasSaid() {
        model.queue(List.of(sample(1), sample(2)));
        model.answer(4);
        model.kept();
        model.correctLast();
        assertThat(model.sample()).extracting(BlindSample::sampleId).isEqualTo("S-1");
        assertThat(model.step(Question.FRESHNESS)).isEqualTo(4);
        model.answer(5);
        assertThat(said().freshness()).isEqualTo(0.9);
        model.kept();
        assertThat(model.sample()).extracting(BlindSample::sampleId).isEqualTo("S-2");
        assertThat(model.back()).as("the first question").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'0,5',0.5", "0.25,0.25", "1,1", "' 0 ',0", "1.01,", "-0.1,", "x,", "1e-3,", "'',"})
    void sharesAreTypedWithAPointOrAComma(String typed, Double expected) {
        assertThat(JudgeViewModel.share(typed)).isEqualTo(expected);
    }
}

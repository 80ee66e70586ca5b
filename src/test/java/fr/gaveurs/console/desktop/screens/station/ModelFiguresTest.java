package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.models.Versions.Prediction;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.GradedWith;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.station.ModelFigures.Silence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands beside the grade is always of the sample beside which the formula's figures are. */
class ModelFiguresTest {
    private final FakeHall hall = new FakeHall();
    private final ModelFigures figures = new ModelFigures(hall, Runnable::run);

    private static Sample sample(int number) {
        return TestSamples.sample(number, TestSamples.holes(), TestSamples.spectrum(number), null);
    }

    private static StationView view(@Nullable LiveFigures said) {
        StationView plain = MadeUp.view(MadeUp.station("ESP32_LL_01").build());
        return new StationView(
                plain.device(),
                plain.latest(),
                plain.recentScores(),
                plain.state(),
                plain.ageSeconds(),
                plain.conditions(),
                said);
    }

    private static LiveFigures said(Sample of) {
        return MadeUpModels.live(of.deviceId(), of.sampleId());
    }

    /** Its analysis says the model's figures then: they are not the formula's. */
    @Test
    void ofASampleThatAModelGradedTheFormulaStaysTheFormula() {
        Sample plain = sample(4);
        GradedWith with = new GradedWith(
                new ModelRef(3, "v3", "ab".repeat(32)),
                "Foie gras entier",
                0.82,
                0.7,
                0.2,
                1.0,
                0.9,
                null,
                0.95,
                0.88,
                Grade.A_PLUS);
        Sample graded = new Sample(
                plain.timestamp(),
                plain.receivedAt(),
                plain.sampleId(),
                plain.deviceId(),
                plain.siteCode(),
                plain.location(),
                plain.lot(),
                plain.firmwareVersion(),
                plain.temperatureC(),
                plain.humidityPercent(),
                plain.clockWrong(),
                plain.idReused(),
                plain.sequence(),
                plain.late(),
                plain.vl53l8ch(),
                plain.as7341(),
                plain.fusion(),
                with);
        assertThat(ModelFigures.formula(graded))
                .containsEntry(Target.FRESHNESS, 1.0)
                .containsEntry(Target.FAT_QUALITY, 0.9)
                .doesNotContainKey(Target.OXIDATION);
        assertThat(ModelFigures.formula(plain).get(Target.FRESHNESS))
                .isEqualTo(plain.as7341().analysis().freshness());
    }

    @Test
    void withoutAModelNothingIsAsked() {
        figures.sample(sample(0));
        figures.station(view(null));
        assertThat(figures.shown().get().silence()).isEqualTo(Silence.NO_MODEL);
        assertThat(hall.predictionsAsked).isZero();
    }

    @Test
    void aMomentBehindItStaysWithItsOwnSample() {
        Sample first = sample(1);
        Sample second = sample(2);
        figures.sample(first);
        figures.station(view(said(first)));
        assertThat(figures.shown().get().figures()).containsKey(Target.FRESHNESS);
        figures.sample(second);
        assertThat(figures.shown().get().formula()).isEqualTo(ModelFigures.formula(first));
        figures.station(view(said(second)));
        assertThat(figures.shown().get().formula()).isEqualTo(ModelFigures.formula(second));
        assertThat(hall.predictionsAsked).isZero();
    }

    @Test
    void ofAnOlderSampleItIsAskedOnce() {
        Sample old = sample(1);
        hall.said.add(new StoredPrediction(
                old.deviceId(),
                old.sampleId(),
                old.timestamp(),
                Role.ACTIVE,
                Instant.EPOCH,
                new Prediction(2, said(old).figures())));
        figures.station(view(said(sample(9))));
        figures.held(true);
        figures.sample(old);
        figures.station(view(said(sample(9))));
        assertThat(figures.shown().get().versionId()).isEqualTo(2);
        assertThat(hall.predictionsAsked).isEqualTo(1);
        figures.sample(sample(3));
        assertThat(figures.shown().get().silence())
                .as("nobody said anything of it")
                .isEqualTo(Silence.NOTHING_SAID);
        assertThat(hall.predictionsAsked).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesTooLateIsNotShown() {
        hall.slow = true;
        figures.held(true);
        figures.sample(sample(1));
        figures.held(false);
        figures.sample(sample(2));
        figures.station(view(said(sample(2))));
        hall.waiting.forEach(Runnable::run);
        assertThat(figures.shown().get().silence()).isNull();
        assertThat(figures.shown().get().versionId()).isEqualTo(3);
    }

    @Test
    void nothingIsKeptOfAStationThatIsLeft() {
        figures.sample(sample(1));
        figures.station(view(said(sample(1))));
        figures.sample(null);
        assertThat(figures.shown().get().silence()).isEqualTo(Silence.NOTHING_SHOWN);
    }
}

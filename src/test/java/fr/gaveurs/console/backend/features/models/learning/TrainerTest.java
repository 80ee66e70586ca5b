package fr.gaveurs.console.backend.features.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Caution;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Plan;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Trained;
import fr.gaveurs.console.backend.features.quality.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class TrainerTest {
    private static final List<Target> THREE = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);
    private static List<Example> samples;
    private static Trained trained;

    @BeforeAll
    static void train() throws LearningException {
        samples = LearningSamples.straight(5, 5, 16, 7);
        trained = train(samples, THREE);
    }

    private static Trained train(List<Example> examples, List<Target> targets) throws LearningException {
        return Trainer.train(examples, new Plan(42, targets, Feature.SPECTRAL, "9.9.9", "d1"), share -> {});
    }

    private static TargetReport report(Trained trained, Target target) {
        return trained.report().targets().stream()
                .filter(each -> each.target() == target)
                .findFirst()
                .orElseThrow();
    }

    private static List<Caution> cautions(TargetReport report) {
        return report.remarks().stream().map(Remark::caution).toList();
    }

    @Test
    void learnsWhatIsThereAndJudgesItOnDaysItNeverSaw() {
        for (Target target : THREE) {
            TargetReport report = report(trained, target);
            assertThat(report.heldOut().mae()).as(target.key()).isLessThan(0.02);
            assertThat(report.heldOutFrom()).isEqualTo("2026-11-06");
            assertThat(report.grouping()).isEqualTo(Grouping.STATION);
            assertThat(report.groups()).isEqualTo(5);
            assertThat(report.againstFormula().p()).isLessThan(0.01);
            assertThat(report.shuffledR2()).isLessThan(0.02);
            assertThat(report.leaderboard()).hasSize(Candidate.METHODS.size());
            assertThat(report.interval().assured()).isTrue();
            assertThat(report.stations()).hasSize(5);
            assertThat(cautions(report)).isEmpty();
        }
    }

    @Test
    void theSameSamplesAndSeedGiveTheSameBytesInWhateverOrderTheyCome() throws LearningException {
        List<Example> mixed = new ArrayList<>(samples);
        Collections.shuffle(mixed, new Random(1));
        assertThat(ModelFiles.write(train(mixed, THREE).model())).isEqualTo(ModelFiles.write(trained.model()));
        assertThat(train(mixed, THREE).report()).isEqualTo(trained.report());
    }

    @Test
    void lightThatDimsChangesNothing() {
        Predictor predictor = new Predictor(trained.model());
        List<Example> dim = LearningSamples.measured(samples, counts -> LearningSamples.dimmed(counts, 0.8));
        for (Target target : THREE) {
            assertThat(LearningSamples.mae(predictor, dim, target))
                    .isCloseTo(LearningSamples.mae(predictor, samples, target), within(1e-9));
        }
    }

    @Test
    void whereTheFormulaIsTheTruthItIsTaken() throws LearningException {
        Trained simulated = train(LearningSamples.simulated(4, 3, 40, 11), List.of(Target.FRESHNESS));
        TargetReport report = report(simulated, Target.FRESHNESS);
        assertThat(report.method()).isEqualTo(Method.FORMULA);
        assertThat(report.heldOut().mae()).isLessThan(0.01);
        assertThat(cautions(report)).contains(Caution.FORMULA_NOT_BEATEN);
    }

    @Test
    void oneStationAloneIsDividedByLotAndDayAndSaysSo() throws LearningException {
        TargetReport report = report(train(LearningSamples.straight(1, 8, 15, 2), THREE), Target.FRESHNESS);
        assertThat(report.grouping()).isEqualTo(Grouping.LOT_AND_DAY);
        assertThat(cautions(report)).contains(Caution.ONE_STATION_ONLY);
    }

    @Test
    void oneStationOnOneDayHasNoAssuredInterval() throws LearningException {
        Trained one = train(LearningSamples.straight(1, 1, 120, 2), THREE);
        TargetReport report = report(one, Target.FRESHNESS);
        assertThat(report.grouping()).isEqualTo(Grouping.TIME);
        assertThat(report.interval().assured()).isFalse();
        assertThat(cautions(report))
                .contains(Caution.INTERVAL_NOT_ASSURED, Caution.HELD_OUT_WITHIN_A_DAY, Caution.ONE_STATION_ONLY);
        assertThat(new Predictor(one.model())
                        .predict(samples.getFirst().input(), Set.of())
                        .get(Target.FRESHNESS)
                        .flags())
                .contains(Flag.INTERVAL_NOT_ASSURED);
    }

    @Test
    void labelsThatAreAllTheSameTeachNothing() {
        List<Example> same = samples.stream()
                .map(each -> new Example(
                        each.deviceId(),
                        each.sampleId(),
                        each.time(),
                        each.lot(),
                        each.day(),
                        each.input(),
                        Map.of(Target.FRESHNESS, 0.5)))
                .toList();
        assertThatThrownBy(() -> train(same, List.of(Target.FRESHNESS)))
                .isInstanceOf(LearningException.class)
                .hasMessageContaining("nothing to tell apart");
    }

    @Test
    void aTargetThatNobodyLabelledIsSkippedAndTheOthersAreNot() throws LearningException {
        Trained mixed = train(samples, List.of(Target.FRESHNESS, Target.WEIGHT));
        assertThat(mixed.model().heads()).extracting(Head::target).containsExactly(Target.FRESHNESS);
        assertThat(mixed.report().skipped()).containsKey(Target.WEIGHT);
    }

    @Test
    void aFeatureThatIsAlwaysTheSameIsNamed() throws LearningException {
        List<Example> still = samples.stream()
                .map(each -> {
                    double[] counts = each.input().counts().clone();
                    double level = 0;
                    for (int i = 0; i < 8; i++) {
                        level += Math.log(counts[i]) / 8;
                    }
                    counts[SpectralChannel.NIR.index()] = Math.exp(level);
                    return new Example(
                            each.deviceId(),
                            each.sampleId(),
                            each.time(),
                            each.lot(),
                            each.day(),
                            ModelInput.ofSpectrum(counts, 8, 100),
                            each.truth());
                })
                .toList();
        List<Feature> features = new ArrayList<>(Feature.SPECTRAL);
        features.add(Feature.LOG_NIR);
        Trained withNir =
                Trainer.train(still, new Plan(1, List.of(Target.FRESHNESS), features, "9.9.9", "d"), share -> {});
        assertThat(report(withNir, Target.FRESHNESS).remarks())
                .contains(new Remark(Caution.CONSTANT_FEATURE, "log_nir"));
    }

    @Test
    void progressGrowsAndWhatItThrowsEndsTheTraining() throws LearningException {
        List<Double> shares = new ArrayList<>();
        Trainer.train(samples, new Plan(1, THREE, Feature.SPECTRAL, "9.9.9", "d"), shares::add);
        assertThat(shares).isSorted().first().isEqualTo(0.0);
        assertThat(shares).last().isEqualTo(1.0);
        assertThatThrownBy(() -> Trainer.train(samples, new Plan(1, THREE, Feature.SPECTRAL, "9.9.9", "d"), share -> {
                    if (share > 0.3) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void namesThatSayTheTruthAreNoFeatures() throws LearningException {
        assertThat(LeakGuard.features(List.of("log_f1", "log_level"))).hasSize(2);
        for (String name : List.of(
                "input_params.freshness",
                "fusion_score",
                "claimed_grade",
                "Quality_Metrics",
                "oxidation",
                "log_freshness_index",
                "weight_g",
                "something",
                "log_f9")) {
            assertThatThrownBy(() -> LeakGuard.features(List.of("log_f1", name)))
                    .as(name)
                    .isInstanceOf(LearningException.class)
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> LeakGuard.features(List.of("log_f1", "log_f1")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> LeakGuard.features(List.of())).isInstanceOf(LearningException.class);
    }

    @Test
    void whatIsExplainedOfTruthsDealtOutByChanceIsALeak() {
        assertThat(LeakGuard.leaks(new double[] {-0.02, -0.01, -0.03, 0.01, -0.02}))
                .isFalse();
        assertThat(LeakGuard.leaks(new double[] {0.03, -0.01, 0.02, 0.01, -0.02}))
                .isFalse();
        assertThat(LeakGuard.leaks(new double[] {0.31, 0.29, 0.33, 0.28, 0.30})).isTrue();
    }

    @Test
    void aPredictionSaysWhatNotToTrust() {
        Predictor predictor = new Predictor(trained.model());
        ModelInput usual = samples.getFirst().input();
        assertThat(predictor.predict(usual, Set.of()).get(Target.FRESHNESS).flags())
                .isEmpty();
        assertThat(predictor
                        .predict(usual, Set.of(SpectralChannel.F3))
                        .get(Target.FRESHNESS)
                        .flags())
                .containsExactly(Flag.CHANNEL_STUCK);
        assertThat(predictor
                        .predict(usual, Set.of(SpectralChannel.NIR))
                        .get(Target.FRESHNESS)
                        .flags())
                .isEmpty();
        double[] odd = usual.counts().clone();
        odd[2] = 65_535;
        assertThat(predictor
                        .predict(ModelInput.ofSpectrum(odd, 8, 100), Set.of())
                        .get(Target.FRESHNESS)
                        .flags())
                .contains(Flag.FAR_FROM_TRAINING, Flag.CHANNEL_SATURATED);
        odd[2] = Double.NaN;
        assertThat(predictor.predict(ModelInput.ofSpectrum(odd, 8, 100), Set.of()))
                .isEmpty();
    }

    @Test
    void aFileComesBackAsItWas() throws LearningException {
        byte[] bytes = ModelFiles.write(trained.model());
        ModelFile read = ModelFiles.read(bytes);
        assertThat(ModelFiles.write(read)).isEqualTo(bytes);
        Predictor before = new Predictor(trained.model());
        Predictor after = new Predictor(read);
        for (Example example : samples) {
            assertThat(after.predict(example.input(), Set.of())).isEqualTo(before.predict(example.input(), Set.of()));
        }
        assertThat(after.goldenFault()).isNull();
        assertThat(read.golden()).hasSize(Trainer.GOLDEN_ROWS);
    }

    @Test
    void treesAndFormulasComeBackToo() throws LearningException {
        ModelFile.Head head = trained.model().heads().getFirst();
        double[][] rows = new double[60][8];
        double[] truth = new double[60];
        Random random = new Random(4);
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 8; k++) {
                rows[i][k] = random.nextGaussian();
            }
            truth[i] = rows[i][0] > 0 ? 0.9 : 0.1;
        }
        for (Regression regression : List.of(
                BoostedTrees.fit(rows, truth), new Regression.AsFormula(), new Regression.Recalibrated(0.1, 0.8))) {
            ModelFile model = new ModelFile(
                    "9.9.9",
                    1,
                    "d",
                    60,
                    List.of(new ModelFile.Head(
                            head.target(),
                            head.features(),
                            head.scaling(),
                            head.distance(),
                            head.reference(),
                            60,
                            regression,
                            head.interval())),
                    trained.model().golden());
            byte[] bytes = ModelFiles.write(model);
            assertThat(ModelFiles.write(ModelFiles.read(bytes))).isEqualTo(bytes);
            assertThat(new Predictor(ModelFiles.read(bytes)).goldenFault())
                    .as("the golden rows are another model's")
                    .extracting(ModelFault::text)
                    .asString()
                    .startsWith("golden row 1: ");
        }
    }

    @Test
    void aChangedFileIsRefused() {
        String text = new String(ModelFiles.write(trained.model()), StandardCharsets.UTF_8);
        for (String changed : List.of(
                text.replace("\"level\":0.9", "\"level\":0.8"),
                text.replace("gaveurs-model", "another"),
                text.replace("\"version\":1", "\"version\":2"),
                text.replace("\"log_f1\"", "\"freshness\""),
                text.replaceFirst("\"coefficients\":\\[[^,]*,", "\"coefficients\":["),
                text.substring(0, text.length() / 2),
                "[]",
                "",
                "null")) {
            assertThat(changed).isNotEqualTo(text);
            assertThatThrownBy(() -> ModelFiles.read(changed.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(LearningException.class);
        }
    }

    @Test
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    void theRecordingsAreLearntBetterThanTheFormulaKnowsThem() throws IOException, LearningException {
        assertThat(Recordings.exist()).isTrue();
        List<Example> recorded = LearningSamples.recorded();
        assertThat(recorded).hasSize(416);
        Trained fromRecordings = train(recorded, THREE);
        for (Target target : THREE) {
            TargetReport report = report(fromRecordings, target);
            assertThat(report.heldOut().mae()).as(target.key()).isLessThan(0.01);
            assertThat(report.againstFormula().p()).as(target.key()).isLessThan(0.01);
        }
    }
}

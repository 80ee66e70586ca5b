package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Golden;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Trains a model: a tournament for each target, then one file. The same samples and plan give the same bytes. */
public final class Trainer {
    /** Samples below which nothing can be learnt. */
    public static final int FEWEST = TargetTraining.FEWEST;

    static final int GOLDEN_ROWS = 20;

    /**
     * What is to be trained.
     *
     * @param spectral features of freshness, fat and oxidation; the weight has those of the shape
     * @param codeVersion of this program
     * @param datasetSha256 of the samples
     */
    public record Plan(
            long seed, List<Target> targets, List<Feature> spectral, String codeVersion, String datasetSha256) {
        public Plan {
            targets = targets.stream().distinct().sorted().toList();
            spectral = List.copyOf(spectral);
        }
    }

    /** A model, and how it came about. */
    public record Trained(ModelFile model, TrainingReport report) {}

    private Trainer() {}

    /**
     * Trains.
     *
     * @param progress hears the share that is done, 0–1; what it throws ends the training
     * @throws LearningException if nothing can be learnt of any target
     */
    public static Trained train(List<Example> samples, Plan plan, DoubleConsumer progress) throws LearningException {
        List<Example> examples = samples.stream().sorted(Example.ORDER).toList();
        List<Head> heads = new ArrayList<>();
        List<TargetReport> reports = new ArrayList<>();
        Map<Target, Obstacle> skipped = new EnumMap<>(Target.class);
        progress.accept(0);
        for (int i = 0; i < plan.targets().size(); i++) {
            Target target = plan.targets().get(i);
            double done = i;
            DoubleConsumer within =
                    share -> progress.accept((done + share) / plan.targets().size());
            List<Feature> features = target == Target.WEIGHT ? Feature.SHAPE : plan.spectral();
            try {
                TargetTraining training = TargetTraining.of(examples, target, features, plan.seed(), within);
                heads.add(training.head());
                reports.add(training.report());
            } catch (LearningException e) {
                skipped.put(target, e.obstacles().getFirst());
            }
        }
        if (heads.isEmpty()) {
            List<Obstacle> obstacles = List.copyOf(skipped.values());
            throw new LearningException("nothing can be learnt: " + Obstacle.words(obstacles), obstacles);
        }
        ModelFile bare =
                new ModelFile(plan.codeVersion(), plan.seed(), plan.datasetSha256(), examples.size(), heads, List.of());
        ModelFile model = new ModelFile(
                plan.codeVersion(),
                plan.seed(),
                plan.datasetSha256(),
                examples.size(),
                heads,
                golden(new Predictor(bare), examples));
        progress.accept(1);
        return new Trained(model, TrainingReport.of(reports, skipped));
    }

    /** Samples from all over, each with what the model says of it. */
    private static List<Golden> golden(Predictor predictor, List<Example> examples) {
        List<Golden> rows = new ArrayList<>();
        int wanted = Math.min(GOLDEN_ROWS, examples.size());
        for (int i = 0; i < wanted; i++) {
            ModelInput input =
                    examples.get((int) ((long) i * examples.size() / wanted)).input();
            Map<Target, Double> values = new EnumMap<>(Target.class);
            predictor.predict(input, Set.of()).forEach((target, figure) -> values.put(target, figure.value()));
            rows.add(new Golden(input, values));
        }
        return rows;
    }
}

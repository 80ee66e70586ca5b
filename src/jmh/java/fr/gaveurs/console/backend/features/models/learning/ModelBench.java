package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Coverage;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Plan;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Trained;
import fr.gaveurs.console.backend.features.quality.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * The floors of models: errors on stations that were left out, of the recordings where they lie beside the project and of
 * simulated livers, also in dim light and with noise; the formula beaten; intervals that cover; time of a training and of a
 * prediction. A floor that is not held ends it with 1.
 */
public final class ModelBench {
    private static final List<Target> TARGETS = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);
    private static final double MOST_ERROR = 0.01;
    private static final double MOST_ERROR_WITH_NOISE = 0.08;

    private final List<String> faults = new ArrayList<>();

    private ModelBench() {}

    public static void main(String[] arguments) throws Exception {
        ModelBench bench = new ModelBench();
        if (Recordings.exist()) {
            bench.errors("recordings", LearningSamples.recorded(), true);
        } else {
            System.out.println("no recordings beside the project: left out");
        }
        bench.errors("simulated livers", LearningSamples.simulated(4, 5, 60, 100), false);
        bench.errors("livers in straight lines", LearningSamples.straight(4, 5, 60, 200), true);
        bench.coverage("12 stations, simulated livers", LearningSamples.simulated(12, 5, 40, 300));
        bench.coverage("12 stations, livers in straight lines", LearningSamples.straight(12, 5, 40, 400));
        bench.time();
        bench.faults.forEach(fault -> System.out.println("NOT HELD: " + fault));
        System.exit(bench.faults.isEmpty() ? 0 : 1);
    }

    private static Trained train(List<Example> examples) throws LearningException {
        return Trainer.train(examples, new Plan(42, TARGETS, Feature.SPECTRAL, "bench", "bench"), share -> {});
    }

    private void held(boolean held, String line) {
        System.out.println("  " + (held ? "held  " : "NOT   ") + line);
        if (!held) {
            faults.add(line);
        }
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Each station left out in turn: what a model of the others says of it. */
    private void errors(String name, List<Example> examples, boolean beats) throws LearningException {
        System.out.println(name + ": " + examples.size() + " samples, each station left out in turn");
        List<String> stations =
                examples.stream().map(Example::deviceId).distinct().sorted().toList();
        double[][] sums = new double[TARGETS.size()][4];
        Random random = new Random(7);
        for (String left : stations) {
            List<Example> others = examples.stream()
                    .filter(each -> !each.deviceId().equals(left))
                    .toList();
            List<Example> own = examples.stream()
                    .filter(each -> each.deviceId().equals(left))
                    .toList();
            Predictor predictor = new Predictor(train(others).model());
            List<Example> dim = LearningSamples.measured(own, counts -> LearningSamples.dimmed(counts, 0.8));
            List<Example> noisy = LearningSamples.measured(own, counts -> LearningSamples.noisy(counts, 0.03, random));
            for (int t = 0; t < TARGETS.size(); t++) {
                Target target = TARGETS.get(t);
                sums[t][0] += own.size() * LearningSamples.mae(predictor, own, target);
                sums[t][1] += own.size() * LearningSamples.mae(predictor, dim, target);
                sums[t][2] += own.size() * LearningSamples.mae(predictor, noisy, target);
                sums[t][3] += own.stream()
                        .mapToDouble(each -> Math.abs(
                                Formula.of(each.input(), target) - each.truth().getOrDefault(target, 0.0)))
                        .sum();
            }
        }
        Trained all = train(examples);
        for (int t = 0; t < TARGETS.size(); t++) {
            Target target = TARGETS.get(t);
            double n = examples.size();
            held(
                    sums[t][0] / n <= MOST_ERROR && sums[t][1] / n <= MOST_ERROR,
                    say(
                            "%s: %s: error %.5f, with all channels × 0.8 %.5f (at most 0.01); formula %.5f",
                            name, target.key(), sums[t][0] / n, sums[t][1] / n, sums[t][3] / n));
            held(
                    sums[t][2] / n <= MOST_ERROR_WITH_NOISE,
                    say("%s: %s: with ± 3 %% noise %.4f (at most 0.08)", name, target.key(), sums[t][2] / n));
            TargetReport report = report(all, target);
            String won = say(
                    "%s: %s: %s %s won, on the newest held out %.5f; against the formula %.5f, p = %.4f, %d groups; %s",
                    name,
                    target.key(),
                    report.method().key(),
                    report.penalty(),
                    report.heldOut().mae(),
                    report.againstFormula().difference(),
                    report.againstFormula().p(),
                    report.groups(),
                    report.coverage());
            if (beats) {
                held(report.againstFormula().p() < 0.01, won);
            } else {
                System.out.println("        " + won + " (here the formula is the truth)");
            }
        }
    }

    private static TargetReport report(Trained trained, Target target) {
        return trained.report().targets().stream()
                .filter(each -> each.target() == target)
                .findFirst()
                .orElseThrow();
    }

    private void coverage(String name, List<Example> examples) throws LearningException {
        Trained trained = train(examples);
        for (Target target : TARGETS) {
            double covered = report(trained, target).coverage().stream()
                    .filter(each -> each.level() == Conformal.LEVEL)
                    .mapToDouble(Coverage::covered)
                    .findFirst()
                    .orElse(0);
            held(
                    Math.abs(covered - 0.9) <= 0.04,
                    say("%s: %s: 90 %% intervals cover %.1f %%", name, target.key(), 100 * covered));
        }
    }

    private void time() throws LearningException {
        List<Example> many = LearningSamples.straight(10, 10, 100, 500);
        long begin = System.nanoTime();
        Trained trained = train(many);
        double seconds = (System.nanoTime() - begin) / 1e9;
        held(seconds < 20, say("%d samples trained in %.1f s (less than 20)", many.size(), seconds));
        Predictor predictor = new Predictor(trained.model());
        double sum = 0;
        for (int warm = 0; warm < 20; warm++) {
            begin = System.nanoTime();
            for (Example example : many) {
                sum += predictor.predict(example.input(), Set.of()).size();
            }
        }
        double micros = (System.nanoTime() - begin) / 1e3 / many.size();
        held(micros < 50 && sum > 0, say("a prediction of three linear figures takes %.1f µs (less than 50)", micros));
    }
}

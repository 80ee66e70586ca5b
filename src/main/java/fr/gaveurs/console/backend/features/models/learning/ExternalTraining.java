package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import fr.gaveurs.console.api.models.Training.Caution;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Contestant;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Interval;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Judges a model that was trained elsewhere as one that was trained here: on samples whose truth is known, beside the
 * formula, with intervals from its errors.
 */
public final class ExternalTraining {
    private static final long SEED = 1;
    private static final int SHUFFLES = 5;
    private static final double CHANCE = 0.05;

    private ExternalTraining() {}

    /** Which columns of the model's answer say what of a target; {@code low} and {@code high} −1 where it says none. */
    public record Columns(Target target, int value, int low, int high) {}

    /**
     * What a model is and learnt from, as it says itself.
     *
     * @param producer the program that wrote it
     * @param datasetSha256 of the samples that it is judged on, empty for none
     */
    public record Origin(String producer, String datasetSha256, int datasetSamples) {}

    /** A model with its intervals, and how it did. */
    public record Judged(ModelFile model, TrainingReport report, boolean validated) {}

    /** A model of which nothing is known but itself: without intervals, and without what it learnt from. */
    public static ModelFile unjudged(List<Feature> features, List<Columns> columns, Origin origin) {
        return file(columns.stream().map(each -> unjudged(features, each)).toList(), origin);
    }

    private static ModelFile file(List<Head> heads, Origin origin) {
        return new ModelFile(origin.producer(), 0, origin.datasetSha256(), origin.datasetSamples(), heads, List.of());
    }

    private static Head unjudged(List<Feature> features, Columns columns) {
        int n = features.size();
        return new Head(
                columns.target(),
                features,
                new Scaling(new double[n], new double[n]),
                TrainingDistance.unknown(n),
                new double[n][Drift.QUANTILES],
                0,
                regression(columns),
                new Interval(Conformal.LEVEL, 0, Grouping.TIME, 0, false));
    }

    private static Regression.External regression(Columns columns) {
        return new Regression.External(columns.value(), columns.low(), columns.high());
    }

    /**
     * Judges a model.
     *
     * @param notLearnt whether it is known that the model did not learn from these samples
     * @throws LearningException if nothing can be said of any target
     * @throws ModelUnavailableException if the model does not answer
     */
    public static Judged judge(
            List<Feature> features,
            List<Columns> columns,
            Origin origin,
            List<Example> samples,
            boolean notLearnt,
            ExternalModel model)
            throws LearningException {
        List<Example> examples = samples.stream().sorted(Example.ORDER).toList();
        List<Head> heads = new ArrayList<>();
        List<TargetReport> reports = new ArrayList<>();
        Map<Target, Obstacle> skipped = new EnumMap<>(Target.class);
        for (Columns each : columns) {
            TargetData data = TargetData.of(examples, each.target(), features);
            if (data.size() < TargetTraining.FEWEST) {
                heads.add(unjudged(features, each));
                skipped.put(
                        each.target(), Obstacle.of(Kind.TOO_FEW, each.target(), data.size(), TargetTraining.FEWEST));
                continue;
            }
            new Judging(features, each, data, notLearnt, model).add(heads, reports);
        }
        if (reports.isEmpty()) {
            throw new LearningException("the model cannot be judged on this data set: "
                    + Obstacle.words(List.copyOf(skipped.values()))
                    + ". Freeze one with more labelled samples, or import the model without one");
        }
        boolean better =
                reports.stream().allMatch(report -> report.againstFormula().p() < CHANCE);
        return new Judged(
                file(heads, origin), TrainingReport.of(reports, skipped), notLearnt && skipped.isEmpty() && better);
    }

    /** The judging of one target. */
    private static final class Judging {
        private final List<Feature> features;
        private final Columns columns;
        private final TargetData data;
        private final boolean notLearnt;
        private final Groups groups;
        /** What the model says of each sample, cut to what there can be; by how much the truth is beyond its bounds. */
        private final double[] said;

        private final double[] outside;

        Judging(List<Feature> features, Columns columns, TargetData data, boolean notLearnt, ExternalModel model)
                throws LearningException {
            this.features = features;
            this.columns = columns;
            this.data = data;
            this.notLearnt = notLearnt;
            groups = Groups.of(data.examples());
            said = new double[data.size()];
            outside = new double[data.size()];
            double[][] answers = model.run(data.features());
            for (int i = 0; i < said.length; i++) {
                double[] own = regression(columns).of(answers[i]);
                if (!TargetData.isFinite(own)) {
                    throw new LearningException("of a sample of the data set the model says no number for the "
                            + columns.target().key() + ": train it so that every sample has an answer");
                }
                double truth = data.truth()[i];
                said[i] = columns.target().within(own[0]);
                outside[i] = own.length == 1
                        ? Math.abs(said[i] - truth)
                        : Math.max(0, Math.max(own[1] - truth, truth - own[2]));
            }
        }

        void add(List<Head> heads, List<TargetReport> reports) {
            Interval found = Conformal.interval(outside, groups);
            Interval interval = new Interval(
                    found.level(), found.radius(), found.grouping(), found.groups(), found.assured() && notLearnt);
            Scaling scaling = Scaling.of(data.features());
            heads.add(new Head(
                    columns.target(),
                    features,
                    scaling,
                    TrainingDistance.of(scaling.apply(data.features())),
                    TargetTraining.references(data),
                    data.size(),
                    regression(columns),
                    interval));
            double[] errors = errors(said);
            double[] formula = errors(data.formula());
            Comparison comparison = PairedBootstrap.compare(errors, formula, groups, SEED);
            HeldOut newest = HeldOut.of(data.examples());
            List<Contestant> board =
                    new ArrayList<>(List.of(contestant(Method.ONNX, errors), contestant(Method.FORMULA, formula)));
            board.sort(Comparator.comparingDouble(Contestant::mae));
            reports.add(new TargetReport(
                    columns.target(),
                    Method.ONNX,
                    null,
                    groups.by(),
                    groups.count(),
                    ErrorFigures.of(data.truth(), said),
                    ErrorFigures.of(since(newest, data.truth()), since(newest, said)),
                    data.examples().get(newest.from()).day(),
                    ErrorFigures.of(since(newest, data.truth()), since(newest, data.formula())),
                    comparison,
                    shuffledR2(),
                    interval,
                    Conformal.coverage(outside, groups),
                    List.copyOf(board),
                    TargetTraining.stations(data, said),
                    List.of(),
                    TargetTraining.points(data, said),
                    remarks(interval, comparison)));
        }

        private double[] errors(double[] figures) {
            return IntStream.range(0, figures.length)
                    .mapToDouble(i -> Math.abs(figures[i] - data.truth()[i]))
                    .toArray();
        }

        private static double[] since(HeldOut newest, double[] figures) {
            return Arrays.copyOfRange(figures, newest.from(), figures.length);
        }

        private Contestant contestant(Method method, double[] errors) {
            double[] means = groups.means(errors);
            double mean = Arrays.stream(means).sum() / means.length;
            double squares = Arrays.stream(means)
                    .map(each -> (each - mean) * (each - mean))
                    .sum();
            double[] draws = PairedBootstrap.draws(means, SEED);
            return new Contestant(
                    method,
                    null,
                    mean,
                    Math.sqrt(squares / Math.max(1, means.length - 1) / means.length),
                    Quantiles.of(draws, 0.025),
                    Quantiles.of(draws, 0.975));
        }

        /** What it explains of truths that are dealt out by chance. */
        private double shuffledR2() {
            double sum = 0;
            for (int deal = 0; deal < SHUFFLES; deal++) {
                double[] truth = data.truth().clone();
                Random random = new Random(SEED + deal);
                for (int i = truth.length - 1; i > 0; i--) {
                    int other = random.nextInt(i + 1);
                    double kept = truth[i];
                    truth[i] = truth[other];
                    truth[other] = kept;
                }
                Double r2 = ErrorFigures.of(truth, said).r2();
                sum += r2 == null ? 0 : r2;
            }
            return sum / SHUFFLES;
        }

        private List<Remark> remarks(Interval interval, Comparison comparison) {
            List<Remark> remarks = new ArrayList<>();
            if (!notLearnt) {
                remarks.add(new Remark(Caution.MAY_HAVE_LEARNT_THESE, ""));
            }
            if (!interval.assured()) {
                remarks.add(new Remark(Caution.INTERVAL_NOT_ASSURED, Integer.toString(interval.groups())));
            }
            if (comparison.p() >= CHANCE) {
                remarks.add(new Remark(Caution.FORMULA_NOT_BEATEN, ""));
            }
            return List.copyOf(remarks);
        }
    }
}

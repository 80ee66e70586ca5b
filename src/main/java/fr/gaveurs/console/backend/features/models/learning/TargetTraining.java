package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import fr.gaveurs.console.api.models.Training.Caution;
import fr.gaveurs.console.api.models.Training.Coefficient;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Interval;
import fr.gaveurs.console.api.models.Training.Point;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.StationErrors;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.backend.features.models.learning.Candidate.Lesson;
import fr.gaveurs.console.backend.features.models.learning.ModelFile.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The training of one target: what is held out, the tournament, the winner, and what is to be said of it. */
record TargetTraining(Head head, TargetReport report) {
    /** Samples with a truth that a training needs. */
    static final int FEWEST = 40;

    private static final int SHUFFLES = 5;
    private static final int POINTS = 400;
    /** Above it the formula counts as not beaten. */
    private static final double CHANCE = 0.05;

    /**
     * Trains one target.
     *
     * @param examples in their order
     * @throws LearningException why nothing can be learnt of it
     */
    static TargetTraining of(
            List<Example> examples, Target target, List<Feature> features, long seed, DoubleConsumer progress)
            throws LearningException {
        long known = examples.stream()
                .filter(each -> each.truth().containsKey(target))
                .count();
        TargetData all = TargetData.of(examples, target, features);
        if (all.size() < FEWEST) {
            throw new LearningException(Obstacle.of(Kind.TOO_FEW, target, all.size(), FEWEST));
        }
        if (Arrays.stream(all.truth()).distinct().count() == 1) {
            throw new LearningException(Obstacle.of(Kind.ALL_ALIKE, target, all.truth()[0]));
        }
        HeldOut heldOut = HeldOut.of(all.examples());
        TargetData learnt = all.part(0, heldOut.from());
        TargetData newest = all.part(heldOut.from(), all.size());
        Groups groups = Groups.of(learnt.examples());
        int steps = groups.folds() * (1 + SHUFFLES);
        int[] done = {0};
        Runnable step = () -> progress.accept((double) ++done[0] / steps);

        Tournament tournament = Tournament.run(learnt, groups, Candidate.ALL, step);
        int winner = tournament.winner();
        Candidate candidate = tournament.candidate(winner);
        double[] deals = shuffledR2(learnt, groups, candidate, seed, step);
        double shuffled = Arrays.stream(deals).sum() / deals.length;
        if (LeakGuard.leaks(deals)) {
            throw new LearningException(Obstacle.of(Kind.LEAKS, target, Math.round(shuffled * 1e3) / 1e3));
        }
        Scaling scaling = Scaling.of(learnt.features());
        double[][] scaled = scaling.apply(learnt.features());
        Regression regression = new Lesson(scaled, learnt.formula(), learnt.truth()).learn(candidate);
        double[] errors = tournament.errors(winner);
        Interval interval = Conformal.interval(errors, groups);
        Head head = new Head(
                target,
                features,
                scaling,
                TrainingDistance.of(scaled),
                references(learnt),
                learnt.size(),
                regression,
                interval);
        Comparison comparison =
                PairedBootstrap.compare(errors, tournament.errors(tournament.indexOf(Method.FORMULA)), groups, seed);
        double[] ofNewest = IntStream.range(0, newest.size())
                .mapToDouble(i ->
                        target.within(regression.predict(newest.formula()[i], scaling.apply(newest.features()[i]))))
                .toArray();
        List<Remark> remarks = remarks(heldOut, learnt, interval, scaling, features, comparison);
        if (known > all.size()) {
            remarks.add(new Remark(Caution.SAMPLES_LEFT_OUT, Long.toString(known - all.size())));
        }
        return new TargetTraining(
                head,
                new TargetReport(
                        target,
                        candidate.method(),
                        Double.isNaN(candidate.penalty()) ? null : Double.valueOf(candidate.penalty()),
                        groups.by(),
                        groups.count(),
                        ErrorFigures.of(learnt.truth(), tournament.said(winner)),
                        ErrorFigures.of(newest.truth(), ofNewest),
                        newest.examples().getFirst().day(),
                        ErrorFigures.of(newest.truth(), newest.formula()),
                        comparison,
                        shuffled,
                        interval,
                        Conformal.coverage(errors, groups),
                        tournament.leaderboard(seed),
                        stations(learnt, tournament.said(winner)),
                        coefficients(features, regression),
                        points(learnt, tournament.said(winner)),
                        List.copyOf(remarks)));
    }

    private static List<Remark> remarks(
            HeldOut heldOut,
            TargetData learnt,
            Interval interval,
            Scaling scaling,
            List<Feature> features,
            Comparison comparison) {
        List<Remark> remarks = new ArrayList<>();
        if (!interval.assured()) {
            remarks.add(new Remark(Caution.INTERVAL_NOT_ASSURED, Integer.toString(interval.groups())));
        }
        if (!heldOut.wholeDays()) {
            remarks.add(new Remark(Caution.HELD_OUT_WITHIN_A_DAY, ""));
        }
        if (learnt.examples().stream().map(Example::deviceId).distinct().count() == 1) {
            remarks.add(new Remark(
                    Caution.ONE_STATION_ONLY, learnt.examples().getFirst().deviceId()));
        }
        for (int i = 0; i < features.size(); i++) {
            if (scaling.scale()[i] == 0) {
                remarks.add(new Remark(Caution.CONSTANT_FEATURE, features.get(i).key()));
            }
        }
        if (comparison.p() >= CHANCE) {
            remarks.add(new Remark(Caution.FORMULA_NOT_BEATEN, ""));
        }
        return remarks;
    }

    /** What a candidate explains of truths that are dealt out by chance, on samples that it has not learnt from. */
    private static double[] shuffledR2(TargetData data, Groups groups, Candidate candidate, long seed, Runnable step) {
        Candidate learning = candidate.method() == Method.FORMULA ? new Candidate(Method.RIDGE, 1e-3) : candidate;
        double[] deals = new double[SHUFFLES];
        for (int i = 0; i < SHUFFLES; i++) {
            double[] truth = data.truth().clone();
            Random random = new Random(31 * seed + i);
            for (int k = truth.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                double kept = truth[k];
                truth[k] = truth[other];
                truth[other] = kept;
            }
            Tournament shuffled = Tournament.run(data.withTruth(truth), groups, List.of(learning), step);
            Double r2 = ErrorFigures.of(truth, shuffled.said(0)).r2();
            deals[i] = r2 == null ? 0 : r2;
        }
        return deals;
    }

    static double[][] references(TargetData data) {
        return IntStream.range(0, data.features()[0].length)
                .mapToObj(feature -> Drift.reference(Arrays.stream(data.features())
                        .mapToDouble(row -> row[feature])
                        .toArray()))
                .toArray(double[][]::new);
    }

    static List<StationErrors> stations(TargetData data, double[] said) {
        TreeSet<String> ids =
                data.examples().stream().map(Example::deviceId).collect(Collectors.toCollection(TreeSet::new));
        return ids.stream()
                .map(id -> {
                    int[] own = IntStream.range(0, data.size())
                            .filter(i -> data.examples().get(i).deviceId().equals(id))
                            .toArray();
                    return new StationErrors(
                            id,
                            ErrorFigures.of(
                                    IntStream.of(own)
                                            .mapToDouble(i -> data.truth()[i])
                                            .toArray(),
                                    IntStream.of(own).mapToDouble(i -> said[i]).toArray()));
                })
                .toList();
    }

    private static List<Coefficient> coefficients(List<Feature> features, Regression regression) {
        if (!(regression instanceof Regression.Linear linear)) {
            return List.of();
        }
        return IntStream.range(0, features.size())
                .mapToObj(i -> new Coefficient(
                        features.get(i).key(),
                        linear.coefficients()[i],
                        linear.squares().length == 0 ? null : Double.valueOf(linear.squares()[i])))
                .toList();
    }

    static List<Point> points(TargetData data, double[] said) {
        int wanted = Math.min(POINTS, data.size());
        return IntStream.range(0, wanted)
                .map(i -> (int) ((long) i * data.size() / wanted))
                .mapToObj(i -> new Point(data.examples().get(i).deviceId(), data.truth()[i], said[i]))
                .toList();
    }
}

package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Training.Contestant;
import fr.gaveurs.console.backend.features.models.learning.Candidate.Lesson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Candidates on the same folds: each says something of samples whose groups it has not learnt from. */
final class Tournament {
    private final TargetData data;
    private final Groups groups;
    private final List<Candidate> candidates;
    /** Of each candidate, what it said of each sample. */
    private final double[][] said;

    private final double[] mean;
    private final double[] standardError;

    private Tournament(TargetData data, Groups groups, List<Candidate> candidates) {
        this.data = data;
        this.groups = groups;
        this.candidates = candidates;
        said = new double[candidates.size()][data.size()];
        mean = new double[candidates.size()];
        standardError = new double[candidates.size()];
    }

    /** @param after is told after each fold */
    static Tournament run(TargetData data, Groups groups, List<Candidate> candidates, Runnable after) {
        Tournament tournament = new Tournament(data, groups, candidates);
        for (int fold = 0; fold < groups.folds(); fold++) {
            tournament.fold(fold);
            after.run();
        }
        for (int i = 0; i < candidates.size(); i++) {
            tournament.sum(i);
        }
        return tournament;
    }

    private void fold(int fold) {
        int[] learnt = IntStream.range(0, data.size())
                .filter(i -> groups.foldOf(i) != fold)
                .toArray();
        TargetData part = data.part(learnt);
        Scaling scaling = Scaling.of(part.features());
        Lesson lesson = new Lesson(scaling.apply(part.features()), part.formula(), part.truth());
        for (int c = 0; c < candidates.size(); c++) {
            Regression regression = lesson.learn(candidates.get(c));
            for (int i = 0; i < data.size(); i++) {
                if (groups.foldOf(i) == fold) {
                    said[c][i] = data.target()
                            .within(regression.predict(data.formula()[i], scaling.apply(data.features()[i])));
                }
            }
        }
    }

    private void sum(int candidate) {
        double[] errors = errors(candidate);
        double[] sum = new double[groups.folds()];
        int[] members = new int[groups.folds()];
        for (int i = 0; i < errors.length; i++) {
            sum[groups.foldOf(i)] += errors[i];
            members[groups.foldOf(i)]++;
        }
        double[] maes = IntStream.range(0, sum.length)
                .mapToDouble(i -> sum[i] / Math.max(1, members[i]))
                .toArray();
        mean[candidate] = Arrays.stream(maes).sum() / maes.length;
        double squares = Arrays.stream(maes)
                .map(mae -> (mae - mean[candidate]) * (mae - mean[candidate]))
                .sum();
        standardError[candidate] = Math.sqrt(squares / Math.max(1, maes.length - 1) / maes.length);
    }

    /** The simplest one within one standard error of the best: by its method, then by its penalty. */
    int winner() {
        int best = IntStream.range(0, mean.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> mean[i]))
                .orElseThrow();
        double good = mean[best] + standardError[best];
        return IntStream.range(0, mean.length)
                .filter(i -> mean[i] <= good)
                .boxed()
                .min(Comparator.comparing((Integer i) -> candidates.get(i).method())
                        .thenComparingDouble(i -> -candidates.get(i).penalty()))
                .orElse(best);
    }

    Candidate candidate(int index) {
        return candidates.get(index);
    }

    int indexOf(Method method) {
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).method() == method)
                .boxed()
                .min(Comparator.comparingDouble(i -> mean[i]))
                .orElseThrow();
    }

    double[] said(int candidate) {
        return said[candidate];
    }

    /** Absolute errors of a candidate on each sample. */
    double[] errors(int candidate) {
        double[] errors = new double[data.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(said[candidate][i] - data.truth()[i]);
        }
        return errors;
    }

    /** Of each method the best, and the winner; the least error first. */
    List<Contestant> leaderboard(long seed) {
        List<Contestant> board = new ArrayList<>();
        int winner = winner();
        for (Method method : Candidate.METHODS) {
            int index = candidates.get(winner).method() == method ? winner : indexOf(method);
            double[] draws = PairedBootstrap.draws(groups.means(errors(index)), seed);
            double penalty = candidates.get(index).penalty();
            board.add(new Contestant(
                    method,
                    Double.isNaN(penalty) ? null : Double.valueOf(penalty),
                    mean[index],
                    standardError[index],
                    Quantiles.of(draws, 0.025),
                    Quantiles.of(draws, 0.975)));
        }
        board.sort(Comparator.comparingDouble(Contestant::mae));
        return List.copyOf(board);
    }
}

package fr.gaveurs.console.backend.features.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Errors;
import fr.gaveurs.console.api.models.Training.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What intervals, comparisons, drift and agreement are made of. */
class StatisticsOfModelsTest {
    private static Groups groups(int count, int each) {
        int[] of = new int[count * each];
        int[] fold = new int[count];
        for (int i = 0; i < of.length; i++) {
            of[i] = i / each;
        }
        for (int i = 0; i < count; i++) {
            fold[i] = i;
        }
        return new Groups(Grouping.STATION, count, of, fold, count);
    }

    @Test
    void errorsAreSummedUp() {
        Errors errors = ErrorFigures.of(new double[] {0, 1, 2, 3}, new double[] {0.5, 1, 2, 2.5});
        assertThat(errors.mae()).isCloseTo(0.25, within(1e-12));
        assertThat(errors.rmse()).isCloseTo(Math.sqrt(0.125), within(1e-12));
        assertThat(errors.bias()).isZero();
        assertThat(errors.r2()).isCloseTo(0.9, within(1e-12));
        assertThat(ErrorFigures.of(new double[] {1, 1}, new double[] {1, 2}).r2())
                .isNull();
    }

    @Test
    void anIntervalCoversItsShareOfNewGroups() {
        Random random = new Random(3);
        int count = 30;
        int each = 60;
        double[] errors = new double[count * each];
        for (int group = 0; group < count; group++) {
            double off = 0.3 * random.nextGaussian();
            for (int i = 0; i < each; i++) {
                errors[group * each + i] = Math.abs(off + random.nextGaussian());
            }
        }
        assertThat(Conformal.coverage(errors, groups(count, each)).stream()
                        .filter(each2 -> each2.level() == 0.9)
                        .findFirst()
                        .orElseThrow()
                        .covered())
                .isCloseTo(0.9, within(0.04));
    }

    @Test
    void aLargeGroupWeighsNoMoreThanASmallOne() {
        int[] of = new int[110];
        double[] errors = new double[110];
        for (int i = 0; i < 100; i++) {
            errors[i] = 0.1;
        }
        for (int i = 100; i < 110; i++) {
            of[i] = 1;
            errors[i] = 1;
        }
        Groups uneven = new Groups(Grouping.STATION, 2, of, new int[] {0, 1}, 2);
        assertThat(Conformal.radius(errors, uneven, 0.6, i -> true)).isEqualTo(1);
        assertThat(Conformal.interval(errors, uneven).assured()).isFalse();
    }

    @Test
    void aComparisonDrawsGroups() {
        double[] better = {-0.1, -0.12, -0.09, -0.11, -0.1};
        Comparison sure = PairedBootstrap.compare(better, 1);
        assertThat(sure.difference()).isCloseTo(-0.104, within(1e-12));
        assertThat(sure.high()).isNegative();
        assertThat(sure.p()).isLessThan(0.01);
        Comparison unsure = PairedBootstrap.compare(new double[] {-0.1, 0.12, -0.01, 0.02}, 1);
        assertThat(unsure.high()).isPositive();
        assertThat(unsure.p()).isGreaterThan(0.05);
        assertThat(PairedBootstrap.compare(better, 1)).isEqualTo(sure);
    }

    private static double[] normal(int n, double mean, long seed) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = mean + random.nextGaussian();
        }
        return values;
    }

    @Test
    void driftIsSeenAndItsAbsenceToo() {
        double[] reference = Drift.reference(normal(5_000, 0, 1));
        double[] same = normal(2_000, 0, 2);
        double[] other = normal(2_000, 0.8, 3);
        assertThat(Drift.psi(reference, same)).isLessThan(0.05);
        assertThat(Drift.psi(reference, other)).isGreaterThan(0.25);
        assertThat(Drift.ksChance(Drift.ks(reference, same), 5_000, 2_000)).isGreaterThan(0.01);
        double chance = Drift.ksChance(Drift.ks(reference, other), 5_000, 2_000);
        assertThat(Drift.striking(chance, 32)).isTrue();
        assertThat(Drift.striking(0.01, 32)).isFalse();
    }

    @Test
    void theDistanceOfTwoStepsIsExact() {
        double[] reference = new double[Drift.QUANTILES];
        for (int i = 0; i < reference.length; i++) {
            reference[i] = i / 100.0;
        }
        assertThat(Drift.ks(reference, new double[] {0.5})).isCloseTo(0.5, within(1e-9));
        assertThat(Drift.ks(reference, new double[] {2, 3})).isCloseTo(1, within(1e-9));
        // As the tables have it: 5 % of distances of 100 against very many are beyond 0.134.
        assertThat(Drift.ksChance(0.134, 1_000_000, 100)).isCloseTo(0.05, within(0.005));
    }

    @Test
    void aFeatureThatNeverChangedDrifts() {
        double[] reference = Drift.reference(new double[] {5, 5, 5, 5});
        assertThat(Drift.psi(reference, new double[] {5, 5})).isCloseTo(0, within(1e-9));
        assertThat(Drift.psi(reference, new double[] {6, 6})).isGreaterThan(1);
        assertThat(Drift.ks(reference, new double[] {5, 5})).isLessThan(1e-9);
        assertThat(Drift.ks(reference, new double[] {6, 6})).isCloseTo(1, within(1e-9));
    }

    @Test
    void twoGradersAgreeByMoreThanChance() {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pairs.add(new int[] {i % 4, i % 4});
        }
        assertThat(Agreement.kappa(pairs, 5)).isCloseTo(1, within(1e-12));
        pairs.add(new int[] {0, 4});
        assertThat(Agreement.kappa(pairs, 5)).isBetween(0.3, 0.95);
        assertThat(Agreement.kappa(List.of(), 5)).isNaN();
        assertThat(Agreement.kappa(List.of(new int[] {1, 1}), 5)).isNaN();
        // Cohen's table of 1960 in two classes: 20 yes–yes, 5 yes–no, 10 no–yes, 15 no–no.
        List<int[]> known = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            known.add(
                    i < 20
                            ? new int[] {0, 0}
                            : i < 25 ? new int[] {0, 1} : i < 35 ? new int[] {1, 0} : new int[] {1, 1});
        }
        assertThat(Agreement.kappa(known, 2)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void aSampleUnlikeAllOthersIsFar() {
        double[][] rows = new double[300][2];
        Random random = new Random(5);
        for (double[] row : rows) {
            row[0] = random.nextGaussian();
            row[1] = row[0] + 0.1 * random.nextGaussian();
        }
        TrainingDistance distance = TrainingDistance.of(Scaling.of(rows).apply(rows));
        assertThat(distance.of(new double[] {1, 1})).isLessThan(distance.limit());
        // Each figure for itself is usual; together they never were.
        assertThat(distance.of(new double[] {1.5, -1.5})).isGreaterThan(distance.limit());
    }
}

package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.feedback.Feedbacks.Correlation;
import fr.gaveurs.console.api.feedback.Feedbacks.Figure;
import fr.gaveurs.console.api.feedback.Feedbacks.RatedProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CorrelationsTest {
    private static List<RatedProduct> products(int n, IntToDoubleFunction rating, IntToDoubleFunction figure) {
        List<RatedProduct> products = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            products.add(new RatedProduct(
                    "FG_" + i, rating.applyAsDouble(i), 1, Map.of(Figure.FRESHNESS, figure.applyAsDouble(i))));
        }
        return products;
    }

    private static Correlation freshness(List<RatedProduct> products) {
        return Correlations.of(products).stream()
                .filter(each -> each.figure() == Figure.FRESHNESS)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void belowThirtyCasesNothingIsConcluded() {
        assertThat(freshness(products(29, i -> i, i -> i)))
                .isEqualTo(new Correlation(Figure.FRESHNESS, 29, null, null, null, false));
        assertThat(freshness(products(30, i -> i, i -> i)).correlation()).isEqualTo(1);
        assertThat(freshness(products(30, i -> i, i -> -i)).correlation()).isEqualTo(-1);
    }

    @Test
    void nineFiguresAreNineChances() {
        // The two-sided 5 % of the normal distribution, shared by as many figures as there are.
        double each = 0.05 / Figure.values().length;
        assertThat(2
                        * (1
                                - new org.hipparchus.distribution.continuous.NormalDistribution()
                                        .cumulativeProbability(2.772921)))
                .isCloseTo(each, within(1e-6));
        Random random = new Random(1);
        double[] noise = random.doubles(60).toArray();
        Correlation chance = freshness(products(60, i -> 1 + i % 5, i -> noise[i]));
        assertThat(chance.established()).isFalse();
    }

    @Test
    void whatNeverDiffersGoesWithNothing() {
        assertThat(freshness(products(40, i -> 5, i -> i)).correlation()).isNull();
        assertThat(freshness(products(40, i -> i % 5, i -> 0.5)).correlation()).isNull();
    }

    @Test
    void aFigureThatIsNotKnownIsNoCase() {
        assertThat(Correlations.of(products(40, i -> i, i -> i)))
                .filteredOn(each -> each.figure() == Figure.WEIGHT_G)
                .containsExactly(new Correlation(Figure.WEIGHT_G, 0, null, null, null, false));
        assertThat(Correlations.of(List.of())).hasSize(Figure.values().length);
    }

    @Test
    void ranksCountAndTheIntervalIsThatOfBonettAndWright() {
        // A curve that only rises: by ranks it is perfect, as a line it would not be.
        assertThat(freshness(products(50, i -> Math.exp(i), i -> i)).correlation())
                .isEqualTo(1);

        // d² = 2 for one pair of neighbours that change places: r = 1 - 6·2/(30·899).
        Correlation swapped = freshness(products(30, i -> i == 3 ? 4 : i == 4 ? 3 : i, i -> i));
        assertThat(swapped.correlation()).isCloseTo(1 - 12.0 / (30 * 899), within(0.0006));

        Random random = new Random(7);
        double[] noise = random.doubles(200).toArray();
        Correlation weak =
                freshness(products(200, i -> 1 + (int) (5 * noise[i]), i -> noise[i] + 2 * random.nextDouble()));
        double z = 0.5 * Math.log((1 + weak.correlation()) / (1 - weak.correlation()));
        double spread = 1.959964 * Math.sqrt((1 + weak.correlation() * weak.correlation() / 2) / 197);
        assertThat(weak.low()).isCloseTo(Math.tanh(z - spread), within(0.002));
        assertThat(weak.high()).isCloseTo(Math.tanh(z + spread), within(0.002));
        assertThat(weak.cases()).isEqualTo(200);
        assertThat(weak.established()).isEqualTo(Math.abs(z) > spread / 1.959964 * 2.772921);
        assertThat(freshness(products(50, i -> Math.exp(i), i -> i)).established())
                .isTrue();
    }
}

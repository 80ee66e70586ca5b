package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Correlation;
import fr.gaveurs.console.api.feedback.Feedbacks.Figure;
import fr.gaveurs.console.api.feedback.Feedbacks.RatedProduct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How measured figures go with ratings. By ranks, for stars are no measure: only their order says something. One product is
 * one case, however many rated it, since their ratings are not independent of each other.
 */
final class Correlations {
    /** Of the normal distribution, for 95 %. */
    private static final double Z_95 = 1.959964;
    /** The same for 95 % of all nine figures together: of so many one goes with anything by chance. */
    private static final double Z_ALL = 2.772921;

    private Correlations() {}

    /** One for each figure. */
    static List<Correlation> of(List<RatedProduct> products) {
        return Arrays.stream(Figure.values())
                .map(figure -> of(figure, products))
                .toList();
    }

    private static Correlation of(Figure figure, List<RatedProduct> products) {
        List<double[]> cases = new ArrayList<>();
        for (RatedProduct product : products) {
            Double value = product.figures().get(figure);
            if (value != null) {
                cases.add(new double[] {value, product.rating()});
            }
        }
        int n = cases.size();
        if (n < Feedbacks.ENOUGH_CASES) {
            return new Correlation(figure, n, null, null, null, false);
        }
        double r = new SpearmansCorrelation().correlation(column(cases, 0), column(cases, 1));
        if (Double.isNaN(r)) {
            return new Correlation(figure, n, null, null, null, false);
        }
        double bounded = Math.clamp(r, -1, 1);
        // Bonett and Wright (2000): ranks spread Fisher's z a little more than measures do.
        double deviation = Math.sqrt((1 + bounded * bounded / 2) / (n - 3));
        double spread = Z_95 * deviation;
        return new Correlation(
                figure,
                n,
                rounded(bounded),
                rounded(Math.tanh(atanh(bounded) - spread)),
                rounded(Math.tanh(atanh(bounded) + spread)),
                Math.abs(atanh(bounded)) > Z_ALL * deviation);
    }

    private static double[] column(List<double[]> cases, int which) {
        return cases.stream().mapToDouble(values -> values[which]).toArray();
    }

    private static double atanh(double r) {
        return 0.5 * Math.log((1 + r) / (1 - r));
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}

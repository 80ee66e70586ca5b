package fr.gaveurs.console.backend.features.models.data;

import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import java.util.List;

/**
 * What is taken where several labels say how a sample was. A file comes of a laboratory, a scale or an expert, and counts
 * before an inspector, who judged by a picture; an inspector counts before what a recording brought along. Of labels of one
 * source, such as two people's judgements, the mean counts.
 */
final class LabelChoice {
    private static final List<LabelSource> FIRST =
            List.of(LabelSource.CSV, LabelSource.INSPECTOR, LabelSource.RECORDING);
    /** Digits behind the point of a mean: nobody measures as closely. */
    private static final double DIGITS = 1e6;

    private LabelChoice() {}

    /** @param labels of one figure of one sample, at least one */
    static double truth(List<Label> labels) {
        for (LabelSource source : FIRST) {
            double[] values = labels.stream()
                    .filter(label -> label.source() == source)
                    .mapToDouble(LabelChoice::value)
                    .sorted()
                    .toArray();
            if (values.length > 0) {
                return mean(values);
            }
        }
        throw new IllegalArgumentException("no label is of a source that is known");
    }

    /** What is said by all stays as it is said. */
    private static double mean(double[] sorted) {
        if (sorted[0] == sorted[sorted.length - 1]) {
            return sorted[0];
        }
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return Math.round(sum / sorted.length * DIGITS) / DIGITS;
    }

    static boolean differ(List<Label> labels) {
        return labels.stream().mapToDouble(LabelChoice::value).distinct().count() > 1;
    }

    private static double value(Label label) {
        Double value = label.value();
        return value == null ? Double.NaN : value;
    }
}

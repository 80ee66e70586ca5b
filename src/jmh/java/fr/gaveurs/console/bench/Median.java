package fr.gaveurs.console.bench;

import java.util.Arrays;
import java.util.Collection;

/** The middle figure; of an even number of them the mean of both in the middle. */
public final class Median {
    private Median() {}

    public static double of(double[] figures) {
        double[] sorted = Arrays.stream(figures).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    public static double of(Collection<Double> figures) {
        return of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }
}

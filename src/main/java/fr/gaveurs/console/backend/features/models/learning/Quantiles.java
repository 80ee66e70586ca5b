package fr.gaveurs.console.backend.features.models.learning;

/** Quantiles of sorted values. */
final class Quantiles {
    private Quantiles() {}

    /** With a straight line between two values. */
    static double of(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

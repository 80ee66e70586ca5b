package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Training.Errors;
import java.util.Arrays;

/** Sums up how far predictions are from the truth. */
public final class ErrorFigures {
    private ErrorFigures() {}

    /** @param said of at least one sample */
    public static Errors of(double[] truth, double[] said) {
        double absolute = 0;
        double squares = 0;
        double bias = 0;
        double mean = Arrays.stream(truth).sum() / truth.length;
        double spread = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = said[i] - truth[i];
            absolute += Math.abs(error);
            squares += error * error;
            bias += error;
            spread += (truth[i] - mean) * (truth[i] - mean);
        }
        int n = truth.length;
        return new Errors(
                n,
                absolute / n,
                Math.sqrt(squares / n),
                spread / n < 1e-15 ? null : Double.valueOf(1 - squares / spread),
                bias / n);
    }
}

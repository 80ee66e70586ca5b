package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.ModelFault;
import org.jspecify.annotations.Nullable;

/** A model that runs outside of this JVM. Thread-safe. */
public interface ExternalModel {
    /**
     * Asks it.
     *
     * @param rows finite figures of each sample, in the order of the model's features; any number of rows
     * @return for each row what its columns say; not a number where it can say nothing
     * @throws ModelUnavailableException if it does not answer
     */
    double[][] run(double[][] rows);

    /**
     * Starts it where it does not run, and compares what it says of its golden rows; null: nothing is wrong.
     *
     * @throws ModelUnavailableException if it does not answer
     */
    @Nullable
    ModelFault goldenFault();

    /** Why it can say nothing at present, as far as is known; null: nothing is wrong. */
    @Nullable
    ModelFault fault();
}

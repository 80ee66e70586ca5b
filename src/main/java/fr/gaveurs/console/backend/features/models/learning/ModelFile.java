package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Interval;
import java.util.List;
import java.util.Map;

/**
 * A model as it is kept: everything that a prediction needs, and where it comes from.
 *
 * @param codeVersion of the program that trained it
 * @param datasetSha256 of the samples that it was trained on
 * @param heads one for each target
 * @param golden samples with what it must say of them, or it is not used
 */
public record ModelFile(
        String codeVersion,
        long seed,
        String datasetSha256,
        int datasetSamples,
        List<Head> heads,
        List<Golden> golden) {
    public ModelFile {
        heads = List.copyOf(heads);
        golden = List.copyOf(golden);
    }

    /**
     * What it says of one target.
     *
     * @param learnt number of samples
     * @param reference of each feature, unscaled, the quantiles 0, 1, … 100 % over them
     */
    public record Head(
            Target target,
            List<Feature> features,
            Scaling scaling,
            TrainingDistance distance,
            double[][] reference,
            int learnt,
            Regression regression,
            Interval interval) {
        public Head {
            features = List.copyOf(features);
        }
    }

    /** A sample, and what the model says of it. */
    public record Golden(ModelInput input, Map<Target, Double> values) {
        public Golden {
            values = Map.copyOf(values);
        }
    }
}

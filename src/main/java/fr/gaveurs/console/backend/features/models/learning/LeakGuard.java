package fr.gaveurs.console.backend.features.models.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps the truth, and what follows from it, from being among the features. */
public final class LeakGuard {
    /** Parts of names that say a truth, a claim or a conclusion. */
    private static final Set<String> FORBIDDEN = Set.of(
            "input_params",
            "fusion",
            "claim",
            "quality_metrics",
            "quality_js",
            "quality_score",
            "grade",
            "score",
            "freshness",
            "fat_quality",
            "oxidation",
            "color_uniformity",
            "discoloration",
            "truth",
            "label",
            "weight",
            "compliant",
            "defect");

    /** What may be explained of truths that were dealt out by chance: nothing, to two decimals. */
    static final double MOST_R2 = 0.005;
    /** Of few samples a deal may by chance say something: more than so many standard errors is none. */
    private static final double ERRORS = 3;

    private LeakGuard() {}

    /** Whether more is explained of truths that were dealt out by chance than chance itself would, deal after deal. */
    static boolean leaks(double[] r2) {
        double mean = Arrays.stream(r2).sum() / r2.length;
        double squares =
                Arrays.stream(r2).map(each -> (each - mean) * (each - mean)).sum();
        double error = Math.sqrt(squares / Math.max(1, r2.length - 1) / r2.length);
        return mean >= MOST_R2 && mean > ERRORS * error;
    }

    /**
     * The features of those names, in their order.
     *
     * @throws LearningException naming each that is none, or that says the truth
     */
    public static List<Feature> features(List<String> names) throws LearningException {
        List<Feature> features = new ArrayList<>();
        for (String name : names) {
            String plain = name.toLowerCase(Locale.ROOT);
            for (String forbidden : FORBIDDEN) {
                if (plain.contains(forbidden)) {
                    throw new LearningException("'" + name + "' says the truth or what was concluded from it, and can"
                            + " be no feature of a model");
                }
            }
            Feature feature = Feature.named(name)
                    .orElseThrow(() -> new LearningException("'" + name + "' is no feature; there are "
                            + String.join(
                                    ", ",
                                    List.of(Feature.values()).stream()
                                            .map(Feature::key)
                                            .toList())));
            if (features.contains(feature)) {
                throw new LearningException("the feature '" + name + "' stands there twice");
            }
            features.add(feature);
        }
        if (features.isEmpty()) {
            throw new LearningException("a model needs a feature");
        }
        return List.copyOf(features);
    }
}

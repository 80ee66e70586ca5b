package fr.gaveurs.console.backend.features.models.registry;

import fr.gaveurs.console.api.models.Models.Target;

/**
 * SQL of what the formula said of stored samples, called {@code o}: also of those that were graded with a model's figures,
 * whose own columns say the model's.
 */
public final class FormulaFigures {
    /** Stands behind the join of {@code sensor_samples o}. */
    public static final String JOIN = " LEFT JOIN model_graded_samples g ON g.device_id = o.device_id"
            + " AND g.sample_id = o.sample_id AND g.time = o.time";

    private FormulaFigures() {}

    /** Behind {@link #JOIN}. */
    public static String of(Target target) {
        return target == Target.WEIGHT
                ? "o.weight_g"
                : "CASE WHEN g.version_id IS NULL THEN o." + target.key() + " ELSE g.formula_" + target.key() + " END";
    }
}

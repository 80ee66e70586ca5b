package fr.gaveurs.console.backend.features.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Errors;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Interval;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A version is validated where it beats the formula, and draft where it is no more than the formula. */
class ValidatedTest {
    private static TargetReport target(Target target, Method method, double p) {
        Errors errors = new Errors(64, 0.001, 0.002, 0.99, 0);
        return new TargetReport(
                target,
                method,
                null,
                Grouping.STATION,
                4,
                errors,
                errors,
                "2026-11-27",
                errors,
                new Comparison(0, 0, 0, p, 4),
                0,
                new Interval(0.9, 0.01, Grouping.STATION, 4, true),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static boolean validated(TargetReport... targets) {
        return TrainingWorker.isValidated(new TrainingReport(List.of(targets), Map.of(), Map.of()));
    }

    @Test
    void whatIsNothingButTheFormulaStaysADraft() {
        assertThat(validated(target(Target.FRESHNESS, Method.FORMULA, 1), target(Target.OXIDATION, Method.FORMULA, 1)))
                .isFalse();
        assertThat(validated(target(Target.FRESHNESS, Method.FORMULA, 1), target(Target.OXIDATION, Method.RIDGE, 0.01)))
                .as("one is told better, and none worse")
                .isTrue();
        assertThat(validated(target(Target.FRESHNESS, Method.RIDGE, 0.01), target(Target.OXIDATION, Method.RIDGE, 0.5)))
                .as("one may be told worse")
                .isFalse();
    }
}

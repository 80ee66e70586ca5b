package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.LabelFault.Code;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A label that is to be kept.
 *
 * @param value of a figure, {@code grade} of a grade: one of both
 * @param grader empty where nobody is named
 */
record NewLabel(
        SampleKey key,
        LabelKind kind,
        @Nullable Double value,
        @Nullable Grade grade,
        String grader) {
    /** Grams that no liver weighs. */
    private static final double MOST_GRAMS = 5_000;

    private static final List<Grade> LETTERS = Arrays.stream(Grade.values())
            .filter(grade -> grade != Grade.UNGRADED)
            .toList();

    /** What is wrong with a figure; nothing where it is right. */
    static Optional<LabelFault> fault(LabelKind kind, double value) {
        double most = kind == LabelKind.WEIGHT ? MOST_GRAMS : 1;
        boolean right = value >= 0 && value <= most && (kind != LabelKind.WEIGHT || value > 0);
        return right
                ? Optional.empty()
                : Optional.of(
                        LabelFault.of(Code.OUTSIDE, kind.key(), value, kind == LabelKind.WEIGHT ? "5000 g" : "1"));
    }

    /** Its place among the letters, the best first. */
    static int place(Grade grade) {
        return LETTERS.indexOf(grade);
    }

    static int places() {
        return LETTERS.size();
    }
}

package fr.gaveurs.console.api.quality;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The letter of a liver, best first. The thresholds are those of the fused score. */
public enum Grade {
    /** Score of at least 0.85. */
    A_PLUS("A+", 0.85),
    /** Score of at least 0.75. */
    A("A", 0.75),
    /** Score of at least 0.60. */
    B("B", 0.60),
    /** Score of at least 0.45. */
    C("C", 0.45),
    /** Below C, or a part that rejects by itself. Not compliant. */
    REJECT("REJECT", Double.NEGATIVE_INFINITY),
    /** The measurement does not allow a grade: neither compliant nor not. */
    UNGRADED("UNGRADED", Double.NaN);

    private static final Grade[] ALL = values();

    private final String letter;
    private final double threshold;

    Grade(String letter, double threshold) {
        this.letter = letter;
        this.threshold = threshold;
    }

    /** The wire form: {@code A+}, {@code A}, {@code B}, {@code C}, {@code REJECT} or {@code UNGRADED}. */
    @JsonValue
    public String letter() {
        return letter;
    }

    /** Lowest score (0–1) of this letter; NaN for UNGRADED. */
    public double threshold() {
        return threshold;
    }

    /** Compliant is "not REJECT"; of an UNGRADED sample nobody knows. */
    public @Nullable Boolean compliant() {
        return this == UNGRADED ? null : this != REJECT;
    }

    /** The letter of a score (0–1). */
    public static Grade of(double score) {
        for (Grade grade : ALL) {
            if (score >= grade.threshold) {
                return grade;
            }
        }
        return Double.isNaN(score) ? UNGRADED : REJECT;
    }

    /**
     * Reads the wire form, whatever its case.
     *
     * @throws IllegalArgumentException naming the letters that exist
     */
    @JsonCreator
    public static Grade parse(String text) {
        Grade grade = parseOrNull(text);
        if (grade == null) {
            throw new IllegalArgumentException("unknown grade: use one of A+, A, B, C, REJECT, UNGRADED");
        }
        return grade;
    }

    /** As {@link #parse}, with {@code null} for what is no letter: firmware writes free text too. */
    public static @Nullable Grade parseOrNull(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        for (Grade grade : ALL) {
            if (grade.letter.equals(wanted) || grade.name().equals(wanted)) {
                return grade;
            }
        }
        return null;
    }
}

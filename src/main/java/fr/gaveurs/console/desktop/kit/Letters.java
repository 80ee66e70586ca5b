package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.quality.Grade;

/** A grade as a person reads it. */
public final class Letters {
    private Letters() {}

    /** {@code A+} … {@code C}, or the language's word for REJECT and UNGRADED. */
    public static String of(Grade grade, Messages messages) {
        return switch (grade) {
            case A_PLUS, A, B, C -> grade.letter();
            case REJECT -> messages.get("grade.reject");
            case UNGRADED -> messages.get("grade.ungraded");
        };
    }
}

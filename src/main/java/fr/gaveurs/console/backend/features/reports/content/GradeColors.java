package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.quality.Grade;

/** Colours of grades on white paper; a letter stands beside each. */
final class GradeColors {
    private GradeColors() {}

    /** {@code 0xRRGGBB}. */
    static int of(Grade grade) {
        return switch (grade) {
            case A_PLUS -> 0x1B6E43;
            case A -> 0x4C9A6A;
            case B -> 0x8FA84A;
            case C -> 0xC98A2B;
            case REJECT -> 0xB3372F;
            case UNGRADED -> 0x8A9099;
        };
    }
}

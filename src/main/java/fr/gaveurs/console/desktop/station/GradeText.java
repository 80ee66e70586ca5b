package fr.gaveurs.console.desktop.station;

import fr.gaveurs.console.api.Grade;
import fr.gaveurs.console.desktop.screen.Messages;

/** A grade as a person reads it. */
final class GradeText {
    private GradeText() {}

    /** The letter, or the word for REJECT and UNGRADED. */
    static String of(Messages messages, Grade grade) {
        return switch (grade) {
            case REJECT -> messages.get("station.grade.reject");
            case UNGRADED -> messages.get("station.grade.ungraded");
            default -> grade.letter();
        };
    }
}

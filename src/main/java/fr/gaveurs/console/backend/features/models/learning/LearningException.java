package fr.gaveurs.console.backend.features.models.learning;

/** Nothing can be learnt, or a model cannot be used; the message says why and what to do, without a full stop. */
public final class LearningException extends Exception {
    private static final long serialVersionUID = 1;

    public LearningException(String message) {
        super(message);
    }
}

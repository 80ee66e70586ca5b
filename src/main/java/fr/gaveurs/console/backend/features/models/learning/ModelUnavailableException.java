package fr.gaveurs.console.backend.features.models.learning;

/** A model that runs outside of this JVM does not answer now; the message says why, without a full stop. */
public final class ModelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModelUnavailableException(String message) {
        super(message);
    }
}

package fr.gaveurs.console.backend.features.devices;

/** What a person chose by a claim's id names no board, or names it badly. */
final class NoSuchClaim extends Exception {
    private static final long serialVersionUID = 1L;

    NoSuchClaim(String message) {
        super(message, null, false, false);
    }
}

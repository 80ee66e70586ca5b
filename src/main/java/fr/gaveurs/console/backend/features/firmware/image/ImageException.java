package fr.gaveurs.console.backend.features.firmware.image;

/** A file is no image that can be installed; the message is a sentence that says what to upload instead. */
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1;

    ImageException(String message) {
        super(message, null, false, false);
    }
}

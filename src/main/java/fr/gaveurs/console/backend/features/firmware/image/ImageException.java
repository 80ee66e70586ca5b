package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.api.Keyed;

/** A file is no image that can be taken; the message is a sentence that says what to upload instead. */
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why, by kinds for which the window has a sentence each. */
    public enum Reason implements Keyed {
        EMPTY,
        /** The program for the debugger. */
        ELF,
        /** Packed by gzip or ZIP. */
        PACKED,
        ESP8266,
        WEB_PAGE,
        /** Something else that is no image, such as a UF2 file or a partition table. */
        OTHER_FILE,
        /** Or what else has no description of an application. */
        BOOTLOADER,
        /** Bootloader, partition table and application in one. */
        WHOLE_FLASH,
        TOO_LARGE,
        /** For a chip that is not known here. */
        CHIP,
        /** It ends before it should. */
        CUT,
        DAMAGED,
        /** A block of secure boot is not of this image. */
        SECURE_BOOT,
        /** What follows the image is no part of it. */
        FOLLOWED,
        /** It does not say of itself what it is called. */
        NAMELESS,
        /** It came under another name than its own. */
        OTHER_NAME,
        /** Nobody signed it, and such are not admitted. */
        UNSIGNED,
        /** It is signed with a key that is not known, or was revoked. */
        KEY,
        /** What came as its signature is none, or of something else. */
        SIGNATURE
    }

    public ImageException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

package fr.gaveurs.console.backend.platform.spool;

import java.io.IOException;

/** Nothing was appended, for want of room; the message says which room and how much. */
public final class SpoolFullException extends IOException {
    private static final long serialVersionUID = 1;

    SpoolFullException(String message) {
        super(message);
    }
}

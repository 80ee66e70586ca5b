package fr.gaveurs.console.backend.platform.websocket;

/** What a peer is told when its socket is closed; what is stored of it is known again by these words. */
public final class CloseWords {
    public static final String STOPPING = "the console is shutting down";
    public static final String NO_TEXT = "send JSON as text messages";
    public static final String NO_UTF8 = "text messages must be UTF-8";
    public static final String CROWDED = "a message must come faster while many come at once";
    public static final String FAULT = "the console failed to handle this message";
    /** So begins what a message that is too large is answered with. */
    public static final String TOO_LARGE = "a message may have ";
    /** So begins what a message that takes too long is answered with. */
    public static final String TOO_SLOW = "a message must be complete within ";

    private CloseWords() {}
}
